import { writeFileSync } from 'node:fs';
import type { surroundings } from '../report.ts';
import type { NotRun } from './engine.ts';
import { GROWTH_MAX, gates } from './gates.ts';
import type { RoundOptions, Timing } from './rounds.ts';

export interface Measured {
  readonly scenario: string;
  readonly means: string;
  /** `warm`: policies read beforehand. `cold`: from their text to the decision. */
  readonly way: 'warm' | 'cold';
  readonly requests: number;
  readonly allowed: number;
  readonly disagreements: number;
  readonly timings: readonly Timing[];
}

export interface Result extends ReturnType<typeof surroundings> {
  readonly seed: string;
  readonly options: RoundOptions;
  readonly engines: readonly { readonly name: string; readonly version: string }[];
  readonly notRun: readonly NotRun[];
  readonly requests: number;
  readonly policyBytes: readonly number[];
  readonly measured: readonly Measured[];
  readonly growth: readonly Timing[];
}

/** The result for a reader. */
export function table(result: Result): string {
  const { machine, versions, options, policyBytes } = result;
  const cell = (text: string, width: number) => text.padStart(width);
  const row = (...cells: readonly [string, ...string[]]) =>
    `| ${cells[0].padEnd(34)} | ${cells
      .slice(1)
      .map((text, i) => cell(text, widths[i]!))
      .join(' | ')} |`;
  const widths = [12, 9, 8, 17, 14];
  const rule = `| ${'-'.repeat(34)} | ${widths.map((width) => `${'-'.repeat(width - 1)}:`).join(' | ')} |`;
  const rows = result.measured.flatMap((one) =>
    one.timings.map((timing, i) => {
      const { name, micros, ratio } = timing;
      const gate = gates.find((each) => each.scenario === one.scenario && each.way === one.way && each.engine === name);
      const title = i === 0 ? `${one.scenario} ${one.way}: ${one.allowed} of ${one.requests} allowed` : '';
      const times = i === 0 ? ['', '', ''] : [`${figure(ratio.median)} x`, spread(timing), gate ? goalOf(gate) : ''];
      return row(title, name, figure(micros), ...times);
    }),
  );
  const growth = result.growth.map((timing, i) =>
    row(
      timing.name,
      'rolecall',
      figure(timing.micros),
      `${figure(timing.ratio.median)} x`,
      spread(timing),
      i === 0 ? '' : `at most ${GROWTH_MAX}`,
    ),
  );
  return [
    row('scenario', 'engine', 'CPU us', 'x ours', 'lowest to highest', 'gate (goal)'),
    rule,
    ...rows,
    ...growth,
    '',
    ...scenarioLines(result),
    `Each figure is the median of ${options.rounds} rounds; in a round each engine decides whole passes over the requests for at least ${options.sliceMs} ms, in turn, ` +
      'and ratios are taken within the round. The context is built for each decision. CPU time includes the threads of the collector and the compiler.',
    `Policies of ${Math.min(...policyBytes)} to ${Math.max(...policyBytes)} bytes. Disagreements between the engines: ${result.measured.reduce((sum, { disagreements }) => sum + disagreements, 0)}.`,
    ...result.notRun.map(({ name, notRun }) => `NOT RUN: ${name}: ${notRun}`),
    `${result.engines.map(({ name, version }) => `${name} ${version}`).join(', ')}.`,
    `${result.date}, ${result.commit}, Node ${versions.node}, ${machine.cores} x ${machine.cpu}, ${machine.memoryGiB} GiB, ${machine.system}, load ${machine.load.toFixed(2)}, seed \`${result.seed}\`.`,
  ].join('\n');
}

const scenarioLines = ({ measured }: Result): string[] => [
  measured
    .filter(({ way }) => way === 'warm')
    .map(({ scenario, means }) => `${scenario}: ${means}.`)
    .join(' '),
  'Warm: policies read beforehand (`authorize` on loaded policies, `statefulIsAuthorized` on a parsed set). Cold: from the text to the decision.',
];

const spread = ({ ratio }: Timing): string => `${figure(ratio.lowest)} to ${figure(ratio.highest)}`;

const goalOf = ({ min, goal }: (typeof gates)[number]): string => (goal === undefined ? `${min}` : `${min} (${goal})`);

const figure = (value: number): string =>
  value.toLocaleString(
    'en',
    value < 10 ? { maximumFractionDigits: 2, minimumFractionDigits: 2 } : { maximumFractionDigits: 0 },
  );

/** Keeps the result beside the bench: whole as JSON, and the table for a reader. */
export function writeResult(result: Result): void {
  const file = (name: string) => new URL(`../results/${name}`, import.meta.url);
  writeFileSync(file('policy.json'), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(file('policy.md'), `# Policy decisions against other engines\n\n${table(result)}\n`);
}
