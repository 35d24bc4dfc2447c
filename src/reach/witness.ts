import { decide } from '../policy/decide.ts';
import type { Context, ContextValue } from '../policy/types.ts';
import type { OpenCondition } from '../policy/undecided.ts';
import { type Candidate, candidatesFor, isCovered } from './candidates.ts';
import type { Puzzle } from './puzzle.ts';

/** What the search for the witnesses of one answer may take: whoever writes the policies must not make it endless. */
export interface Budget {
  /** Contexts that are looked at. */
  looks: number;
  /** Contexts that are put to the engine. */
  tries: number;
}

export const freshBudget = (): Budget => ({ looks: 6_000, tries: 600 });

/**
 * Looks for values of the open keys with which the engine allows what the puzzle asks: `none` where there are none for
 * certain, `unknown` where none were found among those that were tried.
 */
export function witnessOf(
  needs: readonly OpenCondition[],
  unless: readonly (readonly OpenCondition[])[],
  puzzle: Puzzle,
  budget: Budget,
): Context | 'none' | 'unknown' {
  const all = [...needs, ...unless.flat()];
  const keys = [...new Set(all.flatMap((condition) => condition.keys))];
  const needed = (key: string) => needs.filter((condition) => condition.keys.length === 1 && condition.keys[0] === key);
  const choices = keys.map((key) => ({
    key,
    values: candidatesFor(key, all, puzzle).filter((candidate) =>
      needed(key).every((condition) => condition.holds(withValue(puzzle.known, key, candidate))),
    ),
  }));

  const isHopeless = ({ key, values }: Choice) => values.length === 0 && isCovered(key, all);
  if (choices.some(isHopeless)) return 'none';

  for (const chosen of assignments(choices)) {
    if (budget.looks-- <= 0) return 'unknown';
    const context = puzzle.complete(chosen);
    if (context === undefined) continue;
    const whole = new Map([...puzzle.known, ...context]);
    if (!needs.every((condition) => condition.holds(whole))) continue;
    if (budget.tries-- <= 0) return 'unknown';
    if (isAllowed(puzzle, whole)) return context;
  }
  return keys.every((key) => isCovered(key, all)) ? 'none' : 'unknown';
}

/** Whether the engine, asked all that such a request would be asked, allows it. */
export function isAllowed({ ask, also }: Puzzle, context: Context): boolean {
  const asked = [ask, ...also.filter(({ where }) => where(context))];
  return asked.every(
    ({ layers, action, resource, principal }) => decide(layers, { action, resource, principal, context }).allowed,
  );
}

function withValue(known: Context, key: string, candidate: Candidate): Context {
  if (candidate === undefined) return known;
  return new Map([...known, [key, candidate]]);
}

interface Choice {
  readonly key: string;
  readonly values: readonly Candidate[];
}

function* assignments(
  choices: readonly Choice[],
  at = 0,
  chosen = new Map<string, ContextValue>(),
): Generator<Context> {
  const choice = choices[at];
  if (choice === undefined) {
    yield chosen;
    return;
  }
  for (const value of choice.values) {
    if (value === undefined) chosen.delete(choice.key);
    else chosen.set(choice.key, value);
    yield* assignments(choices, at + 1, chosen);
  }
  chosen.delete(choice.key);
}
