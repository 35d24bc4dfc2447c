import { createSecretKey, KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canShareRing, KID_BYTES, keyring } from './keyring.ts';

const root = (fill: number) => createSecretKey(Buffer.alloc(32, fill));

describe('keyring', () => {
  it('derives one key a purpose, each a KeyObject, none the root key', () => {
    const { active } = keyring(root(1));
    const keys = [active.sessionSeal, active.sessionSecret, active.atRest, active.rowMac];
    expect(keys.every((key) => key instanceof KeyObject)).toBe(true);
    const exported = [root(1), ...keys].map((key) => key.export().toString('hex'));
    expect(new Set(exported).size).toBe(exported.length);
    expect(exported.some((key) => key.includes(active.kid))).toBe(false);
  });

  it('gives the same keys for the same root, on every node', () => {
    expect(keyring(root(1)).active.kid).toBe(keyring(root(1)).active.kid);
    expect(keyring(root(1)).active.atRest.equals(keyring(root(1)).active.atRest)).toBe(true);
  });

  it('finds active and retiring keys by id, and no other', () => {
    const ring = keyring(root(1), [root(2)]);
    const old = keyring(root(2)).active;
    expect(ring.byKid(ring.active.kid)?.state).toBe('active');
    expect(ring.byKid(old.kid)?.state).toBe('retiring');
    expect(ring.byKid(keyring(root(3)).active.kid)).toBeUndefined();
    expect(ring.byKid('constructor')).toBeUndefined();
    expect(old.kid).toMatch(new RegExp(`^[0-9a-f]{${2 * KID_BYTES}}$`));
  });

  it('refuses the same root key twice', () => {
    expect(() => keyring(root(1), [root(1)])).toThrow('listed twice');
  });

  it('turns under whoever holds it, and says when a key is gone', () => {
    const ring = keyring(root(1));
    const first = ring.active.kid;
    ring.turn({ active: root(2), retiring: [root(1)], audit: undefined });
    expect([ring.active.kid, ring.byKid(first)?.state, ring.withdrawals]).toEqual([
      keyring(root(2)).active.kid,
      'retiring',
      0,
    ]);
    expect(ring.byMark(ring.active.kidBytes[0]!)?.kid).toBe(ring.active.kid);
    ring.turn({ active: root(2), retiring: [], audit: root(9) });
    expect([ring.byKid(first), ring.withdrawals, ring.audit?.equals(root(9))]).toEqual([undefined, 1, true]);
  });

  it('holds no two keys that begin alike', () => {
    const one = root(1);
    const other = Array.from({ length: 256 }, (_, i) => createSecretKey(Buffer.alloc(32, `alike ${i}`))).find(
      (key) => !canShareRing(one, key),
    )!;
    expect(() => keyring(one, [other])).toThrow('begin alike');
  });
});
