import { asciiLower } from '../base/ascii.ts';
import { matches, patternOf } from '../policy/pattern.ts';
import type { ConditionTree, StatementTree, Text } from '../policy/tree.ts';
import type { KnownAction, KnownKey, KnownService } from './catalogue.ts';
import { knownService } from './catalogue.ts';
import { globalKeys } from './global-keys.ts';
import type { LintedDocument, Remark } from './types.ts';

/** Words that the rules share for looking at a document. */

export const isAllow = (statement: StatementTree): boolean => statement.effect?.value === 'Allow';
export const isDeny = (statement: StatementTree): boolean => statement.effect?.value === 'Deny';
export const at = ({ start, end }: { readonly start: number; readonly end: number }, message: string): Remark => ({
  ...{ start, end, message },
});
/** A remark about a condition: its key is what is underlined. */
export const atKey = ({ key, start }: ConditionTree, message: string): Remark => ({
  ...{ start, end: start + key.length + 2, message },
});

export const actionsIn = (statement: StatementTree): readonly Text[] =>
  (statement.action ?? statement.notAction)?.values ?? [];
export const resourcesIn = (statement: StatementTree): readonly Text[] =>
  (statement.resource ?? statement.notResource)?.values ?? [];
export const conditionsIn = (statement: StatementTree): readonly ConditionTree[] => statement.conditions ?? [];

/** Operators as people write them. */
export const operatorText = ({ operator: { qualifier, base, ifExists } }: ConditionTree): string =>
  `${qualifier === undefined ? '' : `${qualifier}:`}${base}${ifExists ? 'IfExists' : ''}`;

/** An action taken apart, in lower case; `undefined` for one that is not `service:operation`. */
export function actionParts(text: string): { readonly service: string; readonly operation: string } | undefined {
  const [service, operation, more] = asciiLower(text).split(':');
  return service === undefined || operation === undefined || more !== undefined ? undefined : { service, operation };
}

/** The actions that an entry means, as far as its service is named and known. */
export function actionsMeant(
  text: string,
): { readonly service: KnownService; readonly actions: readonly KnownAction[] } | undefined {
  const parts = actionParts(text);
  const service = parts && knownService(parts.service);
  if (parts === undefined || service === undefined) return undefined;
  const exact = service.actions.get(parts.operation);
  if (exact !== undefined) return { service, actions: [exact] };
  if (!/[*?]/.test(parts.operation)) return { service, actions: [] };
  const pattern = patternOf(parts.operation);
  return {
    service,
    actions: [...service.actions].filter(([name]) => matches(pattern, name)).map(([, action]) => action),
  };
}

/** Whether an Action or NotAction list of a statement lets this action through. */
export function concerns(statement: StatementTree, action: string): boolean {
  const asked = asciiLower(action);
  const isListed = actionsIn(statement).some(({ value }) => matches(patternOf(asciiLower(value)), asked));
  return isListed !== (statement.notAction !== undefined);
}

/** What is known of a condition key, by its own name or its family's. */
export function knownKey(key: string): KnownKey | undefined {
  const lower = asciiLower(key);
  const family = lower.slice(0, lower.indexOf('/') + 1);
  const service = knownService(lower.split(':', 1)[0]!);
  return globalKeys.get(lower) ?? globalKeys.get(family) ?? service?.keys.get(lower) ?? familyIn(service, lower);
}

const familyIn = (service: KnownService | undefined, key: string): KnownKey | undefined =>
  service && [...service.keys].find(([name]) => /[/:]$/.test(name) && key.startsWith(name))?.[1];

/** Whether everything that the second pattern means is meant by the first, as far as can be told without trying all. */
export function covers(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  // A `?` would take the star of the other for a letter.
  if (wide.includes('?') && /[*?]/.test(narrow)) return false;
  return matches(patternOf(wide), narrow);
}

/** Whether two patterns can mean one text. */
export function overlap(one: string, other: string): boolean {
  if (one.length * other.length > OVERLAP_MAX) return true;
  let row = startRow(other);
  for (let i = 1; i <= one.length; i++) {
    const letter = one[i - 1]!;
    const next: boolean[] = [row[0]! && letter === '*'];
    for (let j = 1; j <= other.length; j++) {
      const facing = other[j - 1]!;
      if (letter === '*' || facing === '*')
        next[j] = row[j]! || next[j - 1]! || (letter === '*' && facing === '*' && row[j - 1]!);
      else next[j] = row[j - 1]! && (letter === facing || letter === '?' || facing === '?');
    }
    row = next;
  }
  return row[other.length]!;
}

const OVERLAP_MAX = 1_000_000;

function startRow(other: string): boolean[] {
  const row = [true];
  for (let j = 1; j <= other.length; j++) row[j] = row[j - 1]! && other[j - 1] === '*';
  return row;
}

export const hasCondition = (statement: StatementTree, ...keys: readonly string[]): boolean =>
  conditionsIn(statement).some(({ key }) => {
    const lower = asciiLower(key);
    return keys.some((wanted) => (wanted.endsWith('/') ? lower.startsWith(wanted) : lower === wanted));
  });

/** Kinds of document whose statements say what a principal may do. */
export const isGranting = ({ kind }: LintedDocument): boolean => kind === 'identity' || kind === 'session';

/** AWS principals of a statement, `*` as text included. */
export const awsPrincipals = ({ principal }: StatementTree): readonly Text[] => {
  if (principal === undefined) return [];
  if (principal.text !== undefined)
    return [{ value: principal.text, start: principal.start, end: principal.start + principal.text.length + 2 }];
  return principal.entries.filter(({ type }) => type === 'AWS').map(({ value }) => value);
};

export const principalsOf = ({ principal }: StatementTree, type: string): readonly Text[] =>
  (principal?.entries ?? []).filter((entry) => entry.type === type).map(({ value }) => value);
