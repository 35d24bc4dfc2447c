import { systemClock } from '../base/clock.ts';
import { pooledEntropy } from '../base/entropy.ts';
import type { Serving, Where } from '../cli/house.ts';
import { quotasOf } from '../cli/settings/quota-settings.ts';
import type { Settings } from '../cli/settings.ts';
import type { FetchDocument } from '../federation/oidc/fetch-document.ts';
import { httpServer } from '../http/server.ts';
import { metrics } from '../metrics/metrics.ts';
import type { Quotas } from '../operation/quotas.ts';
import { consoleLog, consoleSettings } from './console.ts';
import { establish } from './establish.ts';
import { readIssuerRules } from './issuer-rules.ts';
import { listen, readSecured, type Secured, urlOf } from './listening.ts';
import { openLog } from './log.ts';
import { auditGauges } from './open-audit.ts';
import { type Opened, openWhere } from './open-where.ts';
import { applySeedFile } from './seed-at-start.ts';
import { serveMetrics } from './serve-metrics.ts';
import { stopOnSignal } from './stop.ts';

/** Serves a store until SIGTERM or SIGINT. Resolves when it listens; refuses with a sentence before it changes anything. */
export async function serve(settings: Settings & Where): Promise<Serving> {
  const wanted = { ...readSecured(settings), quotas: quotasOf(settings), fetch: readIssuerRules(settings) };
  const opened = await openWhere(settings);
  try {
    return await listenWith(settings, opened, wanted);
  } catch (error) {
    await opened.store.close();
    opened.release();
    throw error;
  }
}

async function listenWith(
  settings: Settings & Where,
  opened: Opened,
  { tls, forwarding, quotas, fetch }: Wanted,
): Promise<Serving> {
  const clock = systemClock;
  const entropy = pooledEntropy();
  const log = openLog(settings['log-level']);
  let url = '';
  const counted = settings['metrics-port'] === undefined ? undefined : metrics(clock);
  const established = await establish(settings, opened, {
    clock,
    entropy,
    quotas,
    publicUrl: () => settings['public-url'] ?? url,
    regions: settings.region,
    oidc: {
      fetch,
      skewSeconds: settings['oidc-clock-skew'],
      onFailure: (issuer, why) => log.logger.warn({ issuer, why }, 'an OIDC issuer gave no keys'),
    },
    encodeDenials: settings['encode-denials'] === 'on',
    throttle: settings.throttle,
    metrics: counted,
    remember: log.remember,
    logger: log.logger,
    keepsTrail: settings.audit !== 'off',
    console: (trail) => ({ ...consoleSettings(settings), ...consoleLog(log, trail) }),
  });
  const { house, audit, toolsFor } = established;
  if (settings.seed !== undefined) {
    await applySeedFile(settings.seed, toolsFor('seed-apply', { name: settings.seed, prune: false }));
  }
  let ready = false;
  const server = httpServer({
    answer: house.answer,
    health: { ready: () => ready },
    routes: house.routes,
    bodyLimitBytes: settings['body-limit'],
    forwarding,
    tls,
  });
  const figures = await serveMetrics(settings, {
    metrics: counted,
    house,
    store: opened.store,
    more: () => auditGauges(audit),
  });
  const port = await listen(server, settings.host, settings.port);
  url = urlOf(tls === undefined ? 'http' : 'https', settings.host, port);
  const admin = await established.begin();
  ready = true;
  stopOnSignal({
    servers: [server, admin, ...(figures === undefined ? [] : [figures.server])],
    unready: () => {
      ready = false;
    },
    close: async () => {
      await established.close();
      log.logger.info('stopped');
      await log.flush();
    },
  });
  log.logger.info({ url, publicUrl: settings['public-url'] ?? url, metrics: figures?.url }, 'listening');
  return { url };
}

/** What is read from the settings before anything is opened. */
interface Wanted extends Secured {
  readonly quotas: Quotas;
  readonly fetch: FetchDocument;
}
