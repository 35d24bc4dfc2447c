import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { surroundings } from '../report.ts';
import { makeCorpus } from './corpus.ts';
import type { Engine } from './engine.ts';
import { failuresOf } from './gates.ts';
import { loadPeers } from './peers.ts';
import { type Measured, type Result, table, writeResult } from './report.ts';
import { rolecall } from './rolecall.ts';
import { type RoundOptions, timeRounds } from './rounds.ts';
import { type Scenario, scenariosOf } from './scenarios.ts';

/**
 * Measures the policy engine against others that take the same decisions: all in one run, in turns, the context built for
 * each decision. Ratios only: absolute figures belong to the machine. Exits with 1 where a gate fails or engines disagree.
 */
const ROUNDS_MIN = 9;
const REQUESTS = 180;
/** A cold decision takes milliseconds: a part of the requests is enough. */
const COLD_EVERY = 12;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    'slice-ms': { type: 'string', default: '150' },
    seed: { type: 'string', default: 'first-light' },
    /** Only our own engine: for profiles and for trying a change. */
    alone: { type: 'boolean', default: false },
    'no-results': { type: 'boolean', default: false },
  },
});
const options = { rounds: Number(values.rounds), sliceMs: Number(values['slice-ms']) };
await main(options, values.seed);

async function main(options: RoundOptions, seed: string): Promise<void> {
  const ours = rolecall(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version);
  // Before the others are loaded: it compares our engine with itself.
  const growth = measureGrowth(ours, seed, options);
  const peers = values.alone ? [] : await loadPeers();
  const engines = [ours, ...peers.filter((peer) => 'prepare' in peer)];
  const corpus = makeCorpus(seed, { policies: 10, requests: REQUESTS });
  const scenarios = scenariosOf(corpus);
  const measured = scenarios.flatMap((scenario) => [
    measure(scenario, engines, 'warm', options),
    measure(scenario, engines, 'cold', options),
  ]);
  const result: Result = {
    ...surroundings(),
    seed,
    options,
    engines: engines.map(({ name, version }) => ({ name, version })),
    notRun: peers.filter((peer) => 'notRun' in peer),
    requests: REQUESTS,
    policyBytes: corpus.policies.map((text) => text.length),
    measured,
    growth,
  };

  process.stdout.write(`${table(result)}\n`);
  const failures = failuresOf(result);
  for (const failure of failures) process.stdout.write(`FAILED: ${failure}\n`);
  // Only a whole run leaves a result behind.
  const isWhole = options.rounds >= ROUNDS_MIN && result.engines.length === 4;
  if (isWhole && !values['no-results']) writeResult(result);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

function measure(
  scenario: Scenario,
  engines: readonly Engine[],
  way: 'warm' | 'cold',
  options: RoundOptions,
): Measured {
  process.stderr.write(`${scenario.name}, ${way}\n`);
  const contenders = engines.map((engine) => ({
    name: engine.name,
    decide: way === 'warm' ? engine.prepare(scenario) : engine.cold(scenario),
  }));
  const requests = [...scenario.requests.keys()].filter((request) => way === 'warm' || request % COLD_EVERY === 0);
  const answers = requests.map((request) => contenders.map(({ decide }) => decide(request)));
  const disagreements = answers.filter((each) => each.some((answer) => answer !== each[0])).length;
  const allowed = answers.filter(([answer]) => answer).length;
  const timings =
    disagreements > 0
      ? []
      : timeRounds(
          contenders,
          requests,
          contenders.map(() => allowed),
          options,
        );
  return {
    scenario: scenario.name,
    means: scenario.means,
    way,
    requests: requests.length,
    allowed,
    disagreements,
    timings,
  };
}

/** Ten times as many statements: as more policies, and as longer ones. */
function measureGrowth(engine: Engine, seed: string, options: RoundOptions): Result['growth'] {
  const { policies, requests } = makeCorpus(seed, { policies: 100, requests: REQUESTS });
  const [, scenario] = scenariosOf({ policies, requests });
  const merged = Array.from({ length: 10 }, (_, i) => merge(policies.slice(i * 10, i * 10 + 10)));
  const growing = [
    { name: '200 statements', identity: policies.slice(0, 10) },
    { name: '2,000 statements in 100 policies', identity: policies },
    { name: '2,000 statements in 10 policies', identity: merged },
  ];
  const all = [...requests.keys()];
  const contenders = growing.map(({ name, identity }) => ({ name, decide: engine.prepare({ ...scenario, identity }) }));
  return timeRounds(
    contenders,
    all,
    contenders.map(({ decide }) => all.filter(decide).length),
    options,
  );
}

function merge(documents: readonly string[]): string {
  const statements = documents.flatMap((text) => JSON.parse(text).Statement as readonly unknown[]);
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
