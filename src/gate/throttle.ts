import { LRUCache } from 'lru-cache';
import type { Clock } from '../base/clock.ts';
import { common } from '../model/fault.ts';
import type { Caller } from '../principal/caller.ts';

/**
 * How many calls an account may make: a bucket for each account and service that holds so many calls as are filled in a
 * second, and is filled without pause (sts.md 9). Throws AWS's refusal where it is empty.
 *
 * It is asked for callers who have proven who they are, and for nobody else: else whoever knows an account's number could
 * empty its bucket. A call counts for the account of its caller, wherever the role is, and for no region: any may be named in
 * a signature, and each would be a bucket more. IAM has a bucket of its own, so that an account whose programs assume
 * roles without end can still be stopped by its administrator.
 */
export type Throttle = (caller: Caller, service: string) => void;

/** Accounts whose buckets are remembered: one that is forgotten is full when it comes back. */
const BUCKETS_MAX = 20_000;

interface Bucket {
  calls: number;
  filledAtMs: number;
}

export function throttle(perSecond: number, clock: Clock): Throttle {
  const buckets = new LRUCache<string, Bucket>({ max: BUCKETS_MAX });

  return function admit({ account }, service) {
    const nowMs = clock.now();
    // An account is twelve digits, so nothing runs together.
    const name = account + service;
    let bucket = buckets.get(name);
    if (bucket === undefined) {
      bucket = { calls: perSecond, filledAtMs: nowMs };
      buckets.set(name, bucket);
    }
    // A clock that is set back fills nothing, and takes nothing away.
    const filled = (Math.max(0, nowMs - bucket.filledAtMs) * perSecond) / 1000;
    bucket.calls = Math.min(perSecond, bucket.calls + filled);
    bucket.filledAtMs = nowMs;
    if (bucket.calls < 1) throw common.Throttling('Rate exceeded');
    bucket.calls--;
  };
}
