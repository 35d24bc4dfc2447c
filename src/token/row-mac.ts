import type { KeyObject } from 'node:crypto';
import { hmacSha256 } from './kdf.ts';
import type { Keyring, RootKey } from './keyring.ts';
import { encodeParts, type Part } from './parts.ts';

/**
 * Makes the function that authenticates a row of the store: base64 of an HMAC-SHA256 over its columns in order. Somebody
 * who can write the database file but has not the root key cannot grant himself anything (security.md 4.2).
 * Name the table and the primary key among the parts, and compare MACs with `timingSafeEqual`.
 */
export function rowMac(key: KeyObject): (parts: readonly Part[]) => string {
  return (parts) => hmacSha256(key, encodeParts(parts)).toString('base64');
}

/** MACs of rows under the active key of a ring, whichever that is. */
export interface RingMac {
  (parts: readonly Part[]): string;
  /** Those under the keys before that are still believed. */
  readonly before: readonly ((parts: readonly Part[]) => string)[];
  /** Says under which keys before rows may still be. */
  believe(before: readonly RootKey[]): void;
}

export function ringMac(keyring: Keyring): RingMac {
  const made = new WeakMap<RootKey, (parts: readonly Part[]) => string>();
  const under = (root: RootKey): ((parts: readonly Part[]) => string) => {
    const mac = made.get(root) ?? rowMac(root.rowMac);
    made.set(root, mac);
    return mac;
  };
  let before: RingMac['before'] = [];
  return Object.defineProperty(
    Object.assign((parts: readonly Part[]) => under(keyring.active)(parts), {
      before,
      believe(roots: readonly RootKey[]) {
        before = roots.map(under);
      },
    }),
    'before',
    { get: () => before },
  );
}
