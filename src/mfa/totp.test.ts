import { describe, expect, it } from 'vitest';
import { codeAt, matchedStep, stepAt } from './totp.ts';

/** The seed of RFC 6238 appendix B for SHA-1. */
const seed = Buffer.from('12345678901234567890');

describe('codes of RFC 6238 appendix B, last six digits', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %d s: %s', (seconds, code) => {
    expect(codeAt(seed, stepAt(seconds * 1000))).toBe(code);
    expect(matchedStep(seed, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
  });
});

it('gives the codes of RFC 4226 appendix D', () => {
  const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
  expect(codes.map((_code, step) => codeAt(seed, step))).toEqual(codes);
});

describe('matchedStep', () => {
  const nowMs = 1_790_000_010_000;
  const now = stepAt(nowMs);

  it.each([
    [-3, undefined],
    [-2, undefined],
    [-1, now - 1],
    [0, now],
    [1, now + 1],
    [2, undefined],
    [3, undefined],
  ])('a code %d steps off', (drift, step) => {
    expect(matchedStep(seed, codeAt(seed, now + drift), nowMs)).toBe(step);
  });

  it.each([
    [-9, undefined],
    [-8, -8],
    [-7, -7],
    [-6, -6],
    [-5, undefined],
    [0, undefined],
  ])('of a clock seven steps behind, a code %d steps off', (drift, step) => {
    const found = matchedStep(seed, codeAt(seed, now + drift), nowMs, -7);
    expect(found).toBe(step === undefined ? undefined : now + step);
  });

  it('changes at the second, not before', () => {
    const code = codeAt(seed, now);
    const end = (now + 2) * 30_000;
    expect(matchedStep(seed, code, end - 1)).toBe(now);
    expect(matchedStep(seed, code, end)).toBeUndefined();
  });

  it('takes the later of two steps that share a code', () => {
    // The first step of this seed whose code comes back two steps later, found by searching.
    const step = 153_567;
    expect(codeAt(seed, step)).toBe(codeAt(seed, step + 2));
    expect(matchedStep(seed, codeAt(seed, step), (step + 1) * 30_000)).toBe(step + 2);
  });

  it('needs a seed whose memory is its own', () => {
    const pool = Buffer.concat([Buffer.alloc(7, 1), seed, Buffer.alloc(9, 2)]);
    expect(codeAt(pool.subarray(7, 7 + seed.length), 1)).toBe(codeAt(seed, 1));
  });
});
