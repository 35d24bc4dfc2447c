import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seededEntropy } from '../base/entropy.ts';
import { CARRIED, carriedSeals } from './carried-seals.ts';
import { keyring } from './keyring.ts';

const under = (fill: number) => ({
  keyring: keyring(createSecretKey(Buffer.alloc(32, fill))),
  entropy: seededEntropy(`carried ${fill}`),
});
const purposes = Object.keys(CARRIED) as (keyof typeof CARRIED)[];
const facts = { name: 'Zoë\u0000', expiresAt: 5, sourceIdentity: undefined };

describe('what a browser carries', () => {
  it.each(purposes)('%s comes back as it was, and never twice in one spelling', (purpose) => {
    const seals = carriedSeals<typeof facts>(purpose, under(1));
    const sealed = seals.seal(facts);
    expect(seals.open(sealed)).toEqual(facts);
    expect(sealed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(seals.seal(facts)).not.toBe(sealed);
  });

  it('opens as nothing else', () => {
    const opened = purposes.flatMap((made) =>
      purposes.map((tried) => {
        const sealed = carriedSeals(made, under(1)).seal(facts);
        const relabelled = Buffer.from(sealed, 'base64url');
        relabelled[0] = CARRIED[tried].byte;
        const seals = carriedSeals(tried, under(1));
        return [seals.open(sealed), seals.open(relabelled.toString('base64url'))].map(
          (one) => made === tried || one === undefined,
        );
      }),
    );
    expect(opened.flat().every(Boolean)).toBe(true);
    expect(new Set(Object.values(CARRIED).map(({ byte }) => byte)).size).toBe(purposes.length);
  });

  it('does not open under another root key', () =>
    expect(
      carriedSeals('sign-in-token', under(2)).open(carriedSeals('sign-in-token', under(1)).seal(facts)),
    ).toBeUndefined());

  it('does not open with any bit changed, nor cut, nor in another spelling', () => {
    const seals = carriedSeals('console-session', under(1));
    const sealed = seals.seal(facts);
    const bytes = Buffer.from(sealed, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const altered = Buffer.from(bytes);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      expect(seals.open(altered.toString('base64url'))).toBeUndefined();
    }
    const wrong = [
      '',
      sealed.slice(0, -1),
      `${sealed}=`,
      `${sealed}A`,
      ` ${sealed}`,
      bytes.toString('hex'),
      'A'.repeat(4000),
    ];
    for (const text of wrong) expect(seals.open(text)).toBeUndefined();
  });

  it('is refused where it would not fit into a cookie', () =>
    expect(() => carriedSeals('console-session', under(1)).seal({ name: 'n'.repeat(4000) })).toThrow(RangeError));
});
