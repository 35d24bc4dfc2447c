import { asciiLower } from '../base/ascii.ts';
import { statementsOf } from './document.ts';
import type { StatementTree, Text } from './tree.ts';
import type { Policy } from './types.ts';
import { type Piece, readTemplate } from './variables.ts';

/** A context key that a statement looks at. */
export interface UsedKey {
  /** As written. */
  readonly name: string;
  /** As keys are compared: in ASCII lower case. */
  readonly key: string;
}

/**
 * Lists the context keys that a policy looks at, in conditions and in variables, each once and as it is first written.
 * The literals `${*}`, `${?}` and `${$}` count as the names `*`, `?` and `$`, as AWS lists them (policy.md 3).
 */
export function contextKeys(policy: Policy): readonly string[] {
  const substitution = policy.version === '2012-10-17';
  return distinct(
    statementsOf(policy).flatMap((statement) => [
      ...keysIn(statement, substitution).map(({ name }) => name),
      ...piecesIn(statement, substitution).flatMap((piece) => (piece.kind === 'literal' ? [piece.text] : [])),
    ]),
  );
}

/** Names of keys without repetitions: the first spelling of each. */
export function distinct(names: readonly string[]): readonly string[] {
  const spellings = new Map<string, string>();
  for (const name of names) {
    const key = asciiLower(name);
    if (!spellings.has(key)) spellings.set(key, name);
  }
  return [...spellings.values()];
}

/** The keys that one statement looks at, repetitions included. `substitution`: whether its document has variables. */
export function keysIn(statement: StatementTree, substitution: boolean): readonly UsedKey[] {
  const asked = (statement.conditions ?? []).map(({ key }) => ({ name: key, key: asciiLower(key) }));
  return [...asked, ...piecesIn(statement, substitution).filter((piece) => piece.kind === 'variable')];
}

/** The variables of a list of texts. */
export const variablesIn = (texts: readonly Text[], substitution: boolean): readonly (Piece & { kind: 'variable' })[] =>
  texts.flatMap(({ value }) => readTemplate(value, substitution)).filter((piece) => piece.kind === 'variable');

function piecesIn({ resource, notResource, conditions = [] }: StatementTree, substitution: boolean): readonly Piece[] {
  const texts = [resource?.values, notResource?.values, ...conditions.map(({ values }) => values)];
  return texts.flatMap((values) => values ?? []).flatMap(({ value }) => readTemplate(value, substitution));
}
