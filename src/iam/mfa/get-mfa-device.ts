import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { askTarget, presentTarget } from '../own-user.ts';
import { deviceHeldBy } from './find.ts';
import { loadHolder } from './holder.ts';

/**
 * Describes a device of a user. AWS answers for FIDO security keys alone; here, where there are none, for the devices
 * that there are, without certifications (docs/deviations.md).
 */
export const GetMFADevice = operation(model.GetMFADevice, {
  load: loadHolder,
  access: (given) => askTarget(model.GetMFADevice, given),
  async handle({ store, caller: { account }, input, found }) {
    const user = presentTarget(found);
    const device = await deviceHeldBy(store, account, user?.id ?? account, input.SerialNumber);
    return { UserName: user?.name, SerialNumber: device.serial, EnableDate: device.enabledAt };
  },
});
