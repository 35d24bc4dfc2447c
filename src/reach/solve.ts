import { decide } from '../policy/decide.ts';
import type { Context, Layers, PolicyRequest, StatementReference } from '../policy/types.ts';
import {
  type OpenCondition,
  type OpenStatement,
  openStatements,
  WatchedContext,
  withTruths,
} from '../policy/undecided.ts';
import type { Answer, Ask, Puzzle, Way } from './puzzle.ts';
import { type Budget, freshBudget, witnessOf } from './witness.ts';

/**
 * Answers a puzzle with the engine itself, asked several times (docs/decisions/who-can.md): with no statement applying that
 * hangs on open keys but the Denies, which tells what is certain; with the Allows alone, which tells what is possible; and
 * then with ever more of the Allows, until it is known which of them together are enough. Each of those ways is held to a
 * whole context, with which the engine has to allow it.
 */
export function solve(puzzle: Puzzle): Answer {
  const { known, isOpen } = puzzle;
  const also = puzzle.also.map((each) => ({ ...each, isForced: each.where(new Map([...known, ...puzzle.required])) }));
  const watched = new WatchedContext(known, isOpen);
  const first = [puzzle.ask, ...also.filter(({ isForced }) => isForced)].every((each) => allowedIn(each, watched));
  // Nothing that is open was looked for: the answer is the answer.
  if (watched.missed.size === 0) return first ? CERTAIN : NEVER;

  const open = distinctStatements(
    [puzzle.ask, ...also].flatMap((each) => openStatements(each.layers, requestOf(each, known), isOpen)),
  );
  const truths = new Map<StatementReference, boolean>();
  const assuming = <Each extends Ask>(each: Each): Each => ({ ...each, layers: assumed(each.layers, truths) });
  const ask = assuming(puzzle.ask);
  const others = also.map(assuming);
  const suppose = (applying: (statement: OpenStatement) => boolean): void => {
    for (const statement of open) truths.set(statement.reference, applying(statement));
  };
  const allows = (conditions: readonly OpenCondition[]): boolean =>
    [ask, ...others.filter((each) => each.isForced || isAsked(each, conditions))].every((each) =>
      allowedIn(each, known),
    );

  suppose(({ effect }) => effect === 'Deny');
  if (allows([])) return CERTAIN;
  suppose(({ effect }) => effect === 'Allow');
  if (!allows([])) return NEVER;

  const denials = open.filter(({ effect }) => effect === 'Deny');
  const permissions = open.filter(({ effect }) => effect === 'Allow');
  const { sets, more } = enough(permissions, (chosen) => {
    suppose((statement) => chosen.includes(statement));
    return allows(chosen.flatMap((statement) => statement.conditions));
  });
  const budget = freshBudget();
  const ways = simplest(sets.flatMap((chosen) => wayOf(chosen, denials, puzzle, budget) ?? []));
  if (ways.length === 0 && !more) return NEVER;
  return { kind: 'possible', ways: ways.slice(0, WAYS_MAX), more: more || ways.length > WAYS_MAX };
}

const allowedIn = (ask: Ask, context: Context): boolean => decide(ask.layers, requestOf(ask, context)).allowed;

const NEVER: Answer = { kind: 'never' };
const CERTAIN: Answer = { kind: 'certain' };

/** Ways that are told. */
const WAYS_MAX = 4;
/** Sets of statements that are tried. */
const TRIES_MAX = 256;
/** Statements that are enough together, at most: one for each layer that has to allow, and some more. */
const SET_MAX = 5;

export const requestOf = ({ action, resource, principal }: Ask, context: Context): PolicyRequest => ({
  ...{ action, resource, principal, context },
});

const assumed = (layers: Layers, truths: ReadonlyMap<StatementReference, boolean>): Layers =>
  withTruths(layers, (reference) => truths.get(reference));

function distinctStatements(statements: readonly OpenStatement[]): readonly OpenStatement[] {
  return [...new Map(statements.map((statement) => [statement.reference, statement])).values()];
}

/** Whether conditions speak of what makes this question be asked too. */
function isAsked({ where }: Puzzle['also'][number], conditions: readonly OpenCondition[]): boolean {
  const spoken = new Map(
    conditions.flatMap(({ keys, operator }) =>
      operator === 'Null' ? [] : keys.map((key) => [key, { kind: 'single', value: 'any' }] as const),
    ),
  );
  return where(spoken);
}

/** The smallest sets of statements that are enough, by trying the small ones first. */
function enough(
  statements: readonly OpenStatement[],
  isEnough: (chosen: readonly OpenStatement[]) => boolean,
): { readonly sets: readonly (readonly OpenStatement[])[]; readonly more: boolean } {
  const sets: (readonly OpenStatement[])[] = [];
  let tries = 0;
  for (let size = 0; size <= Math.min(SET_MAX, statements.length); size++) {
    for (const chosen of combinations(statements, size)) {
      if (sets.some((set) => set.every((statement) => chosen.includes(statement)))) continue;
      if (++tries > TRIES_MAX) return { sets, more: true };
      if (isEnough(chosen)) sets.push(chosen);
    }
    // Nothing conditional is needed: only the Denies stand in the way.
    if (size === 0 && sets.length > 0) return { sets, more: false };
  }
  return { sets, more: statements.length > SET_MAX };
}

function* combinations<T>(of: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) yield [];
  else
    for (let i = from; i <= of.length - size; i++)
      for (const rest of combinations(of, size - 1, i + 1)) yield [of[i]!, ...rest];
}

/** The way that some statements make; `undefined` where no request can meet it. */
function wayOf(
  chosen: readonly OpenStatement[],
  denials: readonly OpenStatement[],
  puzzle: Puzzle,
  budget: Budget,
): Way | undefined {
  const needs = chosen.flatMap(({ conditions }) => conditions);
  const unless = denials.map(({ conditions }) => conditions).filter((conditions) => conditions.length > 0);
  const found = witnessOf(needs, unless, puzzle, budget);
  if (found === 'none') return undefined;
  return { needs: distinctBy(needs), unless: distinctLists(unless), witness: found === 'unknown' ? undefined : found };
}

const textOf = ({ qualifier, operator, ifExists, key, values }: OpenCondition): string =>
  JSON.stringify([qualifier, operator, ifExists, key.toLowerCase(), values]);

const distinctBy = (conditions: readonly OpenCondition[]): readonly OpenCondition[] => [
  ...new Map(conditions.map((condition) => [textOf(condition), condition])).values(),
];

const distinctLists = (lists: Way['unless']): Way['unless'] => [
  ...new Map(lists.map((list) => [list.map(textOf).join(), distinctBy(list)])).values(),
];

/** Without those that ask for more than another does: the same condition may stand in two statements. */
function simplest(ways: readonly Way[]): readonly Way[] {
  const kept: Way[] = [];
  const sorted = [...ways].sort(
    (a, b) => Number(a.witness === undefined) - Number(b.witness === undefined) || a.needs.length - b.needs.length,
  );
  for (const way of sorted) {
    const texts = new Set(way.needs.map(textOf));
    if (!kept.some(({ needs }) => needs.every((condition) => texts.has(textOf(condition))))) kept.push(way);
  }
  return kept;
}
