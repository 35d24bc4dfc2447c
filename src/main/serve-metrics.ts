import type { Server } from 'node:http';
import type { Settings } from '../cli/settings.ts';
import { metricsServer } from '../http/metrics-server.ts';
import { EXPOSITION_TYPE } from '../metrics/exposition.ts';
import type { Gauge, Metrics } from '../metrics/metrics.ts';
import { processGauges } from '../metrics/process-gauges.ts';
import type { Store } from '../store/store.ts';
import type { Furnished } from './house.ts';
import { listen, urlOf } from './listening.ts';

/** Starts the listener of the figures, where one is asked for; gives it, to be closed with the others, and where it is. */
export async function serveMetrics(
  settings: Settings,
  { metrics, house, store, more = () => [] }: Figures,
): Promise<{ readonly server: Server; readonly url: string } | undefined> {
  const { 'metrics-port': port, 'metrics-host': host } = settings;
  if (metrics === undefined || port === undefined) return undefined;
  const ofTheProcess = processGauges();
  const server = metricsServer({
    type: EXPOSITION_TYPE,
    text: async () => metrics.text([...(await gauges()), ...more(), ...ofTheProcess()]),
  });
  const listens = await listen(server, host, port);
  // It alone is no reason to go on: where the service cannot be had the process ends.
  server.unref();
  return { server, url: `${urlOf('http', host, listens)}/metrics` };

  async function gauges(): Promise<readonly Gauge[]> {
    return [
      {
        name: 'rolecall_store_sequence',
        help: 'Number of the last change of the store.',
        samples: [{ value: await store.sequence() }],
      },
      {
        name: 'rolecall_cache_entries',
        help: 'What is known by heart, by kind.',
        samples: Object.entries(house.cached()).map(([cache, value]) => ({ labels: { cache }, value })),
      },
    ];
  }
}

interface Figures {
  readonly metrics: Metrics | undefined;
  readonly house: Furnished;
  readonly store: Store;
  /** Figures of others. */
  readonly more?: (() => readonly Gauge[]) | undefined;
}
