import type { KeyObject } from 'node:crypto';
import { deriveKey, hkdf } from './kdf.ts';

/**
 * The root keys a process knows. Everything sealed names the root key it was sealed under by its key id, and is opened
 * with that one or not at all: keys are never tried in turn, because AES-GCM does not commit to its key
 * (security.md 4.1).
 */
export interface Keyring {
  /** The root key that everything new is sealed under. */
  readonly active: RootKey;
  /** A root key, active or retiring, by the hexadecimal form of its id. */
  byKid(kid: string): RootKey | undefined;
}

/** One root key, as the keys derived from it: each has one purpose and its own label. */
export interface RootKey {
  /** Public name of the key, in hexadecimal. */
  readonly kid: string;
  readonly kidBytes: Buffer;
  /** A `retiring` key opens what it sealed and seals nothing new. */
  readonly state: 'active' | 'retiring';
  /** Base of the session sealing keys: one more derivation, by run salt, gives the key of a run. */
  readonly sessionSeal: KeyObject;
  /** Gives the secret access keys of sessions (K_sk). */
  readonly sessionSecret: KeyObject;
  /** Base of the keys that seal long-term secrets, one a table. */
  readonly atRest: KeyObject;
  /** Authenticates rows of the store. */
  readonly rowMac: KeyObject;
}

export const KID_BYTES = 8;

/** Derives the keys of a process from its root key, and from those that are being retired. */
export function keyring(active: KeyObject, retiring: readonly KeyObject[] = []): Keyring {
  const activeRoot = rootKey(active, 'active');
  const roots = [activeRoot, ...retiring.map((key) => rootKey(key, 'retiring'))];
  const byKid = new Map(roots.map((root) => [root.kid, root]));
  if (byKid.size < roots.length) throw new Error('a root key is listed twice');
  return { active: activeRoot, byKid: (kid) => byKid.get(kid) };
}

function rootKey(root: KeyObject, state: RootKey['state']): RootKey {
  const kidBytes = hkdf(root, Buffer.alloc(0), 'rolecall/v1/kid', KID_BYTES);
  return {
    kid: kidBytes.toString('hex'),
    kidBytes,
    state,
    sessionSeal: deriveKey(root, 'rolecall/v1/session-seal'),
    sessionSecret: deriveKey(root, 'rolecall/v1/session-secret'),
    atRest: deriveKey(root, 'rolecall/v1/at-rest'),
    rowMac: deriveKey(root, 'rolecall/v1/row-mac'),
  };
}
