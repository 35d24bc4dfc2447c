import type { Verdict } from './play.ts';
import type { Chapter, Step } from './scenario/step.ts';

/** One client's walk through all steps; or why it cannot be had, which takes its column all the same. */
export type Column = Walk | Absentee;

export interface Walk {
  readonly name: string;
  readonly version: string;
  readonly verdicts: readonly Verdict[];
  readonly seconds: number;
}

export interface Absentee {
  readonly name: string;
  readonly missing: string;
}

const WORD = { passed: 'ok', failed: 'FAILED', 'n/a': 'n/a' } as const;
const NOT_RUN = 'NOT RUN';

/** Prints client by step, client by life, then why a step failed or was not for a client, then the sums. */
export function printTable(scenario: readonly Chapter[], lives: readonly Chapter[], columns: readonly Column[]): void {
  for (const column of columns) console.log('version' in column ? `${column.name}: ${column.version}` : notRun(column));
  const rows = scenario.flatMap((chapter) => rowsOf(chapter, columns));
  if (rows.length > 0) printRows([['', ...columns.map(({ name }) => name)], ...rows]);
  if (lives.length > 0) printRows([['steps passed', ...columns.map(({ name }) => name)], ...livesOf(lives, columns)]);

  console.log();
  const walks = columns.filter((column) => 'verdicts' in column);
  for (const { name, verdicts } of walks) for (const text of reasonsOf(verdicts)) console.log(`${name}: ${text}`);
  for (const column of columns) console.log('verdicts' in column ? sumsOf(column) : notRun(column));
}

const notRun = ({ name, missing }: Absentee): string => `${NOT_RUN}: ${name}: ${missing}`;

type Row = readonly [title: string, ...cells: string[]];

/** Each column as wide as it has to be. */
function printRows(rows: readonly Row[]): void {
  const widths = rows[0]!.map((_, index) => Math.max(...rows.map((row) => row[index]!.length)) + 2);
  console.log();
  for (const row of rows)
    console.log(
      row
        .map((cell, index) => cell.padEnd(widths[index]!))
        .join('')
        .trimEnd(),
    );
}

/** One row a step; the calls that only make things ready share a row. */
function rowsOf({ title, steps }: Chapter, columns: readonly Column[]): Row[] {
  const row = (words: string, these: readonly Step[]): Row => [
    `${title}: ${words}`,
    ...columns.map((column) => cell(column, these)),
  ];
  const setUps = steps.filter(({ isSetUp }) => isSetUp);
  const setUp =
    setUps.length === 0 ? [] : [row(`set-up, ${setUps.length} ${setUps.length === 1 ? 'call' : 'calls'}`, setUps)];
  return [...setUp, ...steps.filter(({ isSetUp }) => !isSetUp).map((step) => row(step.title, [step]))];
}

/** What came of these steps: of several, the worst. */
function cell(column: Column, steps: readonly Step[]): string {
  if (!('verdicts' in column)) return NOT_RUN;
  const results = steps.map((step) => verdictOn(step, column.verdicts).result);
  return WORD[(['failed', 'n/a'] as const).find((result) => results.includes(result)) ?? 'passed'];
}

/** One row a life: how many of its steps passed, of how many that are for this client. */
const livesOf = (lives: readonly Chapter[], columns: readonly Column[]): Row[] =>
  lives.map(({ title, steps }) => [title, ...columns.map((column) => countIn(column, steps))]);

function countIn(column: Column, steps: readonly Step[]): string {
  if (!('verdicts' in column)) return NOT_RUN;
  const { passed, failed, notFor } = countsOf(steps.map((step) => verdictOn(step, column.verdicts)));
  return [
    `${passed} of ${passed + failed}`,
    ...(failed > 0 ? ['FAILED'] : []),
    ...(notFor > 0 ? [`(${notFor} n/a)`] : []),
  ].join(' ');
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
    ...[...skipped].map(([reason, titles]) => `n/a (${titles.join('; ')}): ${reason}`),
  ];
}

function sumsOf({ name, verdicts, seconds }: Walk): string {
  const { passed, failed, notFor } = countsOf(verdicts);
  return `${name}: ${passed} steps passed, ${failed} failed, ${notFor} not applicable in ${seconds.toFixed(1)} s`;
}

function countsOf(verdicts: readonly Verdict[]): Record<'passed' | 'failed' | 'notFor', number> {
  const count = (wanted: Verdict['result']): number => verdicts.filter(({ result }) => result === wanted).length;
  return { passed: count('passed'), failed: count('failed'), notFor: count('n/a') };
}
