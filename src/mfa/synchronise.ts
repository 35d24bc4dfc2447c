import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { MfaRecord } from '../store/records.ts';
import { DRIFT_STEPS, isCode, isCodeOf, stepAt } from './totp.ts';

/** How far from where a device was last known to be its second code is looked for: some eight hours, as far as AWS looks. */
const BEHIND_STEPS = 998;
const AHEAD_STEPS = 1000;

/** What a device becomes that has shown two consecutive codes. */
export type Synchronised = Pick<MfaRecord, 'lastStep' | 'skewSteps'>;

/**
 * Finds the two consecutive codes that EnableMFADevice and ResyncMFADevice ask for, and with them how far the device's
 * clock is off; `undefined` where they are not the device's, or not fresh. Store what it gives: both codes are dead
 * from then on, and so is every earlier one (security.md G01).
 *
 * A device within the drift that every code is allowed stays as it is.
 */
export function synchronised(
  device: Synchronised,
  seed: Uint8Array,
  [code1, code2]: readonly [string, string],
  nowMs: number,
): Synchronised | undefined {
  if (!isCode(code1) || !isCode(code2)) return undefined;
  const now = stepAt(nowMs);
  const expected = now + (device.skewSteps ?? 0);
  const key = createSecretKey(seed);
  for (const offset of OFFSETS) {
    const second = expected + offset;
    // Neither code may have been accepted before.
    if (second - 1 <= device.lastStep || !mayBeCodeOf(key, second - 1, code1)) continue;
    if (isCodeOf(seed, second - 1, code1) && isCodeOf(seed, second, code2)) {
      return { lastStep: second, skewSteps: WITHIN_DRIFT.has(offset) ? device.skewSteps : second - now };
    }
  }
  return undefined;
}

const WITHIN_DRIFT: ReadonlySet<number> = new Set(DRIFT_STEPS);

/** The nearest first: most devices are where they are expected to be, and of two places that fit the nearer is meant. */
const OFFSETS: readonly number[] = Array.from(
  { length: AHEAD_STEPS + BEHIND_STEPS + 1 },
  (_, i) => i - BEHIND_STEPS,
).sort((a, b) => Math.abs(a) - Math.abs(b));

/**
 * A quick look (RFC 4226 5.3) that spares two thousand careful ones, a hundredth of a second against a tenth. It only
 * ever excludes: what it lets through is judged by `isCodeOf`. Its time tells which step is looked at, which is no secret.
 */
function mayBeCodeOf(key: KeyObject, step: number, code: string): boolean {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const value = mac.readUInt32BE(mac[19]! & 0x0f) & 0x7fffffff;
  return value % 1_000_000 === Number(code);
}
