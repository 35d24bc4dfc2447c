import { isDeepStrictEqual } from 'node:util';
import type { Done, Refused } from './client.ts';
import type { World } from './scenario/step.ts';
import { absent, type Expected, Kept, kept, member, type Refusal, type Shape, type Step } from './scenario/step.ts';

export interface Times {
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
}

/** What is wrong with the outcome of a step; nothing where it is as expected. */
export function mismatches(
  { operation, expect, sees }: Step,
  outcome: Done | Refused,
  times: Times,
  world: World,
): string[] {
  if (!('gives' in expect)) {
    // With a profile it is the first operation that the server saw which was refused, and nobody called that one.
    return 'output' in outcome
      ? [`it was done; expected ${expect.code}`]
      : unlikeRefusal(outcome, { ...expect, text: filled(expect.text, world) }, sees?.[0]?.[0] ?? operation);
  }
  if (!('output' in outcome)) return [`refused: ${outcome.code}: ${outcome.message}`];
  return [...unlikeShape(outcome, expect.gives, world), ...unlikeLife(outcome, expect.lastsSeconds, times)];
}

/** Code and text to the letter, trailing spaces too. */
function unlikeRefusal({ operation, code, message }: Refused, refusal: Refusal, refused: string): string[] {
  const wrong: string[] = [];
  if (code !== refusal.code) wrong.push(`code \`${code}\`, expected \`${refusal.code}\``);
  if (message !== refusal.text) wrong.push(`text \`${message}\`, expected \`${refusal.text}\``);
  if (operation !== undefined && operation !== refused) wrong.push(`refused was ${operation}, expected ${refused}`);
  return wrong;
}

/** A text with what was kept in the place of its name in braces. */
const filled = (text: string, world: World): string => text.replace(/\{([^}]+)\}/g, (_, name) => kept(world, name));

function unlikeShape({ output }: Done, shape: Shape, world: World): string[] {
  return Object.entries(shape).flatMap(([path, wanted]) => {
    const value = member(output, path);
    const expected = wanted instanceof Kept ? kept(world, wanted.name) : wanted;
    return isLike(value, expected) ? [] : [`${path} is \`${shown(value)}\`, expected ${shown(expected)}`];
  });
}

function isLike(value: unknown, expected: Exclude<Expected, Kept>): boolean {
  if (expected === absent) return value === undefined;
  if (expected instanceof RegExp) return value !== undefined && expected.test(String(value));
  if (typeof expected === 'object') return isDeepStrictEqual(documentOf(value), expected);
  return value === expected;
}

/** A policy document as each client gives it: read, or as it came, in percent-encoding. */
const documentOf = (value: unknown): unknown =>
  typeof value === 'string' && /^(%7B|\{)/i.test(value) ? JSON.parse(decodeURIComponent(value)) : value;

const shown = (value: unknown): string =>
  typeof value === 'object' && !(value instanceof RegExp) ? JSON.stringify(value) : String(value);

/** Expiration is the moment of the answer, in whole seconds, and so many seconds (sts.md 1.3). */
function unlikeLife({ output }: Done, seconds: number | undefined, { sentAtMs, answeredAtMs }: Times): string[] {
  if (seconds === undefined) return [];
  const expiresAtMs = Date.parse(String(member(output, 'Credentials.Expiration')));
  const isRight = expiresAtMs >= sentAtMs - 1000 + seconds * 1000 && expiresAtMs <= answeredAtMs + seconds * 1000;
  return isRight
    ? []
    : [`it lasts about ${Math.round((expiresAtMs - answeredAtMs) / 1000)} seconds, expected ${seconds}`];
}
