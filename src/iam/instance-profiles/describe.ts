import type { InstanceProfile } from '../../model/generated/iam.ts';
import type { InstanceProfileRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { heldRole } from '../roles/describe.ts';
import { sortedTags, wireTags } from '../tags.ts';
import { arnOf } from './find.ts';

/** An instance profile as the lists answer it: with its role, without tags. */
export async function listedProfile(reads: Reads, profile: InstanceProfileRecord): Promise<InstanceProfile> {
  const role = profile.roleId === undefined ? undefined : await reads.roles.byId(profile.account, profile.roleId);
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: arnOf(profile),
    CreateDate: profile.createdAt,
    Roles: role === undefined ? [] : [await heldRole(reads, role)],
  };
}

/** As CreateInstanceProfile answers it. */
export const createdProfile = async (reads: Reads, profile: InstanceProfileRecord): Promise<InstanceProfile> => ({
  ...(await listedProfile(reads, profile)),
  Tags: wireTags(profile.tags),
});

/** As GetInstanceProfile answers it: an empty list where there are no tags. */
export const wholeProfile = async (reads: Reads, profile: InstanceProfileRecord): Promise<InstanceProfile> => ({
  ...(await listedProfile(reads, profile)),
  Tags: sortedTags(profile.tags),
});
