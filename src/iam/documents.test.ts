import { describe, expect, it } from 'vitest';
import { encoded } from './documents.ts';

describe('encoded', () => {
  it.each([
    ['AZaz09-_.~', 'AZaz09-_.~'],
    ["!'()*", '%21%27%28%29%2A'],
    ['{"a": "*"}\n', '%7B%22a%22%3A%20%22%2A%22%7D%0A'],
    ['\u00e9\u00ff/+', '%C3%A9%C3%BF%2F%2B'],
  ])('%j', (text, expected) => {
    expect(encoded(text)).toBe(expected);
    expect(decodeURIComponent(encoded(text))).toBe(text);
  });
});
