import { expect, it } from 'vitest';
import { decodeBase64 } from './base64.ts';

it.each([
  ['', ''],
  ['AA==', '00'],
  ['AAE=', '0001'],
  ['AAEC', '000102'],
  ['+/+/', 'fbffbf'],
])('decodes %j', (text, hex) => {
  expect(decodeBase64(text)?.toString('hex')).toBe(hex);
});

it.each([
  ['no padding', 'AA'],
  ['half the padding', 'AA='],
  ['too much padding', 'AAEC===='],
  ['non-zero pad bits', 'AB=='],
  ['non-zero pad bits of two bytes', 'AAF='],
  ['URL-safe alphabet', '-_-_'],
  ['a line break inside', 'AA\nEC'],
  ['a line break after', 'AAEC\n'],
  ['a space', ' AAEC'],
  ['junk', 'AA!EC'],
  ['something after the padding', 'AA==AAEC'],
  ['one character', 'A'],
  ['a letter outside ASCII', 'AAE\u0143'],
])('refuses %s', (_name, text) => {
  expect(decodeBase64(text)).toBeUndefined();
});
