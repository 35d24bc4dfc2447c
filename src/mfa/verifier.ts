import { type Clock, secondsOf } from '../base/clock.ts';
import type { MfaRecord } from '../store/records.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { SecretBox } from '../token/secret-box.ts';
import { afterFailure, isLocked } from './lock.ts';
import { matchedStep } from './totp.ts';
import type { MfaAttempt, MfaVerifier } from './verify.ts';

interface Tools {
  readonly store: Pick<Store, 'mfa' | 'change'>;
  readonly secrets: SecretBox;
  readonly clock: Clock;
}

/**
 * Verifies one-time passwords. Judging a code, marking its step and counting a failure are one transaction of the
 * verifier's own, so that
 * - of any number of rivals with one code, on any number of nodes, one is accepted (security.md G04);
 * - a hundred guesses sent at once are counted one by one, and the lock closes before the sixth is looked at (G02);
 * - a failure stays counted whatever becomes of the call that brought it (G03).
 */
export function mfaVerifier({ store, secrets, clock }: Tools): MfaVerifier {
  return {
    async verify(attempt) {
      // A look without a write: calls against a locked or foreign device must not keep the database busy.
      const seen = await store.mfa.bySerial(attempt.serial);
      if (!isDeviceOf(seen, attempt)) return 'unknown-device';
      if (isLocked(seen, secondsOf(clock))) return 'refused';
      return store.change((tx) => judge(tx, attempt));
    },
  };

  async function judge(tx: Transaction, attempt: MfaAttempt): ReturnType<MfaVerifier['verify']> {
    // Read again: what was seen outside may be older than somebody else's failure.
    const device = await tx.mfa.bySerial(attempt.serial);
    if (!isDeviceOf(device, attempt)) return 'unknown-device';
    const now = secondsOf(clock);
    if (isLocked(device, now)) return 'refused';
    const step = matchedStep(openSeed(device), attempt.code, clock.now(), device.skewSteps);
    // By the stored serial, never by the spelling that was sent: aliases share one step and one counter (G05).
    if (step !== undefined && (await tx.acceptMfaStep(device.serial, step, now))) return 'accepted';
    await tx.put.mfa({ ...device, ...afterFailure(device, now) });
    return 'refused';
  }

  function openSeed(device: MfaRecord): Buffer {
    const seed = secrets.open(device.sealedSeed, seedContext(device));
    // Not the caller's failing, and never to be counted as one: the row was tampered with, or the root key is another.
    if (seed === undefined) throw new Error(`the seed of \`${device.serial}\` does not open under any known root key`);
    return seed;
  }
}

/** What a device's seed is bound to. Whoever seals a seed seals it with this. */
export const seedContext = ({ serial, account }: Pick<MfaRecord, 'serial' | 'account'>) =>
  ({ table: 'mfa_devices', column: 'sealed_seed', id: serial, account }) as const;

function isDeviceOf(device: MfaRecord | undefined, attempt: MfaAttempt): device is MfaRecord {
  return (
    device !== undefined &&
    device.enabledAt !== undefined &&
    device.account === attempt.account &&
    device.userId === attempt.userId
  );
}
