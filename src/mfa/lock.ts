import type { MfaRecord } from '../store/records.ts';

/** What a device remembers of wrong codes. All times are whole seconds since the Unix epoch. */
export type Guesses = Pick<MfaRecord, 'failures' | 'lockedUntil' | 'guessDay' | 'guesses'>;

/** From this failure in a row on, each locks the device (decisions.md, Sessions). */
const FAILURES_TO_LOCK = 5;
const FIRST_LOCK_SECONDS = 30;
const LONGEST_LOCK_SECONDS = 6 * 60 * 60;

/**
 * Each guess meets one of three codes in 10^6: thirty a day keep the chance below 10^-4 (security.md G02), also for
 * somebody who waits out every lock.
 */
const GUESSES_A_DAY = 30;
const DAY_SECONDS = 24 * 60 * 60;

/** Whether no code counts now, not even the right one. */
export const isLocked = (device: Guesses, now: number): boolean =>
  now < device.lockedUntil || guessesToday(device, now) >= GUESSES_A_DAY;

/** The counters after one more wrong code. The lock doubles with each failure beyond the fifth. */
export function afterFailure(device: Guesses, now: number): Guesses {
  const failures = device.failures + 1;
  const doublings = failures - FAILURES_TO_LOCK;
  const lockSeconds = doublings < 0 ? 0 : Math.min(FIRST_LOCK_SECONDS * 2 ** doublings, LONGEST_LOCK_SECONDS);
  return {
    failures,
    lockedUntil: lockSeconds === 0 ? device.lockedUntil : now + lockSeconds,
    guessDay: Math.max(device.guessDay, dayOf(now)),
    guesses: guessesToday(device, now) + 1,
  };
}

/** A clock that was set back does not open a day that is used up. */
const guessesToday = (device: Guesses, now: number): number => (device.guessDay >= dayOf(now) ? device.guesses : 0);

const dayOf = (now: number): number => Math.floor(now / DAY_SECONDS);
