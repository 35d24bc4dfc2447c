import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUpFleet } from './fleet.ts';
import { rehearse } from './identity/rehearse.ts';
import { type Result, table, writeResult } from './identity/report.ts';
import { openSessions, prepareIdentities } from './identity/requests.ts';
import { chooseLoad } from './load.ts';
import { type Options, readOptions } from './options.ts';
import { surroundings } from './report.ts';
import { writeRequests } from './request-file.ts';
import { measureRounds, summarise } from './rounds.ts';
import { initialise, type Server, startBare, startRolecall } from './servers.ts';

/**
 * Measures GetCallerIdentity with session credentials (token, signature, role, XML) on the built server against a bare
 * `node:http` server that reads the same body and answers as many bytes. Ratios only: absolute figures belong to the
 * machine. Exits with 1 where a gate fails.
 */
const gates = { percentOfBareMin: 40 } as const;

await main(readOptions(process.argv.slice(2)));

async function main(options: Options): Promise<void> {
  if (!existsSync(new URL('../dist/rolecall.js', import.meta.url))) throw new Error('not built yet: npm run build');
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'));
  try {
    const result = await measure(folder, options);
    say(`\n${table(result)}`);
    if (options.keep) writeResult(result);
    const failed = failuresOf(result);
    for (const sentence of failed) say(`FAILED: ${sentence}`);
    process.exitCode = failed.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string, options: Options): Promise<Result> {
  const { name: generator, load } = chooseLoad(options.generator);
  const place = surroundings();
  const data = join(folder, 'data');
  const accounts = initialise(data);
  const running: Server[] = [];
  try {
    const rolecall = await startRolecall(data, profiling(options));
    running.push(rolecall);
    say(`setting up over the wire: ${rolecall.url}`);
    const fleet = await setUpFleet(rolecall.url, accounts);
    const sessions = await openSessions(rolecall, fleet, options.seed);

    say(`signing ${options.requests} requests of ${sessions.length} sessions`);
    const requests = prepareIdentities(sessions, rolecall.host, options.requests);
    const file = join(folder, 'requests');
    writeRequests(file, requests);
    say('sending each once, reading each answer');
    const rehearsal = await rehearse(rolecall, requests);
    const bare = await startBare(rehearsal.sample);
    running.push(bare);

    say(`${options.rounds} rounds of ${options.sliceSeconds} s on each, by ${generator}`);
    const rounds = await measureRounds({ bare, rolecall }, { load, file, requests: requests.length }, options);
    return {
      ...place,
      options,
      generator,
      gates,
      summary: summarise(rounds),
      told: {
        requests: requests.length,
        distinct: new Set(requests.map(({ raw }) => raw.toString('latin1'))).size,
        sessions: sessions.length,
        failures: rehearsal.failures,
        bytes: { request: requests[0]!.raw.length, answer: rehearsal.sample.body.length },
      },
      rounds,
    };
  } finally {
    await Promise.all(running.map((server) => server.stop()));
  }
}

function profiling({ profile }: Options): string[] {
  if (profile === undefined) return [];
  mkdirSync(profile, { recursive: true });
  return ['--cpu-prof', `--cpu-prof-dir=${profile}`];
}

/** What the gates have to say: nothing, when all is well. */
function failuresOf({ summary, told }: Result): string[] {
  const failed: string[] = [];
  const failures = summary.bare.errors + summary.rolecall.errors + told.failures;
  if (failures > 0) failed.push(`${failures} requests failed`);
  if (told.distinct !== told.requests) failed.push(`only ${told.distinct} distinct requests`);
  // By CPU as well: on a machine that others use, the bare server may have had to wait for the load generator.
  for (const share of [summary.percentOfBare, summary.percentOfBareCpu])
    if (share < gates.percentOfBareMin)
      failed.push(`${share.toFixed(1)} %: less than ${gates.percentOfBareMin} % of bare`);
  return failed;
}

function say(what: string): void {
  process.stdout.write(`${what}\n`);
}
