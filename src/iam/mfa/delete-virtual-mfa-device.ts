import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { iamFaults } from '../faults.ts';
import { ask, resourceTags } from '../question.ts';
import { deviceOf, isVirtual, noSuchDevice } from './find.ts';

/** Deletes a virtual device that belongs to nobody. A hardware token is none, and stays. */
export const DeleteVirtualMFADevice = operation(model.DeleteVirtualMFADevice, {
  async load({ store, caller, input }) {
    const device = await store.mfa.bySerial(input.SerialNumber);
    return device?.account === caller.account ? device : undefined;
  },
  access: ({ input, found }) => ask(model.DeleteVirtualMFADevice, input.SerialNumber, resourceTags(found?.tags)),
  handle: ({ store, caller, input }) =>
    store.change(async (tx) => {
      const device = await deviceOf(tx, caller.account, input.SerialNumber);
      if (!isVirtual(device)) throw noSuchDevice(input.SerialNumber);
      const { account, serial, userId } = device;
      if (userId !== undefined) throw iamFaults.DeleteConflict('MFA VirtualDevice in use. Must deactivate first.');
      await tx.remove.mfa(account, serial);
    }),
});
