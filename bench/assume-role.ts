import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUpFleet } from './fleet.ts';
import { chooseLoad } from './load.ts';
import { type Options, readOptions, USED } from './options.ts';
import { rehearse } from './rehearsal.ts';
import { type Result, surroundings, table, writeResult } from './report.ts';
import { writeRequests } from './request-file.ts';
import { prepareRequests } from './requests.ts';
import { measureRounds, summarise } from './rounds.ts';
import { initialise, startBare, startRolecall } from './servers.ts';
import { timeStarts } from './start-up.ts';
import { useCredentials } from './use.ts';

/**
 * Measures AssumeRole (signature, trust, session policy, seal, XML) on the built server against a bare `node:http`
 * server that reads the same body and answers as many bytes. Ratios only: absolute figures belong to the machine.
 * Exits with 1 where a gate fails.
 */
const gates = { percentOfBareMin: 30, serveRatioMax: 4 } as const;

await main(readOptions(process.argv.slice(2)));

async function main(options: Options): Promise<void> {
  if (!existsSync(new URL('../dist/rolecall.js', import.meta.url))) throw new Error('not built yet: npm run build');
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'));
  try {
    const result = await measure(folder, options);
    process.stdout.write(`\n${table(result)}\n`);
    if (options.keep) writeResult(result);
    const failed = failuresOf(result);
    for (const sentence of failed) process.stdout.write(`FAILED: ${sentence}\n`);
    process.exitCode = failed.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string, options: Options): Promise<Result> {
  const { name: generator, load } = chooseLoad(options.generator);
  const place = surroundings();
  const accounts = initialise(join(folder, 'data'));
  const rolecall = await startRolecall(join(folder, 'data'), profiling(options));
  say(`setting up over the wire: ${rolecall.url}`);
  const fleet = await setUpFleet(rolecall.url, accounts);

  say(`signing ${options.requests} requests`);
  const requests = prepareRequests(fleet, rolecall.host, options.requests, options.seed);
  const file = join(folder, 'requests');
  writeRequests(file, requests);

  const idleOurs = rolecall.rssMegabytes();
  say('sending each once, reading each answer');
  const rehearsal = await rehearse(rolecall, requests);
  const bare = await startBare(rehearsal.sample);
  const idle = { bare: bare.rssMegabytes(), rolecall: idleOurs };

  say(`${options.rounds} rounds of ${options.sliceSeconds} s on each, by ${generator}`);
  const rounds = await measureRounds({ bare, rolecall }, { load, file, requests: requests.length }, options);
  const afterLoad = { bare: bare.rssMegabytes(), rolecall: rolecall.rssMegabytes() };

  say(`using ${USED} of the credentials`);
  const worked = await useCredentials(rolecall.url, rehearsal.issued);
  await Promise.all([bare.stop(), rolecall.stop()]);
  say('timing start-up');
  const startUp = await timeStarts(join(folder, 'data'), options.startRuns);
  return {
    ...place,
    options,
    generator,
    gates,
    summary: summarise(rounds),
    distinct: {
      requests: requests.length,
      failures: rehearsal.failures,
      tokens: rehearsal.tokens,
      bytes: { request: requests[0]!.raw.length, answer: rehearsal.sample.body.length },
    },
    used: { worked, of: USED },
    memoryMb: { idle, afterLoad },
    startUp,
    rounds,
  };
}

function profiling({ profile }: Options): string[] {
  if (profile === undefined) return [];
  mkdirSync(profile, { recursive: true });
  return ['--cpu-prof', `--cpu-prof-dir=${profile}`];
}

/** What the gates have to say: nothing, when all is well. */
function failuresOf({ summary, distinct, used, startUp }: Result): string[] {
  const failed: string[] = [];
  const failures = summary.bare.errors + summary.rolecall.errors + distinct.failures;
  if (failures > 0) failed.push(`${failures} requests failed`);
  if (distinct.tokens !== distinct.requests) failed.push(`only ${distinct.tokens} distinct tokens`);
  if (used.worked !== used.of) failed.push(`only ${used.worked} of ${used.of} credentials worked`);
  if (summary.percentOfBare < gates.percentOfBareMin) failed.push(`less than ${gates.percentOfBareMin} % of bare`);
  if (startUp.serveRatio > gates.serveRatioMax) failed.push(`start-up takes more than ${gates.serveRatioMax} x node`);
  return failed;
}

function say(what: string): void {
  process.stdout.write(`${what}\n`);
}
