import { describe, expect, it } from 'vitest';
import { sameBytes, sameText } from './same-secret.ts';

const PAIRS: readonly [one: string, other: string, isSame: boolean][] = [
  ['', '', true],
  ['secret', 'secret', true],
  ['secret', 'secre', false],
  ['secret', 'secreT', false],
  ['ü', 'u', false],
  ['', 'x', false],
];

describe('secrets', () => {
  it.each(PAIRS)('%j and %j', (one, other, isSame) => {
    expect(sameText(one, other)).toBe(isSame);
    expect(sameBytes(Buffer.from(one), Buffer.from(other))).toBe(isSame);
  });
});
