import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Part } from './parts.ts';
import { rowMac } from './row-mac.ts';

const mac = rowMac(createSecretKey(Buffer.alloc(32, 1)));

it('is the same for the same row, and another under another key', () => {
  expect(mac(['roles', 'AROA1', 3600, null])).toBe(mac(['roles', 'AROA1', 3600, null]));
  expect(mac(['roles', 'AROA1'])).not.toBe(rowMac(createSecretKey(Buffer.alloc(32, 2)))(['roles', 'AROA1']));
});

describe('tells rows apart that read alike', () => {
  const pairs: [string, Part[], Part[]][] = [
    ['where the cut is', ['ab', 'c'], ['a', 'bc']],
    ['an empty text and none', ['a', ''], ['a', null]],
    ['an empty text and nothing', ['a', ''], ['a']],
    ['a number and its text', ['1'], [1]],
    ['null and its text', ['null'], [null]],
    ['the order', ['a', 'b'], ['b', 'a']],
    ['a part that looks like two', ['a\0\0\0\u0001b'], ['a', 'b']],
    ['case', ['A'], ['a']],
    ['composed and decomposed letters', ['\u00e9'], ['e\u0301']],
  ];
  it.each(pairs)('%s', (_name, a, b) => {
    expect(mac(a)).not.toBe(mac(b));
  });
});

it.each([[1.5], [Number.NaN], [2 ** 53], ['\ud800']])('refuses %j, which would not come back as itself', (part) => {
  expect(() => mac([part])).toThrow(RangeError);
});
