import { LRUCache } from 'lru-cache';
import type { Clock } from '../../base/clock.ts';
import type { DiscoveredKeys } from './discover-keys.ts';
import type { FetchFailure } from './fetch-document.ts';
import type { KeySet } from './key-set.ts';

/** The keys of issuers, asked for when they are needed and kept for a while. */
export interface IssuerKeys {
  /**
   * The keys of an issuer. Where they are at hand and `wanted` is not among them, the issuer is asked once more, at most once
   * a minute. `account` is whom the asking is for: no account can take all the places that there are.
   */
  of(issuer: string, account: string, wanted: (keys: KeySet) => boolean): Promise<KeySet | FetchFailure>;
}

/** How long keys are taken for good, whatever the issuer says: a key that it withdraws is gone within the hour. */
const FRESH_SECONDS = { min: 60, usual: 600, max: 3600 } as const;
/** How much longer they are used while the issuer does not answer. */
const STALE_SECONDS_MAX = 3600;
/** How long an issuer is left alone after it did not answer as it should. */
const PAUSE_MS = 10_000;
/** How often an issuer is asked for keys that it did not have (security.md D10). */
const AGAIN_MS = 60_000;
const ISSUERS_MAX = 1000;
const ASKING_MAX = 32;
const ASKING_PER_ACCOUNT_MAX = 4;

interface Known {
  readonly keys: KeySet | undefined;
  readonly failure: FetchFailure | undefined;
  readonly askedAtMs: number;
  readonly freshUntilMs: number;
  readonly usableUntilMs: number;
}

/**
 * Keys by issuer: they are the same whichever account trusts it. One question to an issuer at a time; who comes meanwhile
 * waits for its answer.
 */
export function issuerKeys(house: {
  readonly discover: (issuer: string) => Promise<DiscoveredKeys | FetchFailure>;
  readonly clock: Clock;
}): IssuerKeys {
  const { discover, clock } = house;
  const known = new LRUCache<string, Known>({ max: ISSUERS_MAX });
  const asking = new Map<string, Promise<KeySet | FetchFailure>>();
  const places = placesFor({ all: ASKING_MAX, account: ASKING_PER_ACCOUNT_MAX });

  function ask(issuer: string, account: string, before: Known | undefined): Promise<KeySet | FetchFailure> {
    const under = asking.get(issuer);
    if (under !== undefined) return under;
    const free = places.take(account);
    if (free === undefined) return Promise.resolve(usable(before) ?? BUSY);
    const asked = discover(issuer)
      .then((answer) => {
        const after = 'failed' in answer ? failing(answer, before) : fresh(answer);
        known.set(issuer, after);
        return usable(after) ?? after.failure!;
      })
      .finally(() => {
        asking.delete(issuer);
        free();
      });
    asking.set(issuer, asked);
    return asked;
  }

  const usable = (entry: Known | undefined): KeySet | undefined =>
    entry !== undefined && clock.now() < entry.usableUntilMs ? entry.keys : undefined;

  function fresh({ keys, maxAgeSeconds = FRESH_SECONDS.usual }: DiscoveredKeys): Known {
    const nowMs = clock.now();
    const seconds = Math.min(Math.max(maxAgeSeconds, FRESH_SECONDS.min), FRESH_SECONDS.max);
    const freshUntilMs = nowMs + seconds * 1000;
    const usableUntilMs = freshUntilMs + STALE_SECONDS_MAX * 1000;
    return { keys, failure: undefined, askedAtMs: nowMs, freshUntilMs, usableUntilMs };
  }

  /** What was known stays known until it is too old; only the asking is put off. */
  function failing(failure: FetchFailure, before: Known | undefined): Known {
    const nowMs = clock.now();
    const none = { keys: undefined, freshUntilMs: nowMs, usableUntilMs: nowMs };
    return { ...none, ...before, failure, askedAtMs: nowMs };
  }

  return {
    async of(issuer, account, wanted) {
      const entry = known.get(issuer);
      const nowMs = clock.now();
      const keys = usable(entry);
      if (entry === undefined) return ask(issuer, account, entry);
      if (entry.failure !== undefined && nowMs < entry.askedAtMs + PAUSE_MS) return keys ?? entry.failure;
      if (keys === undefined || nowMs >= entry.freshUntilMs) return ask(issuer, account, entry);
      if (wanted(keys) || nowMs < entry.askedAtMs + AGAIN_MS) return keys;
      return ask(issuer, account, entry);
    },
  };
}

const BUSY: FetchFailure = { failed: 'unreachable', why: 'too many issuers are being asked' };

/** A bounded number of places, of which no account gets more than a few. `take` gives what frees it again. */
function placesFor(limits: { readonly all: number; readonly account: number }) {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    take(account: string): (() => void) | undefined {
      const own = taken.get(account) ?? 0;
      if (all >= limits.all || own >= limits.account) return undefined;
      all++;
      taken.set(account, own + 1);
      return () => {
        all--;
        const left = taken.get(account)! - 1;
        if (left === 0) taken.delete(account);
        else taken.set(account, left);
      };
    },
  };
}
