import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { askTarget, currentTarget } from '../own-user.ts';
import { deviceHeldBy } from './find.ts';
import { loadNamedHolder } from './holder.ts';

/**
 * Takes a device from its holder. The device stays, and remembers which codes it accepted and how often somebody
 * guessed: enabling it again must not open the day's guesses anew (security.md G02).
 */
export const DeactivateMFADevice = operation(model.DeactivateMFADevice, {
  load: loadNamedHolder,
  access: (given) => askTarget(model.DeactivateMFADevice, given),
  handle: ({ store, caller: { account }, input, found }) =>
    store.change(async (tx) => {
      const user = await currentTarget(tx, found);
      // Permission was asked about this holder.
      const device = await deviceHeldBy(tx, account, user?.id ?? account, input.SerialNumber);
      await tx.put.mfa({ ...device, userId: undefined, enabledAt: undefined });
    }),
});
