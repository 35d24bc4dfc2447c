import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import { deriveKey } from './kdf.ts';
import { type Keyring, KID_BYTES, type RootKey } from './keyring.ts';
import { runName, SALT_BYTES, tokenHeader } from './token-format.ts';

/** Under one key, 2^32 random 96-bit nonces meet with a chance of 2^-32 (NIST SP 800-38D 8.3). The count is of one run. */
const SEALS_MAX = 2 ** 32;
const RUN_MS_MAX = 24 * 60 * 60 * 1000;

/** Live runs: nodes x restarts x days of the longest session. A run beyond these costs one derivation a token, 5 us. */
const RUNS_KEPT = 1024;

/** One issuing run: its own sealing key, made from a root key and a salt that travels in every token of the run. */
export interface Run {
  /** Root key and salt, as text: the name under which the key is found again. */
  readonly name: string;
  readonly root: RootKey;
  readonly key: KeyObject;
  /** What every token of the run begins with. */
  readonly header: Buffer;
}

export interface Runs {
  /** The run to seal the next token in. Counts it. */
  forSeal(): Run;
  /** The run that a token names; `undefined` where its root key is not known. Nothing says yet that such a run ever was. */
  byName(name: string): Run | undefined;
  /** Keeps the key of a run for its next token. To be called once a token of the run has opened. */
  remember(run: Run): void;
}

interface Tools {
  readonly keyring: Keyring;
  /** What the tokens are for: the keys of two purposes have nothing in common (security.md B02). */
  readonly purpose: number;
  readonly entropy: Entropy;
  readonly clock: Clock;
  /** Seals of one run; tests set it lower. */
  readonly sealsMax?: number;
}

/**
 * Derives sealing keys, one a run, so that the limit of random nonces counts per run and is never reached, however many
 * nodes issue for however long under one root key, and without their having to count together (decisions.md, Sessions).
 */
export function issuingRuns({ keyring, purpose, entropy, clock, sealsMax = SEALS_MAX }: Tools): Runs {
  const known = new LRUCache<string, Run>({ max: RUNS_KEPT });
  let { withdrawals } = keyring;
  let current: Run | undefined;
  let seals = 0;
  let startedAtMs = 0;

  function derive(root: RootKey, salt: Buffer): Run {
    return {
      name: runName(root.kidBytes, salt),
      root,
      key: deriveKey(root.sessionSeal, `rolecall/v1/run/${purpose}`, salt),
      header: tokenHeader(purpose, root.kidBytes, salt),
    };
  }

  return {
    forSeal() {
      // A clock that was set back ends the run too: its age cannot be told any more.
      const ageMs = clock.now() - startedAtMs;
      const isOver = seals >= sealsMax || ageMs >= RUN_MS_MAX || ageMs < 0;
      if (current === undefined || isOver || current.root !== keyring.active) {
        current = derive(keyring.active, entropy.bytes(SALT_BYTES));
        seals = 0;
        startedAtMs = clock.now();
        known.set(current.name, current);
      }
      seals++;
      return current;
    },

    byName(name) {
      if (keyring.withdrawals !== withdrawals) {
        // The root keys of some may be gone.
        known.clear();
        ({ withdrawals } = keyring);
      }
      const run = known.get(name);
      if (run !== undefined) return run;
      const bytes = Buffer.from(name, 'latin1');
      const root = keyring.byKid(bytes.toString('hex', 0, KID_BYTES));
      // Not kept here: whoever sends made-up salts must not push live runs out of the cache.
      return root && derive(root, bytes.subarray(KID_BYTES));
    },

    remember(run) {
      if (!known.has(run.name)) known.set(run.name, run);
    },
  };
}
