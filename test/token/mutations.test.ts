import { createSecretKey } from 'node:crypto';
import { expect, it } from 'vitest';
import type { SessionTokens } from '../../src/token/claims.ts';
import { keyring } from '../../src/token/keyring.ts';
import { type Good, LAYOUT, mutations } from './mutate.ts';
import { claimsOf, entropy, issue, node } from './support.ts';

/** More than the 50,000 that are asked for come from tokens with no, one and two padding characters. */
const LEAST = 50_000;

const [mine, theirs] = [entropy.bytes(32), entropy.bytes(32)];
const keyOf = (bytes: Buffer) => createSecretKey(bytes);
/** Both root keys are known, so that a borrowed key id finds a key and only the seal can refuse. */
const tokens = node(keyring(keyOf(mine), [keyOf(theirs)]));
const retiring = node(keyring(keyOf(theirs), [keyOf(mine)]));

const good = (some: SessionTokens, length: number): Good => {
  const { sessionToken, accessKeyId } = issue(some, { sessionName: 'n'.repeat(length) });
  return { token: sessionToken, accessKeyId };
};

it(`opens none of at least ${LEAST.toLocaleString('en')} altered tokens`, () => {
  const others = [good(tokens, 10), good(retiring, 10), good(node(keyring(keyOf(mine))), 10)];
  const counts = new Map<string, number>();
  const accepted: string[] = [];
  let count = 0;
  const paddings = new Set<number>();

  for (let length = 8; count < LEAST; length++) {
    const pair = good(tokens, length);
    paddings.add(pair.token.length - pair.token.replace(/=+$/, '').length);
    for (const mutation of mutations(pair, others)) {
      // The good token first: every cache that it can warm is warm when the altered one comes.
      if (count % 100 === 0)
        expect(tokens.open(pair.token, pair.accessKeyId)).toMatchObject({ sessionName: 'n'.repeat(length) });
      if (mutation.token === pair.token && mutation.accessKeyId === pair.accessKeyId)
        throw new Error(`${mutation.how}: not altered`);
      if (tokens.open(mutation.token, mutation.accessKeyId) !== undefined) accepted.push(mutation.how);
      const kind = mutation.how.replace(/[0-9]+/g, 'N');
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      count++;
    }
    expect(tokens.open(pair.token, pair.accessKeyId)).toStrictEqual(claimsOf({ sessionName: 'n'.repeat(length) }));
  }

  console.log(`${count} altered tokens of ${counts.size} kinds: ${accepted.length} opened`);
  expect(paddings).toEqual(new Set([0, 1, 2]));
  expect(accepted).toEqual([]);
});

it('attack/B03 gives two tokens of identical input no sealed block of 16 bytes in common', () => {
  // What stands before the nonce is the same in every token of a run and says nothing: version, purpose, key id, salt.
  const blocks = new Set<string>();
  for (let i = 0; i < 100; i++) {
    const sealed = Buffer.from(issue(tokens).sessionToken, 'base64').subarray(LAYOUT.nonce);
    const own = new Set<string>();
    for (let at = 0; at + 16 <= sealed.length; at++) own.add(sealed.toString('latin1', at, at + 16));
    for (const block of own) expect(blocks.has(block)).toBe(false);
    for (const block of own) blocks.add(block);
  }
});
