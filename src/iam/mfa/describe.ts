import { rootArn } from '../../base/arn.ts';
import type { User, VirtualMFADevice } from '../../model/generated/iam.ts';
import type { MfaRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { listedUser } from '../users/describe.ts';

/** A device as ListVirtualMFADevices answers it: with the user it is enabled for, never with its seed. */
export const listedDevice = async (reads: Reads, device: MfaRecord): Promise<VirtualMFADevice> => ({
  SerialNumber: device.serial,
  User: await holderOf(reads, device),
  EnableDate: device.enabledAt,
});

async function holderOf(reads: Reads, { account, userId }: MfaRecord): Promise<User | undefined> {
  if (userId === undefined) return undefined;
  const user = await reads.users.byId(account, userId);
  if (user !== undefined) return listedUser(user);
  // Root is no user; AWS shows its number and its ARN.
  const root: Partial<User> = { UserId: account, Arn: rootArn(account) };
  return root as User;
}
