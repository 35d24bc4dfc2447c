import type { Operation } from '../../operation/operation.ts';
import { CreateVirtualMFADevice } from './create-virtual-mfa-device.ts';
import { DeactivateMFADevice } from './deactivate-mfa-device.ts';
import { DeleteVirtualMFADevice } from './delete-virtual-mfa-device.ts';
import { EnableMFADevice } from './enable-mfa-device.ts';
import { GetMFADevice } from './get-mfa-device.ts';
import { ListMFADevices, ListVirtualMFADevices } from './list-mfa-devices.ts';
import { ResyncMFADevice } from './resync-mfa-device.ts';

export const mfaOperations: readonly Operation[] = [
  CreateVirtualMFADevice,
  EnableMFADevice,
  ResyncMFADevice,
  GetMFADevice,
  ListMFADevices,
  ListVirtualMFADevices,
  DeactivateMFADevice,
  DeleteVirtualMFADevice,
];
