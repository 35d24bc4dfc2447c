import { secondsOf } from '../../base/clock.ts';
import { afterFailure, isLocked } from '../../mfa/lock.ts';
import { synchronised } from '../../mfa/synchronise.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { askTarget, currentTarget } from '../own-user.ts';
import { deviceHeldBy, invalidCodes, seedOf } from './find.ts';
import { loadHolder } from './holder.ts';

/**
 * Finds out anew how far the clock of an enabled device is off, by two consecutive codes of it. Both are dead afterwards.
 *
 * They are looked for in a window of two thousand steps, so guesses are counted and the device is locked as by wrong
 * codes elsewhere; a failure is on record before it is answered (security.md G02, G03).
 */
export const ResyncMFADevice = operation(model.ResyncMFADevice, {
  load: loadHolder,
  access: (given) => askTarget(model.ResyncMFADevice, given),
  async handle({ store, caller: { account }, input, found, secrets, clock }) {
    const isSynchronised = await store.change(async (tx) => {
      const user = await currentTarget(tx, found);
      const device = await deviceHeldBy(tx, account, user?.id ?? account, input.SerialNumber);
      const now = secondsOf(clock);
      if (isLocked(device, now)) return false;
      const codes = [input.AuthenticationCode1, input.AuthenticationCode2] as const;
      const shown = synchronised(device, seedOf(secrets, device), codes, clock.now());
      await tx.put.mfa({ ...device, ...(shown ? { ...shown, failures: 0 } : afterFailure(device, now)) });
      return shown !== undefined;
    });
    // Not thrown in the change, which would take the count of the failure back.
    if (!isSynchronised) throw invalidCodes();
  },
});
