import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import { deriveKey } from './kdf.ts';
import type { RootKey } from './keyring.ts';

/** 128 bits: two runs of any number of nodes never meet on a salt. */
export const SALT_BYTES = 16;

/** Under one key, 2^32 random 96-bit nonces meet with a chance of 2^-32 (NIST SP 800-38D 8.3). The count is of one run. */
const SEALS_MAX = 2 ** 32;
const RUN_MS_MAX = 24 * 60 * 60 * 1000;

/** Live runs: nodes x restarts x days of the longest session. A run beyond these costs one derivation a token, 5 us. */
const RUNS_KEPT = 1024;

/** One issuing run: its own sealing key, made from a root key and a salt that travels in every token of the run. */
export interface Run {
  readonly root: RootKey;
  readonly salt: Buffer;
  readonly key: KeyObject;
}

export interface Runs {
  /** The run to seal the next token in. Counts it. */
  forSeal(): Run;
  /** The run of a token that came back. Nothing says yet that such a run ever was. */
  of(root: RootKey, salt: Buffer): Run;
  /** Keeps the key of a run for its next token. */
  remember(run: Run): void;
}

/**
 * Derives sealing keys, one a run, so that the limit of random nonces counts per run and is never reached, however many
 * nodes issue for however long under one root key, and without anybody having to count together (decisions.md, Sessions).
 */
export function runs({ root, entropy, clock }: { root: RootKey; entropy: Entropy; clock: Clock }): Runs {
  const known = new LRUCache<string, Run>({ max: RUNS_KEPT });
  let current: Run | undefined;
  let seals = 0;
  let startedAtMs = 0;

  function remember(run: Run): void {
    known.set(nameOf(run.root, run.salt), run);
  }

  return {
    remember,

    forSeal() {
      // A clock that was set back ends the run too: its age cannot be told any more.
      const ageMs = clock.now() - startedAtMs;
      if (current === undefined || seals >= SEALS_MAX || ageMs >= RUN_MS_MAX || ageMs < 0) {
        current = derive(root, entropy.bytes(SALT_BYTES));
        seals = 0;
        startedAtMs = clock.now();
        remember(current);
      }
      seals++;
      return current;
    },

    // Not remembered here: whoever sends made-up salts must not push live runs out of the cache.
    of: (sealedUnder, salt) => known.get(nameOf(sealedUnder, salt)) ?? derive(sealedUnder, salt),
  };
}

const derive = (root: RootKey, salt: Buffer): Run => ({
  root,
  // A copy: the salt of a token is a view of the whole token, which would stay in memory with it.
  salt: Buffer.from(salt),
  key: deriveKey(root.sessionSeal, 'rolecall/v1/session-run', salt),
});

const nameOf = (root: RootKey, salt: Buffer): string => root.kid + salt.toString('latin1');
