import { secondsOf } from '../../base/clock.ts';
import * as model from '../../model/generated/iam.ts';
import { type Informed, operation } from '../../operation/operation.ts';
import type { PolicyRecord } from '../../store/records.ts';
import type { Transaction } from '../../store/store.ts';
import { acceptable, quotaSize } from '../documents.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { describedVersion, noSuchVersion, onPolicy, presentPolicy } from './get-policy.ts';

/**
 * Adds a version to a managed policy. Versions are numbered in the order in which they are made, and the number of one
 * that was deleted is never used again.
 */
export const CreatePolicyVersion = operation(model.CreatePolicyVersion, {
  ...onPolicy(model.CreatePolicyVersion),
  handle: (given) => {
    const { PolicyDocument: text, SetAsDefault: isDefault = false } = given.input;
    const { quotas, clock } = given;
    presentPolicy(given);
    acceptable(text, 'identity');
    if (quotaSize(text) > quotas.managedPolicySize) throw quotaExceeded('PolicySize', quotas.managedPolicySize);
    return changingPolicy(given, async (tx, policy) => {
      const most = quotas.versionsPerPolicy;
      if ((await tx.policies.versions(policy.id)).length >= most) throw tooManyVersions(most);
      const now = secondsOf(clock);
      const version = { policyId: policy.id, version: `v${policy.nextVersion}`, text, createdAt: now };
      const after: PolicyRecord = {
        ...policy,
        nextVersion: policy.nextVersion + 1,
        updatedAt: now,
        ...(isDefault && { defaultVersion: version.version }),
      };
      await tx.put.policyVersion(policy.account, version);
      await tx.put.policy(after);
      return { PolicyVersion: describedVersion(version, after) };
    });
  },
});

/** Deletes a version that is not the default one: that one goes with its policy. */
export const DeletePolicyVersion = operation(model.DeletePolicyVersion, {
  ...onPolicy(model.DeletePolicyVersion),
  handle: (given) =>
    changingVersion(given, async (tx, policy, version) => {
      if (version === policy.defaultVersion) {
        throw iamFaults.DeleteConflict('Cannot delete the default version of a policy.');
      }
      await tx.remove.policyVersion(policy.account, policy.id, version);
    }),
});

/** Puts a version in force for all who have the policy: users, groups and roles, and sessions that were given it. */
export const SetDefaultPolicyVersion = operation(model.SetDefaultPolicyVersion, {
  ...onPolicy(model.SetDefaultPolicyVersion),
  handle: (given) =>
    changingVersion(given, (tx, policy, version) => tx.put.policy({ ...policy, defaultVersion: version })),
});

type Given<Input> = Pick<Informed<Input, PolicyRecord | undefined, unknown>, 'input' | 'found' | 'store'>;

/** The policy is read again by its id: one that was made anew under the same ARN is another policy. */
function changingPolicy<T>(
  given: Given<{ readonly PolicyArn: string }>,
  work: (tx: Transaction, policy: PolicyRecord) => Promise<T>,
): Promise<T> {
  const { account, id } = presentPolicy(given);
  return given.store.change(async (tx) =>
    work(tx, presentPolicy({ ...given, found: await tx.policies.byId(account, id) })),
  );
}

function changingVersion(
  given: Given<{ readonly PolicyArn: string; readonly VersionId: string }>,
  work: (tx: Transaction, policy: PolicyRecord, version: string) => Promise<void>,
): Promise<void> {
  const { input, found } = given;
  // Of a policy that does not exist AWS says the same as of a version that does not.
  if (found === undefined) throw noSuchVersion(input);
  return changingPolicy(given, async (tx, policy) => {
    const version = await tx.policies.version(policy.id, input.VersionId);
    if (version === undefined) throw noSuchVersion(input);
    await work(tx, policy, version.version);
  });
}

const tooManyVersions = (most: number) =>
  iamFaults.LimitExceeded(
    `A managed policy can have up to ${most} versions. Before you create a new version, you must delete an existing version.`,
  );
