/** As much of vitest as the engine's own tests use: they are collected and run again for each mutant, in one process. */
import { isDeepStrictEqual } from 'node:util';

export interface Collected {
  readonly name: string;
  readonly run: () => unknown;
}

let collected: Collected[] = [];
let path: string[] = [];

/** Collects the tests that a file's body declares. */
export function collect(body: () => void): readonly Collected[] {
  collected = [];
  path = [];
  body();
  return collected;
}

function declare(name: string, run: () => unknown): void {
  collected.push({ name: [...path, name].join(' > '), run });
}

function group(name: string, body: () => void): void {
  path.push(name);
  body();
  path.pop();
}

type Table = readonly unknown[];
const each =
  (declared: (name: string, run: () => never) => void) =>
  (rows: Table) =>
  (name: string, run: (...row: never[]) => unknown): void => {
    for (const [i, row] of rows.entries())
      declared(`${name} #${i}`, () => run(...((Array.isArray(row) ? row : [row]) as never[])) as never);
  };

export const test = Object.assign(declare, { each: each(declare) });
export const it = test;
export const describe = Object.assign(group, {
  each: each(group),
  skipIf: (skip: boolean) => (skip ? () => undefined : group),
});

class Unexpected extends Error {}

class Any {
  readonly type: string;

  constructor(type: string) {
    this.type = type;
  }
}

export const expect = Object.assign(expectation, { any: ({ name }: { name: string }) => new Any(name.toLowerCase()) });

function expectation(value: unknown, message = ''): Record<string, unknown> {
  const matchers = (negated: boolean) =>
    Object.fromEntries(
      Object.entries(tests).map(([name, holds]) => [
        name,
        (...wanted: unknown[]) => {
          if (holds(value as never, ...(wanted as never[])) === negated) throw new Unexpected(`${name} ${message}`);
        },
      ]),
    );
  return { ...matchers(false), not: matchers(true) };
}

const tests: Readonly<Record<string, (value: never, ...wanted: never[]) => boolean>> = {
  toBe: (value: unknown, wanted: unknown) => Object.is(value, wanted),
  toEqual: (value: unknown, wanted: unknown) => equal(value, wanted),
  toStrictEqual: (value: unknown, wanted: unknown) => isDeepStrictEqual(value, wanted),
  toMatchObject: (value: unknown, wanted: unknown) => contains(value, wanted),
  toContain: (value: { includes(part: unknown): boolean }, wanted: unknown) => value.includes(wanted),
  toContainEqual: (value: readonly unknown[], wanted: unknown) => value.some((each) => equal(each, wanted)),
  toHaveLength: (value: { length: number }, wanted: number) => value.length === wanted,
  toBeLessThan: (value: number, wanted: number) => value < wanted,
  toBeLessThanOrEqual: (value: number, wanted: number) => value <= wanted,
  toBeGreaterThan: (value: number, wanted: number) => value > wanted,
  toBeGreaterThanOrEqual: (value: number, wanted: number) => value >= wanted,
  toBeUndefined: (value: unknown) => value === undefined,
  toBeDefined: (value: unknown) => value !== undefined,
  toMatch: (value: string, wanted: RegExp | string) =>
    typeof wanted === 'string' ? value.includes(wanted) : wanted.test(value),
  toThrow: (value: () => void) => {
    try {
      value();
      return false;
    } catch {
      return true;
    }
  },
};

/** Deep equality to which a field that is `undefined` is no field. */
function equal(a: unknown, b: unknown): boolean {
  if (b instanceof Any) return typeof a === b.type;
  if (!isPlain(a) || !isPlain(b)) {
    return Array.isArray(a) && Array.isArray(b)
      ? a.length === b.length && a.every((each, i) => equal(each, b[i]))
      : isDeepStrictEqual(a, b);
  }
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => equal(a[name], b[name]));
}

function contains(value: unknown, wanted: unknown): boolean {
  if (wanted instanceof Any) return equal(value, wanted);
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) && value.length === wanted.length && wanted.every((each, i) => contains(value[i], each))
    );
  }
  if (!isPlain(wanted)) return equal(value, wanted);
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(wanted).every(([name, each]) => contains((value as Record<string, unknown>)[name], each))
  );
}

/** An object of fields, whatever its class: vitest's `toEqual` does not ask for it. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(value instanceof Map || value instanceof Set || value instanceof RegExp || value instanceof Error);
}
