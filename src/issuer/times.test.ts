import { describe, expect, it } from 'vitest';
import { publishedKeys, signingKey } from './times.ts';

const key = (number: number, signsFrom: number, algorithm: 'RS256' | 'ES384' = 'RS256') => ({
  kid: `${algorithm}_${number}`,
  algorithm,
  number,
  signsFrom,
});
/** Rotated at 1,000 and at 10,000; the second takes over 300 s later each time. */
const KEYS = [key(0, 0), key(1, 1300), key(2, 10_300), key(0, 0, 'ES384')];
const kids = (keys: readonly { kid: string }[]) => keys.map(({ kid }) => kid);

describe('the times of issuer keys', () => {
  it.each([
    [0, 'RS256_0'],
    [1299, 'RS256_0'],
    [1300, 'RS256_1'],
    [10_299, 'RS256_1'],
    [10_300, 'RS256_2'],
    [-1, undefined],
  ] as const)('at %d signs %s', (now, kid) => expect(signingKey(KEYS, 'RS256', now)?.kid).toBe(kid));

  it('each algorithm has its own', () => expect(signingKey(KEYS, 'ES384', 99_999)?.kid).toBe('ES384_0'));

  it.each([
    // The longest token of key 0 ends at 1,300 + 3,600; ten minutes on it is taken off.
    [0, ['RS256_0', 'RS256_1', 'RS256_2', 'ES384_0']],
    [5499, ['RS256_0', 'RS256_1', 'RS256_2', 'ES384_0']],
    [5500, ['RS256_1', 'RS256_2', 'ES384_0']],
    [14_499, ['RS256_1', 'RS256_2', 'ES384_0']],
    [14_500, ['RS256_2', 'ES384_0']],
    [1e12, ['RS256_2', 'ES384_0']],
  ])('at %d are published %j', (now, expected) => expect(kids(publishedKeys(KEYS, now))).toEqual(expected));
});
