import { replay } from './replay.ts';
import { parseRequests } from './request-file.ts';
import { quantile } from './statistics.ts';

/** Our own load generator, a process of its own, for where there is no wrk: `load-node.ts FILE PORT CONNECTIONS MS FIRST`. */
const [file, port, connections, milliseconds, first] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
];
const requests = parseRequests(file);
const micros: number[] = [];
let errors = 0;
let following = Number(first);
const startedAtMs = performance.now();
const endsAtMs = startedAtMs + Number(milliseconds);

await replay({
  port: Number(port),
  connections: Number(connections),
  next: () => (performance.now() < endsAtMs ? following++ % requests.length : undefined),
  raw: (request) => requests[request]!,
  answered: (_request, { status }, took) => {
    micros.push(took);
    if (status !== 200) errors++;
  },
  broken: () => errors++,
});

const seconds = (performance.now() - startedAtMs) / 1000;
const slice = {
  requests: micros.length,
  seconds,
  errors,
  p50Micros: quantile(micros, 0.5),
  p99Micros: quantile(micros, 0.99),
};
process.stdout.write(`${JSON.stringify(slice)}\n`);
