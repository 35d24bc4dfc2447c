import { instanceProfileArn } from '../../base/arn.ts';
import type { InstanceProfileRecord } from '../../store/records.ts';
import { iamFaults } from '../faults.ts';
import type { Kind } from '../kind.ts';
import { resourceTags } from '../question.ts';

export interface Named {
  readonly InstanceProfileName: string;
}

/** Instance profiles: what EC2 hands to an instance so that it becomes the role inside. */
export const instanceProfiles: Kind<Named, InstanceProfileRecord> = {
  find: (reads, account, { InstanceProfileName: name }) => reads.instanceProfiles.byName(account, name),
  arn: (account, { InstanceProfileName: name }, found) =>
    found === undefined ? instanceProfileArn(account, '/', name) : arnOf(found),
  keys: (found) => resourceTags(found?.tags),
  again: (reads, { account, id }) => reads.instanceProfiles.byId(account, id),
  missing: ({ InstanceProfileName: name }) => iamFaults.NoSuchEntity(`Instance Profile ${name} cannot be found.`),
};

export const arnOf = ({ account, path, name }: InstanceProfileRecord): string =>
  instanceProfileArn(account, path, name);

/** Said of an instance profile that holds a role, and of a role that is in one. */
export const rolesFirst = () =>
  iamFaults.DeleteConflict('Cannot delete entity, must remove roles from instance profile first.');
