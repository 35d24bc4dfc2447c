import { describe, expect, it } from 'vitest';
import { afterFailure, type Guesses, isLocked } from './lock.ts';

const DAY = 24 * 60 * 60;
const midnight = 20_000 * DAY;
const fresh: Guesses = { failures: 0, lockedUntil: 0, guessDay: 0, guesses: 0 };

/** Fails as soon as a guess is looked at again, `times` times; gives the seconds of each lock. */
function locks(times: number, start: number): number[] {
  let device = fresh;
  let now = start;
  return Array.from({ length: times }, () => {
    // A day that is used up is not what is measured here.
    device = { ...afterFailure(device, now), guesses: 0 };
    const seconds = Math.max(0, device.lockedUntil - now);
    now += seconds;
    return seconds;
  });
}

it('locks from the fifth failure on, each time twice as long, up to six hours', () => {
  expect(locks(17, midnight)).toEqual([
    0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360, 21_600, 21_600, 21_600,
  ]);
});

it('stays at six hours however often it fails', () => {
  expect(locks(2000, midnight).at(-1)).toBe(21_600);
});

it('is locked up to the last second, and open from then on', () => {
  const device = { ...fresh, lockedUntil: midnight + 30 };
  expect([29, 30, 31].map((seconds) => isLocked(device, midnight + seconds))).toEqual([true, false, false]);
});

describe('thirty guesses a UTC day', () => {
  const guessed = (guesses: number, now: number): Guesses => ({ ...fresh, guessDay: Math.floor(now / DAY), guesses });

  it.each([
    ['29 today', guessed(29, midnight), midnight, false],
    ['30 today', guessed(30, midnight), midnight, true],
    ['30 today, seen in its last second', guessed(30, midnight), midnight + DAY - 1, true],
    ['30 yesterday', guessed(30, midnight), midnight + DAY, false],
    ['30 on a day that a clock set back has not reached yet', guessed(30, midnight + DAY), midnight, true],
  ])('%s', (_name, device, now, locked) => {
    expect(isLocked(device, now)).toBe(locked);
  });

  it('are counted anew each day, and on the later day where the clock was set back', () => {
    expect(afterFailure(guessed(7, midnight), midnight + DAY)).toMatchObject({ guesses: 1, guessDay: 20_001 });
    expect(afterFailure(guessed(7, midnight), midnight)).toMatchObject({ guesses: 8, guessDay: 20_000 });
    expect(afterFailure(guessed(7, midnight + DAY), midnight)).toMatchObject({ guesses: 8, guessDay: 20_001 });
  });

  it('are all that somebody gets who tries every second for a week', () => {
    let device = fresh;
    const looked = new Map<number, number>();
    for (let now = midnight; now < midnight + 7 * DAY; now++) {
      if (isLocked(device, now)) continue;
      device = afterFailure(device, now);
      looked.set(Math.floor(now / DAY), (looked.get(Math.floor(now / DAY)) ?? 0) + 1);
    }
    const most = Math.max(...looked.values());
    expect(most).toBeLessThanOrEqual(30);
    // Three of 10^6 codes count at any time: at most 10^-4 a day (security.md G02).
    expect((most * 3) / 1e6).toBeLessThanOrEqual(1e-4);
  });
});
