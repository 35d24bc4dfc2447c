import { asciiLower } from '../../base/ascii.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import type { MfaRecord } from '../../store/records.ts';
import { askTarget, presentTarget } from '../own-user.ts';
import { listPage, storePage } from '../paging.ts';
import { ask } from '../question.ts';
import { listedDevice } from './describe.ts';
import { isVirtual } from './find.ts';
import { loadHolder } from './holder.ts';

/** Lists the devices of a user; for root without a user name, its own. */
export const ListMFADevices = operation(model.ListMFADevices, {
  load: loadHolder,
  access: (given) => askTarget(model.ListMFADevices, given),
  async handle(given) {
    const user = presentTarget(given.found);
    const { account } = given.caller;
    const devices = await given.store.mfa.of(account, user?.id ?? account);
    const { items, ...listed } = listPage(given, model.ListMFADevices, devices, ({ name }) => asciiLower(name));
    return { MFADevices: items.map((device) => describedDevice(device, user?.name)), ...listed };
  },
});

/** Root has no user name. A device that belongs to somebody has been enabled. */
const describedDevice = ({ serial, enabledAt }: MfaRecord, userName: string | undefined): model.MFADevice => ({
  UserName: userName as string,
  SerialNumber: serial,
  EnableDate: enabledAt as number,
});

/**
 * Lists the account's virtual devices. Hardware tokens and what is not asked for are left out of a page, which may so
 * come out shorter than MaxItems although more follow.
 */
export const ListVirtualMFADevices = operation(model.ListVirtualMFADevices, {
  access: ({ caller }) => ask(model.ListVirtualMFADevices, `arn:aws:iam::${caller.account}:mfa/`),
  async handle(given) {
    const { store, caller, input } = given;
    const { items, ...listed } = await storePage(
      given,
      model.ListVirtualMFADevices,
      (page) => store.mfa.list(caller.account, page),
      ({ name }) => asciiLower(name),
    );
    const isWanted = ASSIGNMENTS[input.AssignmentStatus ?? 'Any'];
    const devices: model.VirtualMFADevice[] = [];
    for (const device of items.filter((device) => isVirtual(device) && isWanted(device)))
      devices.push(await listedDevice(store, device));
    return { VirtualMFADevices: devices, ...listed };
  },
});

const ASSIGNMENTS: Readonly<Record<model.assignmentStatusType, (device: MfaRecord) => boolean>> = {
  Any: () => true,
  Assigned: ({ userId }) => userId !== undefined,
  Unassigned: ({ userId }) => userId === undefined,
};
