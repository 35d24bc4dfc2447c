import type { Result } from './report.ts';

/** How many times as long as ours an engine has to take, at least. */
export const gates = [
  { scenario: 'B', way: 'warm', engine: 'iam-simulate', min: 400, goal: 1000 },
  { scenario: 'B', way: 'warm', engine: 'cedar-wasm', min: 40, goal: 100 },
  { scenario: 'B', way: 'warm', engine: 'pbac', min: 30, goal: 80 },
  { scenario: 'C', way: 'warm', engine: 'iam-simulate', min: 800, goal: undefined },
  { scenario: 'C', way: 'warm', engine: 'cedar-wasm', min: 80, goal: undefined },
  { scenario: 'C', way: 'warm', engine: 'pbac', min: 18, goal: undefined },
  { scenario: 'B', way: 'cold', engine: 'iam-simulate', min: 5, goal: undefined },
  { scenario: 'B', way: 'cold', engine: 'cedar-wasm', min: 5, goal: undefined },
] as const;

/** Ten times as many statements may take ten times as long. */
export const GROWTH_MAX = 10;

/** What the gates have to say: nothing, when all is well. An engine that did not run is no failure, and no success. */
export function failuresOf({ measured, growth }: Result): string[] {
  const failures = measured
    .filter(({ disagreements }) => disagreements > 0)
    .map(({ scenario, way, disagreements }) => `${scenario} ${way}: the engines disagree on ${disagreements} requests`);
  for (const { scenario, way, engine, min } of gates) {
    const one = measured.find((each) => each.scenario === scenario && each.way === way);
    const ratio = one?.timings.find(({ name }) => name === engine)?.ratio.median;
    if (ratio !== undefined && ratio < min)
      failures.push(`${scenario} ${way}: ${ratio.toFixed(1)} x ${engine}, less than ${min} x`);
  }
  for (const { name, ratio } of growth) {
    if (ratio.median > GROWTH_MAX)
      failures.push(`${name}: ${ratio.median.toFixed(1)} x the time, more than ${GROWTH_MAX} x`);
  }
  return failures;
}
