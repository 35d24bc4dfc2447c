/**
 * What one decision may spend on wildcards and variables. Each match is at most pattern times text, but a tenant writes the
 * patterns of ten policies and sends the texts too: twenty patterns of 3,000 characters against a long User-Agent took
 * three seconds. Beyond the limit the statement fails, and a statement that fails denies (security.md H11).
 *
 * The state is of the decision under way: deciding is synchronous, so there is one at a time.
 */
let left = Number.POSITIVE_INFINITY;

/** Steps of comparison: some 30 ms, and a thousand times what policies of AWS's sizes need for honest requests. */
const STEPS_MAX = 20_000_000;

/** Thrown inside a statement, where it denies, and out of `explanation`, which has nothing to say of what was given up. */
export class TooMuchEffort extends Error {}

let spentLast = 0;

/** What the last decision or explanation spent, so that whoever asks many can hold them to a limit together. */
export const effortOfLast = (): number => spentLast;

/** Begins the count for a decision. */
export function beginDecision(): void {
  left = STEPS_MAX;
}

/** Ends the count: what is matched outside a decision (validation, tests) is limited by its own inputs. */
export function endDecision(): void {
  spentLast = STEPS_MAX - left;
  left = Number.POSITIVE_INFINITY;
}

export function spend(steps: number): void {
  left -= steps;
  if (left < 0) throw new TooMuchEffort('the decision takes more comparing than any honest one does');
}
