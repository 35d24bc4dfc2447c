import { asciiLower } from '../base/ascii.ts';
import type { Context, ContextValue } from '../policy/types.ts';
import type { OpenCondition } from '../policy/undecided.ts';
import type { Puzzle } from './puzzle.ts';
import { standingFor } from './spoken.ts';

/** A value that a key may be tried with; `undefined`: the key is absent. */
export type Candidate = ContextValue | undefined;

const CANDIDATES_MAX = 64;

/**
 * Values of a key worth trying: those that the conditions speak of and their neighbours, one that no condition speaks of,
 * and none at all. For operators that compare for equality these stand for all values that there are; for patterns and
 * numbers they are a good guess, and the engine has the last word.
 */
export function candidatesFor(
  key: string,
  conditions: readonly OpenCondition[],
  { ask, known, domain }: Puzzle,
): readonly Candidate[] {
  const { mayBeAbsent, usual, isValid, kind } = domain(key);
  const about = conditions.filter((condition) => condition.keys.includes(key));
  const own = about.filter((condition) => asciiLower(condition.key) === key);
  const spoken = own.flatMap((condition) => (NEAR.get(condition.operator) ?? likeness)(condition.values));
  const patterns = own.filter(({ operator }) => operator.includes('Like')).flatMap(({ values }) => values);
  const mirrored = about.flatMap((condition) => throughVariable(condition, ask.resource, known));
  const texts = distinct([...spoken, ...joined(patterns), ...mirrored, ...usual]).filter(isValid);
  const isMulti = kind === 'multi' || (kind === 'either' && own.some(({ qualifier }) => qualifier !== undefined));
  const present: Candidate[] = isMulti ? lists(texts) : texts.map((value) => ({ kind: 'single', value }));
  return [...(mayBeAbsent ? [undefined] : []), ...present].slice(0, CANDIDATES_MAX);
}

/** What a variable would have to stand for: the value that the condition compares it with, or a part of the resource. */
function throughVariable(
  { operator, key, values }: OpenCondition,
  resource: string,
  known: Context,
): readonly string[] {
  if (operator === 'Resource' || operator === 'NotResource') {
    return values.flatMap((text) => {
      const [before = '', after] = text.split(/\$\{[^}]*\}/);
      return after === undefined ? [] : standingFor(resource, before, after);
    });
  }
  const value = known.get(asciiLower(key));
  return value === undefined ? [] : value.kind === 'single' ? [value.value] : value.values;
}

/**
 * Whether the candidates for a key are all that can make a difference: where it is compared with texts and numbers, and with
 * one list of patterns or networks. Two patterns may have in common what no candidate is.
 */
export function isCovered(key: string, conditions: readonly OpenCondition[]): boolean {
  const about = conditions.filter((condition) => condition.keys.includes(key));
  if (about.some((condition) => asciiLower(condition.key) !== key)) return false;
  const patterned = about.filter(({ operator }) => !COMPARES.test(operator));
  return new Set(patterned.map(({ values }) => JSON.stringify(values))).size <= 1;
}

const COMPARES = /^(?:String(?:Not)?Equals(?:IgnoreCase)?|Bool|Null|BinaryEquals|Numeric.*|Date.*)$/;

const likeness = (values: readonly string[]): readonly string[] => values.flatMap(written);

const NEAR: ReadonlyMap<string, (values: readonly string[]) => readonly string[]> = new Map([
  ['StringEquals', (values) => values],
  ['StringEqualsIgnoreCase', (values) => values],
  ['StringNotEquals', (values) => values],
  ['StringNotEqualsIgnoreCase', (values) => values],
  ['BinaryEquals', (values) => values],
  ['Bool', () => ['true', 'false']],
  ['Null', () => ['any-value']],
  ['IpAddress', (values) => values.map(addressIn)],
  ['NotIpAddress', (values) => [...OUTSIDE, ...values.map(addressIn)]],
  ...['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].flatMap(
    (name): [string, (values: readonly string[]) => readonly string[]][] => [
      [`Numeric${name}`, aroundNumbers],
      [`Date${name}`, aroundDates],
    ],
  ),
]);

const OUTSIDE = ['198.51.100.1', '203.0.113.1', '2001:db8::1', '10.0.0.1'];

const addressIn = (network: string): string => network.replace(/\/[0-9]+$/, '');

function aroundNumbers(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => {
    const number = Number(value);
    return Number.isFinite(number) ? [value, String(number - 1), String(number + 1)] : [];
  });
}

function aroundDates(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => {
    const moment = /^[0-9]+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
    if (!Number.isFinite(moment) || Math.abs(moment) > 8e15) return [];
    return [0, -1000, 1000].map((step) => new Date(moment + step).toISOString().replace('.000Z', 'Z'));
  });
}

/** Texts that a pattern means: its stars standing for nothing, for something, and for more. */
function written(pattern: string): readonly string[] {
  if (!/[*?]/.test(pattern)) return [pattern];
  return ['', 'x', 'any-text'].map((run) => pattern.replaceAll('*', run).replaceAll('?', 'x'));
}

/** Two patterns at once: what one says inside the star of the other. */
function joined(patterns: readonly string[]): readonly string[] {
  const few = patterns.slice(0, 6);
  return few.flatMap((one) =>
    few
      .filter((other) => other !== one && one.includes('*'))
      .flatMap((other) => written(one.replace('*', other.replaceAll('*', '')))),
  );
}

/** Each value alone, all together, and none. */
const lists = (texts: readonly string[]): Candidate[] => [
  ...texts.map((value): Candidate => ({ kind: 'multi', values: [value] })),
  ...(texts.length > 1 ? [{ kind: 'multi', values: texts } as const] : []),
];

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
