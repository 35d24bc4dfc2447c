import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { askTarget, currentTarget, loadUserTarget } from '../own-user.ts';
import { deviceOf, noSuchDevice } from './find.ts';

/**
 * Takes a device from its user. The device stays, and remembers which codes it accepted and how often somebody
 * guessed: enabling it again must not open the day's guesses anew (security.md G02).
 */
export const DeactivateMFADevice = operation(model.DeactivateMFADevice, {
  load: loadUserTarget,
  access: (given) => askTarget(model.DeactivateMFADevice, given),
  handle: ({ store, input, found }) =>
    store.change(async (tx) => {
      const user = (await currentTarget(tx, found))!;
      const device = await deviceOf(tx, user.account, input.SerialNumber);
      // Permission was asked about this user; somebody else's device is none of their business.
      if (device.userId !== user.id) throw noSuchDevice(input.SerialNumber);
      await tx.put.mfa({ ...device, userId: undefined, enabledAt: undefined });
    }),
});
