import { describe, expect, it } from 'vitest';
import { fixedClock } from '../base/clock.ts';
import type { Caller } from '../principal/caller.ts';
import { throttle } from './throttle.ts';

const of = (account: string) => ({ account }) as Caller;
const A = of('111122223333');
const B = of('444455556666');

function opened(perSecond: number) {
  const clock = fixedClock(1_000_000);
  const admit = throttle(perSecond, clock);
  /** How many of so many calls pass. */
  const pass = (calls: number, caller = A, service = 'sts') => {
    let passed = 0;
    for (let i = 0; i < calls; i++)
      try {
        admit(caller, service);
        passed++;
      } catch (error) {
        expect(error).toMatchObject({ code: 'Throttling', status: 400, text: 'Rate exceeded' });
      }
    return passed;
  };
  return { clock, pass };
}

describe('throttle', () => {
  it.each([1, 2, 600, 100_000])('lets %i calls of one moment pass, and as many each second after', (perSecond) => {
    const { clock, pass } = opened(perSecond);
    expect(pass(perSecond + 5)).toBe(perSecond);
    for (let second = 0; second < 3; second++) {
      clock.advance(1000);
      expect(pass(perSecond + 5)).toBe(perSecond);
    }
  });

  it('fills without pause, and to the brim only', () => {
    const { clock, pass } = opened(10);
    expect(pass(20)).toBe(10);
    clock.advance(99);
    expect(pass(1)).toBe(0);
    clock.advance(1);
    expect(pass(5)).toBe(1);
    clock.advance(250);
    expect(pass(5)).toBe(2);
    clock.advance(3_600_000);
    expect(pass(50)).toBe(10);
  });

  it('has a bucket for each account and service', () => {
    const { pass } = opened(3);
    expect(pass(9)).toBe(3);
    expect(pass(9, B)).toBe(3);
    expect(pass(9, A, 'iam')).toBe(3);
    expect(pass(1)).toBe(0);
  });

  it('takes nothing for a refusal, and a clock that is set back gives nothing', () => {
    const { clock, pass } = opened(4);
    expect(pass(1000)).toBe(4);
    clock.advance(-5000);
    expect(pass(9)).toBe(0);
    clock.advance(250);
    expect(pass(9)).toBe(1);
  });
});
