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
  /** A root key by the first byte of its id, for short-lived things that have no room for more; no two keys of a ring share it. */
  byMark(mark: number): RootKey | undefined;
  /** Raised whenever a key is taken away: what was opened before may not open any more. */
  readonly withdrawals: number;
  /** Seals the audit trail, where that is another than the active key gives. */
  readonly audit: KeyObject | undefined;
}

/** A ring whose keys can be exchanged under what uses it. */
export interface TurningKeyring extends Keyring {
  turn(keys: RingKeys): void;
}

export interface RingKeys {
  readonly active: KeyObject;
  readonly retiring: readonly KeyObject[];
  readonly audit: KeyObject | undefined;
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
export function keyring(active: KeyObject, retiring: readonly KeyObject[] = [], audit?: KeyObject): TurningKeyring {
  let now = ringOf({ active, retiring, audit });
  let withdrawals = 0;
  return {
    get active() {
      return now.active;
    },
    get audit() {
      return now.audit;
    },
    get withdrawals() {
      return withdrawals;
    },
    byKid: (kid) => now.byKid.get(kid),
    byMark: (mark) => now.byMark.get(mark),
    turn(keys) {
      const before = now;
      now = ringOf(keys);
      if ([...before.byKid.keys()].some((kid) => !now.byKid.has(kid))) withdrawals++;
    },
  };
}

/** The id of a root key, in hexadecimal. */
export const kidOf = (root: KeyObject): string => kidBytesOf(root).toString('hex');

/** Whether a ring can hold both: keys are told apart by one byte in places. */
export const canShareRing = (one: KeyObject, other: KeyObject): boolean => kidBytesOf(one)[0] !== kidBytesOf(other)[0];

function ringOf({ active, retiring, audit }: RingKeys) {
  const activeRoot = rootKey(active, 'active');
  const roots = [activeRoot, ...retiring.map((key) => rootKey(key, 'retiring'))];
  const byKid = new Map(roots.map((root) => [root.kid, root]));
  if (byKid.size < roots.length) throw new Error('a root key is listed twice');
  const byMark = new Map(roots.map((root) => [root.kidBytes[0]!, root]));
  if (byMark.size < roots.length) throw new Error('two root keys begin alike');
  return { active: activeRoot, audit, byKid, byMark };
}

const kidBytesOf = (root: KeyObject): Buffer => hkdf(root, Buffer.alloc(0), 'rolecall/v1/kid', KID_BYTES);

function rootKey(root: KeyObject, state: RootKey['state']): RootKey {
  const kidBytes = kidBytesOf(root);
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
