import type { KeyObject } from 'node:crypto';
import { deriveKey } from './kdf.ts';
import type { Keyring, RootKey } from './keyring.ts';

/** A key of one purpose, and the byte by which what it seals names it. */
export interface MarkedKey {
  readonly mark: number;
  readonly key: KeyObject;
  readonly root: RootKey;
}

/** The keys of one purpose under each root key of a ring, derived once. */
export function markedKeys(keyring: Keyring, label: string) {
  const derived = new WeakMap<RootKey, MarkedKey>();

  function under(root: RootKey): MarkedKey {
    let found = derived.get(root);
    if (found === undefined) {
      found = { mark: root.kidBytes[0]!, key: deriveKey(root.atRest, label), root };
      derived.set(root, found);
    }
    return found;
  }

  return {
    /** The key to seal with. */
    active: (): MarkedKey => under(keyring.active),
    /** The key that a sealed thing names; `undefined` where it is not known, or not any more. */
    named(mark: number | undefined): MarkedKey | undefined {
      const root = mark === undefined ? undefined : keyring.byMark(mark);
      return root && under(root);
    },
  };
}
