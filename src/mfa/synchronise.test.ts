import { describe, expect, it } from 'vitest';
import { synchronised } from './synchronise.ts';
import { codeAt, matchedStep, stepAt } from './totp.ts';

const seed = Buffer.from('12345678901234567890');
const nowMs = 1_790_000_010_000;
const now = stepAt(nowMs);
const code = (drift: number): string => codeAt(seed, now + drift);
const fresh = { lastStep: 0, skewSteps: undefined };
const shown = (first: number, second: number, device: Parameters<typeof synchronised>[0] = fresh) =>
  synchronised(device, seed, [code(first), code(second)], nowMs);

describe('two consecutive codes', () => {
  it.each([
    [-2, -1, undefined],
    [-1, 0, undefined],
    [0, 1, undefined],
    [1, 2, 2],
    [-3, -2, -2],
    [9, 10, 10],
    [-999, -998, -998],
    [999, 1000, 1000],
  ])('%d and %d steps off are the device, whose clock is then %s off', (first, second, skewSteps) => {
    expect(shown(first, second)).toEqual({ lastStep: now + second, skewSteps });
  });

  it.each([
    ['no step between', 0, 0],
    ['in the wrong order', 0, -1],
    ['a step left out', -1, 1],
    ['a step left out, before', -2, 0],
    ['too far behind', -1000, -999],
    ['too far ahead', 1000, 1001],
  ])('%s: not', (_what, first, second) => {
    expect(shown(first, second)).toBeUndefined();
  });

  it.each([' 123456', '12345', '１２３４５６', '123456\n', '', '1e5', '0x1234'])('in no other spelling: %j', (odd) => {
    expect(synchronised(fresh, seed, [odd, code(0)], nowMs)).toBeUndefined();
    expect(synchronised(fresh, seed, [code(-1), odd], nowMs)).toBeUndefined();
  });
});

describe('the window', () => {
  it('lies around where the device was last seen', () => {
    const device = { lastStep: 0, skewSteps: 600 };
    expect(shown(1599, 1600, device)).toEqual({ lastStep: now + 1600, skewSteps: 1600 });
    expect(shown(1600, 1601, device)).toBeUndefined();
    expect(shown(-398, -397, device)).toEqual({ lastStep: now - 397, skewSteps: -397 });
    expect(shown(-400, -399, device)).toBeUndefined();
  });

  it.each([599, 600, 601])('leaves a device alone that is within its drift: %d', (second) => {
    expect(shown(second - 1, second, { lastStep: 0, skewSteps: 600 })?.skewSteps).toBe(600);
  });
});

describe('codes that were accepted before', () => {
  it.each([
    [-1, true],
    [0, false],
    [1, false],
    [5, false],
  ])('after the step %d', (last, isTaken) => {
    expect(shown(0, 1, { lastStep: now + last, skewSteps: undefined }) !== undefined).toBe(isTaken);
  });

  it('both are dead afterwards, for signing in and for a second time', () => {
    const device = shown(-1, 0)!;
    for (const used of [code(-1), code(0)]) {
      expect(matchedStep(seed, used, nowMs, device.skewSteps)!).toBeLessThanOrEqual(device.lastStep);
    }
    expect(shown(-1, 0, device)).toBeUndefined();
    expect(shown(0, 1, device)).toBeUndefined();
    expect(shown(1, 2, device)).toBeDefined();
  });
});
