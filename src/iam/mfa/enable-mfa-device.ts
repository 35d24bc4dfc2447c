import { secondsOf } from '../../base/clock.ts';
import { synchronised } from '../../mfa/synchronise.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { askTarget, currentTarget } from '../own-user.ts';
import { deviceOf, invalidCodes, seedOf } from './find.ts';
import { loadHolder } from './holder.ts';

/**
 * Gives a device, virtual or a hardware token, to a user or to root who shows two consecutive codes of it. Both are
 * dead afterwards, and so is every code that the device had accepted for an earlier holder (security.md 4.3).
 */
export const EnableMFADevice = operation(model.EnableMFADevice, {
  load: loadHolder,
  access: (given) => askTarget(model.EnableMFADevice, given),
  handle: ({ store, caller: { account }, input, found, secrets, clock, quotas }) =>
    store.change(async (tx) => {
      const user = await currentTarget(tx, found);
      const holderId = user?.id ?? account;
      const device = await deviceOf(tx, account, input.SerialNumber);
      if (device.userId === holderId) {
        throw iamFaults.EntityAlreadyExists(`MFA Device for user ${user?.name ?? account} already exists.`);
      }
      if (device.userId !== undefined) throw iamFaults.EntityAlreadyExists('MFA Device is already in use.');
      const quota = quotas.mfaDevicesPerUser;
      if ((await tx.mfa.of(account, holderId)).length >= quota) throw quotaExceeded('MFADevicesPerUser', quota);

      const codes = [input.AuthenticationCode1, input.AuthenticationCode2] as const;
      const shown = synchronised(device, seedOf(secrets, device), codes, clock.now());
      if (shown === undefined) throw invalidCodes();
      await tx.put.mfa({ ...device, ...shown, userId: holderId, enabledAt: secondsOf(clock) });
    }),
});
