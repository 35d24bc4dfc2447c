import { expect, test } from 'vitest';
import { setKey } from './set-key.ts';

test.each(['0', '9', '17', '4294967295', '01x', '\0', '\x000'])('%j never stands in a set as it is', (text) => {
  expect(setKey(text)).toBe(`\0${text}`);
});

test.each(['', 'a', 'a1', '-1', ' 1', '/', ':', '\x010'])('%j is its own key', (text) => {
  expect(setKey(text)).toBe(text);
});

test('no two texts share a key', () => {
  const characters = ['\0', '0', '5', 'a', ''];
  const texts = new Set(characters.flatMap((a) => characters.flatMap((b) => characters.map((c) => a + b + c))));
  expect(new Set([...texts].map(setKey)).size).toBe(texts.size);
});
