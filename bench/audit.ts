import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trailFolder } from '../src/audit/index.ts';
import { searchTrail } from '../src/audit/search.ts';
import { setUpFleet } from './fleet.ts';
import { chooseLoad } from './load.ts';
import { readOptions } from './options.ts';
import { rehearse } from './rehearsal.ts';
import { surroundings } from './report.ts';
import { writeRequests } from './request-file.ts';
import { prepareRequests } from './requests.ts';
import { measureRounds, type Round, summarise } from './rounds.ts';
import { initialise, startRolecall } from './servers.ts';

/**
 * What the audit trail costs an AssumeRole: the built server with it and without it, both up at once, slices of the same load in
 * turns. Every call is one across accounts, which leaves two events. Exits with 1 where the trail takes more of the throughput than it
 * may, or has not an event for each call.
 *
 *   node bench/audit.ts [--rounds 11] [--seconds 1] [--no-results]
 */
const PERCENT_MAX = 8;

const options = readOptions(process.argv.slice(2));
if (!existsSync(new URL('../dist/rolecall.js', import.meta.url))) throw new Error('not built yet: npm run build');
const home = mkdtempSync(join(tmpdir(), 'rolecall-bench-'));
try {
  await main();
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const { name: generator, load } = chooseLoad(options.generator);
  const place = surroundings();
  const withTrail = join(home, 'with');
  const without = join(home, 'without');
  const accounts = initialise(withTrail);
  const first = await startRolecall(withTrail);
  const fleet = await setUpFleet(first.url, accounts);
  await first.stop();
  // The same store twice: a token and a key are good at either.
  cpSync(withTrail, without, { recursive: true, filter: (path) => !path.endsWith('.sock') });
  const [on, off] = await Promise.all([startRolecall(withTrail), startRolecall(without, [], ['--audit', 'off'])]);

  const requests = prepareRequests(fleet, on.host, options.requests, options.seed);
  const file = join(home, 'requests');
  writeRequests(file, requests);
  for (const server of [on, off]) await rehearse(server, requests);

  const before = countCalls(withTrail);
  const rounds = await measureRounds({ bare: off, rolecall: on }, { load, file, requests: requests.length }, options);
  await Promise.all([on.stop(), off.stop()]);
  const answered = countCalls(withTrail) - before;
  report({ rounds, generator, place, answered });
}

/** Calls that the trail has: those across accounts by what their two events share. */
function countCalls(data: string): number {
  const calls = new Set<string>();
  for (const { eventName, sharedEventID } of searchTrail(trailFolder(data), {}))
    if (eventName === 'AssumeRole' && sharedEventID !== undefined) calls.add(sharedEventID);
  return calls.size;
}

function report(told: {
  rounds: readonly Round[];
  generator: string;
  place: ReturnType<typeof surroundings>;
  answered: number;
}): void {
  const { rounds, generator, place, answered } = told;
  const { bare: off, rolecall: on, percentOfBare, percentRange, percentOfBareCpu } = summarise(rounds);
  const taken = 100 - percentOfBare;
  const row = (name: string, a: number | string, b: number | string) => `| ${name} | ${a} | ${b} |`;
  const missing = Math.max(0, on.requests - answered);
  const text = [
    '| AssumeRole across accounts | without | with the trail |',
    '|---|---:|---:|',
    row('requests/s, median', off.perSecond, on.perSecond),
    row('server CPU us a request', off.cpuMicros.toFixed(1), on.cpuMicros.toFixed(1)),
    row('p50 ms', off.p50Ms.toFixed(2), on.p50Ms.toFixed(2)),
    row('p99 ms', off.p99Ms.toFixed(2), on.p99Ms.toFixed(2)),
    row('requests answered', off.requests, on.requests),
    row('failures', off.errors, on.errors),
    '',
    `**The trail takes ${taken.toFixed(1)} % of the throughput** (median of ${options.rounds} rounds; ${(100 - percentRange[1]).toFixed(1)} to ${(100 - percentRange[0]).toFixed(1)} %; at most ${PERCENT_MAX} %), and ${(10_000 / percentOfBareCpu - 100).toFixed(1)} % more CPU.`,
    `Two events a call; calls without theirs: ${missing}. Load by ${generator}, ${options.sliceSeconds} s a slice, in turns.`,
    '',
    `${place.date}, commit ${place.commit}; ${place.machine.cpu}, ${place.machine.cores} cores, load ${place.machine.load.toFixed(1)}; Node ${place.versions.node}.`,
    'Run with `node bench/audit.ts`.',
  ].join('\n');
  process.stdout.write(`${text}\n`);
  if (options.keep)
    writeFileSync(new URL('results/audit.md', import.meta.url), `# What the audit trail costs\n\n${text}\n`);
  if (taken > PERCENT_MAX || missing > 0 || on.errors + off.errors > 0) process.exitCode = 1;
}
