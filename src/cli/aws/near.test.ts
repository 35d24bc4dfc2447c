import { describe, expect, it } from 'vitest';
import { near } from './near.ts';

const NAMES = [
  'assume-role',
  'assume-root',
  'assume-role-with-saml',
  'get-caller-identity',
  'get-session-token',
  'help',
];

describe('near', () => {
  it.each([
    ['assume-rol', ['assume-role', 'assume-root']],
    ['asume-role', ['assume-role']],
    ['get-callr-identity', ['get-caller-identity']],
    ['hlep', []],
    ['', []],
    ['something-else-entirely', []],
  ])('%s', (word, names) => expect(near(word, NAMES)).toEqual(names));

  it('guesses more freely where it is asked to', () => expect(near('hlep', NAMES, 0.7)).toEqual(['help']));

  it('is quick with a long word', () => expect(near('x'.repeat(1_000_000), NAMES)).toEqual([]));
});
