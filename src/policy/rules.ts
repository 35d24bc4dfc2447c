import { asciiLower } from '../base/ascii.ts';
import { setKey } from '../base/set-key.ts';
import { operators } from './operators.ts';
import type { DocumentTree, StatementTree, Text } from './tree.ts';

/** One stage of validation. Gives the first thing that it finds wrong. */
export type Rule = (tree: DocumentTree) => Finding | undefined;

export interface Finding {
  readonly message: string;
  readonly offset: number;
}

/** A rule about each statement by itself. */
export function eachStatement(find: (statement: StatementTree) => Finding | undefined): Rule {
  return ({ statements = [] }) => first(statements, find);
}

/** The first finding among some things. */
export function first<T>(things: readonly T[], find: (thing: T) => Finding | undefined): Finding | undefined {
  for (const thing of things) {
    const finding = find(thing);
    if (finding !== undefined) return finding;
  }
  return undefined;
}

export const findingAt = (message: string, { start }: { readonly start: number }): Finding => ({
  message,
  offset: start,
});

export const isKnownVersion = (version: Text): boolean =>
  version.value === '2012-10-17' || version.value === '2008-10-17';

export const isEffect = (effect: Text): boolean => effect.value === 'Allow' || effect.value === 'Deny';

/** `allow` is an effect that stage 3 refuses, `permit` is none at all (policy.md 8.1). */
export const isEffectInSomeCase = ({ value }: Text): boolean =>
  asciiLower(value) === 'allow' || asciiLower(value) === 'deny';

/** Sids that are equal, the empty one aside, refused in the kind's own words. */
export function uniqueSids(message: string): Rule {
  return ({ statements = [] }) => {
    const seen = new Set<string>();
    return first(statements, ({ sid }) => {
      if (sid === undefined || sid.value === '') return undefined;
      const key = setKey(sid.value);
      if (seen.has(key)) return findingAt(message, sid);
      seen.add(key);
      return undefined;
    });
  };
}

/** Sids that are not of letters and digits (1.2). */
export function alphanumericSids(message: string): Rule {
  return eachStatement(({ sid }) =>
    sid !== undefined && !/^[A-Za-z0-9]*$/.test(sid.value) ? findingAt(message, sid) : undefined,
  );
}

/** The first literal in a condition that the operator cannot read: a date, number, address, ARN or base64. */
export function unreadableOperand(statement: StatementTree, bases?: ReadonlySet<string>): Text | undefined {
  for (const { operator, values } of statement.conditions ?? []) {
    const row = operators.get(operator.base);
    if (row === undefined || (bases !== undefined && !bases.has(operator.base))) continue;
    const unreadable = values.find((value) => !row.readable(value.value));
    if (unreadable !== undefined) return unreadable;
  }
  return undefined;
}

/** What is wrong with an entry of Action or NotAction (8.2). */
export function actionFinding(action: Text): Finding | undefined {
  if (action.value === '*' || ORDINARY.test(action.value)) return undefined;
  const colon = action.value.indexOf(':');
  if (colon < 0) {
    return findingAt('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.', action);
  }
  if (action.value.includes(':', colon + 1)) {
    return findingAt('Actions/Condition can contain only one colon.', action);
  }
  const vendor = action.value.slice(0, colon);
  if (vendor !== '*' && /[^a-zA-Z0-9.-]/.test(vendor)) return findingAt(`Vendor ${vendor} is not valid`, action);
  return undefined;
}

/** What every good action looks like. One look says what the questions above say one by one. */
const ORDINARY = /^[a-zA-Z0-9.-]*:[^:]*$/;

export const actionsOf = (statement: StatementTree): readonly Text[] =>
  (statement.action ?? statement.notAction)?.values ?? [];

export const resourcesOf = (statement: StatementTree): readonly Text[] =>
  (statement.resource ?? statement.notResource)?.values ?? [];
