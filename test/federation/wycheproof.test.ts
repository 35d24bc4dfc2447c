import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ALGORITHMS } from '../../src/federation/oidc/algorithms.ts';
import { readJws } from '../../src/federation/oidc/jws.ts';
import { readKeySet } from '../../src/federation/oidc/key-set.ts';
import { isSignedWith } from '../../src/federation/oidc/signature.ts';
import { corpusFile } from '../wire/corpora.ts';

/**
 * Project Wycheproof's vectors for signed tokens and their keys, by the very way that tokens of issuers go: taken apart, the
 * key found in a key set, the signature verified. Nothing that the vectors call invalid may pass. What they call valid has to
 * pass, as far as it is ours at all: signed with a key that somebody could publish, by an algorithm of our list.
 */
interface Group {
  readonly comment: string;
  readonly public?: Jwks;
  readonly private: Jwks;
  readonly tests: readonly Vector[];
}
type Jwks = Jwk | { readonly keys: readonly Jwk[] };
interface Jwk {
  readonly kid?: string;
  readonly alg?: string;
}
interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly jws?: unknown;
  readonly jwe?: unknown;
  readonly result: 'valid' | 'invalid';
}

/** Valid to Wycheproof and refused here: the key says that it is for `ES521`, which RFC 7518 does not know. */
const ANOTHER_NAME = 'ES521';
/** The same: tokens of RFC 7520 by PS384, whose key says here that it is for PS256. */
const BOUND_OTHERWISE: ReadonlySet<string> = new Set(['json_web_signature 346', 'json_web_signature 350']);
const COUNTS = { json_web_signature: 401, json_web_key: 26, json_web_crypto: 83 } as const;

const groupsOf = (name: string): readonly Group[] | undefined => {
  const file = corpusFile(`wycheproof/testvectors_v1/${name}_test.json`);
  return file && JSON.parse(readFileSync(file, 'utf8')).testGroups;
};
const keysOf = (jwks: Jwks): readonly Jwk[] => ('keys' in jwks ? jwks.keys : [jwks]);

describe('attack/D03 holes in the verification library: published vectors', () => {
  test('json_web_signature', ({ skip }) => holds('json_web_signature', skip));
  test('json_web_key', ({ skip }) => holds('json_web_key', skip));
  test('json_web_crypto', ({ skip }) => holds('json_web_crypto', skip));
});

async function holds(name: keyof typeof COUNTS, skip: (why: string) => void): Promise<void> {
  const groups = groupsOf(name);
  if (groups === undefined) {
    console.log(`SKIPPED wycheproof ${name}: the corpora are not here`);
    return skip('the corpora are not here');
  }
  const tally = { accepted: 0, refused: 0, foreign: 0 };
  const wrong: string[] = [];
  for (const group of groups) {
    // A key that only its holders know is put where public keys are, as the attacks of D02 would.
    const keys = keysOf(group.public ?? group.private);
    for (const vector of group.tests) {
      const passes = await verifies(vector.jws ?? vector.jwe, keys);
      const isBound = BOUND_OTHERWISE.has(`${name} ${vector.tcId}`);
      const isOurs = keys.some(({ alg }) => ALGORITHMS.has(alg ?? '')) && !isBound;
      const isForeign = vector.result === 'valid' && !isOurs;
      const isRight = passes === (vector.result === 'valid' && isOurs);
      if (!isRight) wrong.push(`${vector.tcId}: ${vector.comment}`);
      tally[isForeign ? 'foreign' : passes ? 'accepted' : 'refused']++;
      if (isForeign && !isBound) {
        expect(keys.every((key) => 'k' in key || key.alg === ANOTHER_NAME || 'd' in key)).toBe(true);
      }
    }
  }
  console.log(
    `wycheproof ${name}: ${tally.accepted} valid accepted, ${tally.refused} invalid refused, ${tally.foreign} valid ` +
      `and not for us (HMAC, encryption, keys for ${ANOTHER_NAME} or another algorithm) refused, ${wrong.length} wrong`,
  );
  expect(wrong).toEqual([]);
  expect(tally.accepted + tally.refused + tally.foreign).toBe(COUNTS[name]);
}

async function verifies(token: unknown, keys: readonly Jwk[]): Promise<boolean> {
  const jws = typeof token === 'string' ? readJws(token) : undefined;
  const key = jws && readKeySet(JSON.stringify({ keys }))?.find(jws);
  return jws !== undefined && key !== undefined && (await isSignedWith(jws, key));
}
