import type {
  GroupDetail,
  ManagedPolicyDetail,
  PolicyDetail,
  RoleDetail,
  UserDetail,
} from '../../model/generated/iam.ts';
import type { GroupRecord, PolicyRecord, RoleRecord, UserRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { attachedPolicies } from '../attachments.ts';
import { encoded } from '../documents.ts';
import { describedGroup } from '../groups/describe.ts';
import { listedProfile } from '../instance-profiles/describe.ts';
import { listedPolicy } from '../policies/describe.ts';
import { type Shelves, shelfOf } from '../policies/find.ts';
import { describedVersion } from '../policies/get-policy.ts';
import { heldRole, lastUsed } from '../roles/describe.ts';
import { sortedTags } from '../tags.ts';
import { describedBoundary, listedUser } from '../users/describe.ts';

/*
 * What GetAccountAuthorizationDetails tells of each kind, as recorded of AWS in February 2026: lists are there when they
 * are empty, but for the inline policies of a user.
 */

export async function userDetail(reads: Reads, user: UserRecord): Promise<UserDetail> {
  const { account, id, boundaryArn, tags } = user;
  const inline = await inlineDetails(reads, id);
  const groups = await reads.groups.list(account, { member: id, limit: await reads.groups.countOf(id) });
  return {
    ...listedUser(user),
    UserPolicyList: inline.length === 0 ? undefined : inline,
    GroupList: groups.map(({ name }) => name),
    AttachedManagedPolicies: await attachedPolicies(reads, id),
    PermissionsBoundary: describedBoundary(boundaryArn),
    Tags: sortedTags(tags),
  };
}

export const groupDetail = async (reads: Reads, group: GroupRecord): Promise<GroupDetail> => ({
  ...describedGroup(group),
  GroupPolicyList: await inlineDetails(reads, group.id),
  AttachedManagedPolicies: await attachedPolicies(reads, group.id),
});

export async function roleDetail(reads: Reads, role: RoleRecord): Promise<RoleDetail> {
  const { account, id, boundaryArn, tags } = role;
  const profiles = await reads.instanceProfiles.list(account, { role: id, limit: PROFILES_MAX });
  return {
    ...(await heldRole(reads, role)),
    InstanceProfileList: await Promise.all(profiles.map((profile) => listedProfile(reads, profile))),
    RolePolicyList: await inlineDetails(reads, id),
    AttachedManagedPolicies: await attachedPolicies(reads, id),
    PermissionsBoundary: describedBoundary(boundaryArn),
    Tags: sortedTags(tags),
    RoleLastUsed: await lastUsed(reads, role),
  };
}

/** A role is in as many instance profiles as one likes; here it shows no more of them than a list would. */
const PROFILES_MAX = 1000;

/** With all its versions, the newest first. Its uses are those by this account, whoever owns it. */
export async function policyDetail(
  shelves: Shelves,
  policy: PolicyRecord,
  account: string,
): Promise<ManagedPolicyDetail> {
  const versions = await shelfOf(shelves, policy).versions(policy.id);
  return {
    ...(await listedPolicy(shelves.store, policy, account)),
    Description: policy.description,
    PolicyVersionList: [...versions]
      .reverse()
      .map((version) => ({ Document: encoded(version.text), ...describedVersion(version, policy) })),
  };
}

async function inlineDetails(reads: Reads, ownerId: string): Promise<PolicyDetail[]> {
  return (await reads.inline.of(ownerId)).map(({ name, text }) => ({
    PolicyName: name,
    PolicyDocument: encoded(text),
  }));
}
