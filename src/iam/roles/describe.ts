import { roleArn } from '../../base/arn.ts';
import type { Role } from '../../model/generated/iam.ts';
import type { RoleRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { encoded } from '../documents.ts';
import { wireTags } from '../tags.ts';
import { describedBoundary } from '../users/describe.ts';
import { renderedTrust } from './trust.ts';

/*
 * AWS answers four different cuts of a role (as recorded, February 2026): each operation takes the one it needs.
 */

/** As UpdateRoleDescription answers. */
export const describedRole = async (reads: Reads, role: RoleRecord): Promise<Role> => ({
  ...(await skeleton(reads, role)),
  Description: role.description,
});

/** As an instance profile shows the role in it. */
export const heldRole = skeleton;

/** As CreateRole answers: neither description nor maximum session. */
export const createdRole = async (reads: Reads, role: RoleRecord): Promise<Role> => ({
  ...(await skeleton(reads, role)),
  PermissionsBoundary: describedBoundary(role.boundaryArn),
  Tags: wireTags(role.tags),
});

/** As ListRoles answers: neither tags nor boundary. */
export const listedRole = async (reads: Reads, role: RoleRecord): Promise<Role> => ({
  ...(await describedRole(reads, role)),
  MaxSessionDuration: role.maxSessionSeconds,
});

/** As GetRole answers: all there is. The use of a role that was never seen is an empty element, as at AWS. */
export const wholeRole = async (reads: Reads, role: RoleRecord): Promise<Role> => ({
  ...(await listedRole(reads, role)),
  PermissionsBoundary: describedBoundary(role.boundaryArn),
  Tags: wireTags(role.tags),
  RoleLastUsed: await lastUsed(reads, role),
});

async function skeleton(reads: Reads, { account, path, name, id, createdAt, trust }: RoleRecord): Promise<Role> {
  return {
    Path: path,
    RoleName: name,
    RoleId: id,
    Arn: roleArn(account, path, name),
    CreateDate: createdAt,
    AssumeRolePolicyDocument: encoded(await renderedTrust(reads, trust)),
  };
}

/** Of a role that was never seen in use an empty element, as at AWS. */
export async function lastUsed(reads: Reads, { account, id }: RoleRecord): Promise<NonNullable<Role['RoleLastUsed']>> {
  const seen = await reads.usages.one(account, id, 'role');
  return seen === undefined ? {} : { LastUsedDate: seen.at, Region: seen.region };
}
