import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { iamFaults } from '../faults.ts';
import { ask, resourceTags } from '../question.ts';
import { deviceOf } from './find.ts';

/** Deletes a device that belongs to nobody. */
export const DeleteVirtualMFADevice = operation(model.DeleteVirtualMFADevice, {
  async load({ store, caller, input }) {
    const device = await store.mfa.bySerial(input.SerialNumber);
    return device?.account === caller.account ? device : undefined;
  },
  access: ({ input, found }) => ask(model.DeleteVirtualMFADevice, input.SerialNumber, resourceTags(found?.tags)),
  handle: ({ store, caller, input }) =>
    store.change(async (tx) => {
      const { account, serial, userId } = await deviceOf(tx, caller.account, input.SerialNumber);
      if (userId !== undefined) throw iamFaults.DeleteConflict('MFA VirtualDevice in use. Must deactivate first.');
      await tx.remove.mfa(account, serial);
    }),
});
