import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Gauge } from './metrics.ts';

/** What the process uses, under the names that Prometheus's own libraries give it. */
export function processGauges(): () => readonly Gauge[] {
  const startedAt = Date.now() / 1000 - process.uptime();
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  return () => {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    // In nanoseconds; not a number while nothing was measured.
    const lag = delay.percentile(99) / 1e9;
    delay.reset();
    return [
      figure('process_cpu_seconds_total', 'Processor time, of programs and kernel.', (user + system) / 1e6, 'counter'),
      figure('process_resident_memory_bytes', 'Memory in use.', rss),
      figure('process_start_time_seconds', 'When the process began, since the epoch.', startedAt),
      figure('nodejs_heap_size_used_bytes', 'Heap of the program.', heapUsed),
      figure(
        'nodejs_eventloop_lag_p99_seconds',
        'Delay of the event loop since it was last asked for, 99 of 100.',
        Number.isFinite(lag) ? lag : 0,
      ),
    ];
  };
}

const figure = (name: string, help: string, value: number, type: 'gauge' | 'counter' = 'gauge'): Gauge => ({
  name,
  help,
  type,
  samples: [{ value }],
});
