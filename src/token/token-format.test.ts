import { expect, it } from 'vitest';
import { charactersOf, PURPOSE, paddingFor, parseToken, runName, tokenHeader } from './token-format.ts';

const kid = Buffer.alloc(8, 1);
const salt = Buffer.alloc(16, 2);
const token = (sealedBytes: number, header = tokenHeader(PURPOSE.session, kid, salt)): string =>
  Buffer.concat([header, Buffer.alloc(sealedBytes, 3)]).toString('base64');

it('takes a token apart', () => {
  const closed = parseToken(token(100), PURPOSE.session)!;
  expect(closed.run).toBe(runName(kid, salt));
  expect(closed.sealed.equals(Buffer.alloc(100, 3))).toBe(true);
});

it.each([
  ['longer than 4,096 characters', token(3072 - 26 + 1)],
  ['without room for nonce and tag', token(12 + 16 - 1)],
  ['of another version', token(100, Buffer.from([2, ...tokenHeader(1, kid, salt).subarray(1)]))],
  ['of another purpose', token(100, tokenHeader(2, kid, salt))],
])('refuses one %s', (_name, text) => {
  expect(parseToken(text, PURPOSE.session)).toBeUndefined();
});

it('takes the longest and the shortest', () => {
  expect(parseToken(token(3072 - 26), PURPOSE.session)).toBeDefined();
  expect(parseToken(token(12 + 16), PURPOSE.session)).toBeDefined();
});

it('pads to the smallest size that is large enough, whatever the length', () => {
  for (let length = 1; length < 400; length++) {
    for (let minimum = 0; minimum < 700; minimum += 7) {
      const padding = paddingFor(length, minimum);
      const size = charactersOf(length + padding);
      expect(size).toBeGreaterThanOrEqual(minimum);
      // A byte less would be too small, or there is no byte less.
      expect(padding === 0 || charactersOf(length + padding - 1) < minimum).toBe(true);
    }
  }
});
