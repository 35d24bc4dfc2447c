import type { Verdict } from './play.ts';
import type { Chapter, Step } from './scenario/step.ts';

/** One client's walk through the scenario. */
export interface Walk {
  readonly name: string;
  readonly version: string;
  readonly verdicts: readonly Verdict[];
  readonly seconds: number;
}

const WORD = { passed: 'ok', failed: 'FAILED', 'n/a': 'n/a' } as const;
const COLUMN = 8;

/** Prints client by step, then why a step failed or was not for a client, then the sums. */
export function printTable(scenario: readonly Chapter[], walks: readonly Walk[]): void {
  const rows = scenario.flatMap((chapter) => rowsOf(chapter, walks));
  const width = Math.max(...rows.map(([title]) => title.length)) + 2;
  const line = ([title, ...cells]: readonly string[]): string =>
    (title ?? '').padEnd(width) + cells.map((cell) => cell.padEnd(COLUMN)).join('');

  for (const { name, version } of walks) console.log(`${name}: ${version}`);
  console.log();
  console.log(line(['', ...walks.map(({ name }) => name)]));
  for (const row of rows) console.log(line(row));

  console.log();
  for (const { name, verdicts } of walks) for (const text of reasonsOf(verdicts)) console.log(`${name}: ${text}`);
  for (const { name, verdicts, seconds } of walks)
    console.log(`${name}: ${sumsOf(verdicts)} in ${seconds.toFixed(1)} s`);
}

type Row = readonly [title: string, ...cells: string[]];

/** One row a step; the calls that only make things ready share a row. */
function rowsOf({ title, steps }: Chapter, walks: readonly Walk[]): Row[] {
  const cell = (step: Step) => walks.map(({ verdicts }) => WORD[verdictOn(step, verdicts).result]);
  const setUps = steps.filter(({ isSetUp }) => isSetUp);
  const together = walks.map(({ verdicts }) =>
    setUps.every((step) => verdictOn(step, verdicts).result === 'passed') ? WORD.passed : WORD.failed,
  );
  return [
    ...(setUps.length === 0
      ? []
      : [[`${title}: set-up, ${setUps.length === 1 ? '1 call' : `${setUps.length} calls`}`, ...together] as const]),
    ...steps.filter(({ isSetUp }) => !isSetUp).map((step) => [`${title}: ${step.title}`, ...cell(step)] as const),
  ];
}

const verdictOn = (step: Step, verdicts: readonly Verdict[]): Verdict =>
  verdicts.find((verdict) => verdict.step === step)!;

/** Each reason once a line; the steps that are not for a client for one reason stand together. */
function reasonsOf(verdicts: readonly Verdict[]): string[] {
  const failed = verdicts.filter(({ result }) => result === 'failed');
  const skipped = new Map<string, string[]>();
  for (const { step, result, reasons } of verdicts) {
    if (result === 'n/a') skipped.set(reasons.join('; '), [...(skipped.get(reasons.join('; ')) ?? []), step.title]);
  }
  return [
    ...failed.map(({ step, reasons }) => `FAILED ${step.title}\n  ${reasons.join('\n  ')}`),
    ...[...skipped].map(([reason, titles]) => `n/a, ${titles.length} steps: ${reason}`),
  ];
}

function sumsOf(verdicts: readonly Verdict[]): string {
  const count = (result: Verdict['result']): number => verdicts.filter((verdict) => verdict.result === result).length;
  return `${count('passed')} steps passed, ${count('failed')} failed, ${count('n/a')} not applicable`;
}
