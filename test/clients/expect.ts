import type { Done, Outcome, Refused } from './client.ts';
import { absent, member, type Refusal, type Shape, type Step } from './scenario/step.ts';

export interface Times {
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
}

/** What is wrong with the outcome of a step; nothing where it is as expected. */
export function mismatches({ operation, expect, sees }: Step, outcome: Outcome, times: Times): string[] {
  if (!('gives' in expect)) {
    // With a profile it is the first operation that the server saw which was refused, and nobody called that one.
    return 'output' in outcome
      ? [`it was done; expected ${expect.code}`]
      : unlikeRefusal(outcome, expect, sees?.[0]?.[0] ?? operation);
  }
  if (!('output' in outcome)) return [`refused: ${outcome.code}: ${outcome.message}`];
  return [...unlikeShape(outcome, expect.gives), ...unlikeLife(outcome, expect.lastsSeconds, times)];
}

/** Code and text to the letter, trailing spaces too. */
function unlikeRefusal({ operation, code, message }: Refused, refusal: Refusal, refused: string): string[] {
  const wrong: string[] = [];
  if (code !== refusal.code) wrong.push(`code \`${code}\`, expected \`${refusal.code}\``);
  if (message !== refusal.text) wrong.push(`text \`${message}\`, expected \`${refusal.text}\``);
  if (operation !== undefined && operation !== refused) wrong.push(`refused was ${operation}, expected ${refused}`);
  return wrong;
}

function unlikeShape({ output }: Done, shape: Shape): string[] {
  return Object.entries(shape).flatMap(([path, expected]) => {
    const value = member(output, path);
    const isRight =
      expected === absent
        ? value === undefined
        : expected instanceof RegExp
          ? value !== undefined && expected.test(String(value))
          : value === expected;
    return isRight ? [] : [`${path} is \`${String(value)}\`, expected ${String(expected)}`];
  });
}

/** Expiration is the moment of the answer, in whole seconds, and so many seconds (sts.md 1.3). */
function unlikeLife({ output }: Done, seconds: number | undefined, { sentAtMs, answeredAtMs }: Times): string[] {
  if (seconds === undefined) return [];
  const expiresAtMs = Date.parse(String(member(output, 'Credentials.Expiration')));
  const isRight = expiresAtMs >= sentAtMs - 1000 + seconds * 1000 && expiresAtMs <= answeredAtMs + seconds * 1000;
  return isRight
    ? []
    : [`it lasts about ${Math.round((expiresAtMs - answeredAtMs) / 1000)} seconds, expected ${seconds}`];
}
