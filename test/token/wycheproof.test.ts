import { createSecretKey, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openAead, sealAead } from '../../src/token/aead.ts';
import { expandText, hkdf, hmacSha256 } from '../../src/token/kdf.ts';
import { corpusFile } from '../wire/corpora.ts';

/**
 * Project Wycheproof's vectors against the very functions that tokens and secrets are made with. Vectors for other sizes of
 * key, nonce or tag than the one each function has do not apply, and are counted as such.
 */
interface Case extends Record<string, string | number | string[]> {
  readonly tcId: number;
  readonly result: 'valid' | 'invalid';
}
interface Group {
  readonly keySize: number;
  readonly ivSize: number;
  readonly tagSize: number;
  readonly tests: readonly Case[];
}

const groups = (name: string): readonly Group[] | undefined => {
  const file = corpusFile(`wycheproof/testvectors_v1/${name}_test.json`);
  return file && JSON.parse(readFileSync(file, 'utf8')).testGroups;
};
const hex = (value: unknown): Buffer => Buffer.from(value as string, 'hex');

/** Runs every vector that applies and prints how many there were. */
function run(name: string, applies: (group: Group, vector: Case) => boolean, right: (vector: Case) => boolean): void {
  const found = groups(name);
  describe.skipIf(found === undefined)(name, () => {
    it('is right for every vector that applies', () => {
      const all = found!.flatMap((group) => group.tests.map((vector) => ({ group, vector })));
      const applicable = all.filter(({ group, vector }) => applies(group, vector)).map(({ vector }) => vector);
      const wrong = applicable.filter((vector) => !right(vector)).map(({ tcId }) => tcId);
      const valid = applicable.filter(({ result }) => result === 'valid').length;
      console.log(
        `wycheproof ${name}: ${applicable.length} of ${all.length} vectors apply ` +
          `(${valid} valid, ${applicable.length - valid} invalid), ${wrong.length} wrong`,
      );
      expect(applicable.length).toBeGreaterThan(0);
      expect(wrong).toEqual([]);
    });
  });
}

run(
  'aes_gcm',
  ({ keySize, ivSize, tagSize }) => keySize === 256 && ivSize === 96 && tagSize === 128,
  ({ key, iv, aad, msg, ct, tag, result }) => {
    const secret = createSecretKey(hex(key));
    const whole = Buffer.concat([hex(iv), hex(ct), hex(tag)]);
    const opened = openAead(secret, hex(aad), whole);
    if (result === 'invalid') return opened === undefined;
    const sealed = sealAead(secret, hex(iv), hex(aad), hex(msg), Buffer.alloc(0));
    return opened?.equals(hex(msg)) === true && sealed.equals(whole);
  },
);

run(
  'hmac_sha256',
  ({ tagSize }) => tagSize === 256,
  ({ key, msg, tag, result }) => {
    const same = timingSafeEqual(hmacSha256(createSecretKey(hex(key)), hex(msg)), hex(tag));
    return same === (result === 'valid');
  },
);

run(
  'hkdf_sha256',
  () => true,
  ({ ikm, salt, info, size, okm, result }) => {
    const derive = (): Buffer => hkdf(createSecretKey(hex(ikm)), hex(salt), hex(info), size as number);
    if (result === 'invalid') {
      try {
        return !derive().equals(hex(okm));
      } catch {
        return true;
      }
    }
    // The expansion alone, which gives the secret access keys, wherever the result is one block.
    const extracted = createSecretKey(hmacSha256(createSecretKey(hex(salt)), hex(ikm)));
    const characters = Math.min(42, Math.floor(((size as number) * 8) / 6));
    const expanded = expandText(extracted, hex(info).toString('latin1'), characters);
    return derive().equals(hex(okm)) && expanded === hex(okm).toString('base64').slice(0, characters);
  },
);
