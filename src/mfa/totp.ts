import { timingSafeEqual } from 'node:crypto';
import { HOTP, Secret } from 'otpauth';

/** RFC 6238 as AWS and every authenticator app use it: SHA-1, six digits, steps of 30 seconds. */
const STEP_MS = 30_000;
const DIGITS = 6;

/** A device may run one step behind or ahead (RFC 6238 5.2). */
export const DRIFT_STEPS = [-1, 0, 1] as const;

/** Six ASCII digits and nothing else. Never trimmed: each other spelling of a code would be a second use of it (security.md G01). */
const CODE = /^[0-9]{6}$/;

/**
 * The time step whose code this is, at `nowMs` and for a device whose clock is so many steps ahead; `undefined` where it
 * is none of the three that count.
 */
export function matchedStep(seed: Uint8Array, code: string, nowMs: number, skewSteps = 0): number | undefined {
  if (!isCode(code)) return undefined;
  const now = stepAt(nowMs) + skewSteps;
  const candidates = DRIFT_STEPS.map((drift) => ({ step: now + drift, matches: isCodeOf(seed, now + drift, code) }));
  // Two steps may share a code. The later one is taken, so that the code is dead afterwards whichever it was.
  return candidates.findLast(({ matches }) => matches)?.step;
}

export const isCode = (text: string): boolean => CODE.test(text);

export const stepAt = (nowMs: number): number => Math.floor(nowMs / STEP_MS);

/** The code of a step. */
export const codeAt = (seed: Uint8Array, step: number): string =>
  HOTP.generate({ secret: secretOf(seed), algorithm: 'SHA1', digits: DIGITS, counter: step });

/** Compares without telling by its time how many digits were right; every candidate is always compared. */
export const isCodeOf = (seed: Uint8Array, step: number, code: string): boolean =>
  timingSafeEqual(Buffer.from(codeAt(seed, step)), Buffer.from(code));

/** A copy: a pooled Buffer's `buffer` is larger than the seed. */
const secretOf = (seed: Uint8Array): Secret => new Secret({ buffer: Uint8Array.from(seed).buffer });
