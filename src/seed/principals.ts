import { asciiLower } from '../base/ascii.ts';
import { renderedTrust } from '../iam/roles/trust.ts';
import * as model from '../model/generated/iam.ts';
import { bringAccessKeys } from './access-keys.ts';
import { boundaryArn, bringMarks, bringPoliciesOf, groups, roles, users } from './holders.ts';
import { sameDocument } from './json-text.ts';
import { bringLoginProfile } from './login-profile.ts';
import { bringMfaDevices } from './mfa-devices.ts';
import type { AccountSeed, UserSeed } from './schema.ts';
import { wireTagsOf } from './tags.ts';
import { each, SeedRefusal, type Work } from './work.ts';
import type { Path } from './yaml.ts';

/** Makes the groups of an account be as the seed says. */
export async function bringGroups(work: Work, account: string, at: Path, { groups: wanted }: AccountSeed) {
  for (const [name, group, path] of each([...at, 'groups'], wanted)) {
    const found = await work.tx.groups.byName(account, name);
    const details: string[] = [];
    if (found === undefined) await work.do(account, path, model.CreateGroup, { GroupName: name, Path: group.path });
    else if (group.path !== undefined && group.path !== found.path) {
      await work.do(account, path, model.UpdateGroup, { GroupName: name, NewPath: group.path });
      details.push('path');
    }
    const made = (await work.tx.groups.byName(account, name))!;
    details.push(...(await bringPoliciesOf(work, groups, made, path, group)));
    report(work, account, `group ${name}`, found, details);
  }
}

/** Makes the users of an account be as the seed says, with their memberships and credentials. */
export async function bringUsers(work: Work, account: string, at: Path, { users: wanted }: AccountSeed) {
  for (const [name, user, path] of each([...at, 'users'], wanted)) {
    const found = await work.tx.users.byName(account, name);
    const details: string[] = [];
    if (found === undefined) {
      await work.do(account, path, model.CreateUser, {
        UserName: name,
        Path: user.path,
        PermissionsBoundary: (await boundaryArn(work, account, path, user)) ?? undefined,
        Tags: wireTagsOf(user.tags),
      });
    } else {
      if (user.path !== undefined && user.path !== found.path) {
        await work.do(account, path, model.UpdateUser, { UserName: name, NewPath: user.path });
        details.push('path');
      }
      details.push(...(await bringMarks(work, users, found, path, user)));
    }
    const made = (await work.tx.users.byName(account, name))!;
    details.push(...(await bringPoliciesOf(work, users, made, path, user)));
    details.push(...(await bringMemberships(work, account, made.id, name, path, user)));
    report(work, account, `user ${name}`, found, details);

    const owner = { account, userId: made.id, userName: name };
    await bringLoginProfile(work, owner, [...path, 'login-profile'], user['login-profile']);
    await bringAccessKeys(work, owner, [...path, 'access-keys'], user['access-keys']);
    await bringMfaDevices(work, owner, [...path, 'mfa-devices'], user['mfa-devices']);
  }
}

async function bringMemberships(
  work: Work,
  account: string,
  userId: string,
  UserName: string,
  at: Path,
  { groups: wanted }: UserSeed,
): Promise<readonly string[]> {
  if (wanted === undefined) return [];
  const details: string[] = [];
  const now = await work.tx.groups.list(account, { member: userId, limit: MANY });
  const isIn = (list: readonly string[], name: string) => list.some((one) => asciiLower(one) === asciiLower(name));
  for (const { name: GroupName } of work.prune ? now : []) {
    if (isIn(wanted, GroupName)) continue;
    await work.do(account, [...at, 'groups'], model.RemoveUserFromGroup, { GroupName, UserName });
    details.push(`out of group ${GroupName}`);
  }
  const names = now.map(({ name }) => name);
  for (const [i, GroupName] of wanted.entries()) {
    if (isIn(names, GroupName)) continue;
    await work.do(account, [...at, 'groups', i], model.AddUserToGroup, { GroupName, UserName });
    details.push(`group ${GroupName}`);
  }
  return details;
}

/** More than any quota lets an account have. */
export const MANY = 1_000_000;

/**
 * Makes the roles of an account be as the seed says, but for whom they trust: roles may trust each other, so all of them
 * have to be there before the first can say so. Until then, inside the transaction, a new one trusts nobody.
 */
export async function bringRoles(work: Work, account: string, at: Path, { roles: wanted }: AccountSeed) {
  for (const [name, role, path] of each([...at, 'roles'], wanted)) {
    const found = await work.tx.roles.byName(account, name);
    const details: string[] = [];
    const boundary = await boundaryArn(work, account, path, role);
    if (found === undefined) {
      await work.do(account, path, model.CreateRole, {
        RoleName: name,
        AssumeRolePolicyDocument: NOBODY,
        Path: role.path,
        Description: role.description,
        MaxSessionDuration: role['max-session-seconds'],
        PermissionsBoundary: boundary ?? undefined,
        Tags: wireTagsOf(role.tags),
      });
    } else {
      if (role.path !== undefined && role.path !== found.path)
        throw new SeedRefusal(
          [...path, 'path'],
          `role ${name} stands under the path ${found.path}, which cannot change`,
        );
      const seconds = role['max-session-seconds'] ?? found.maxSessionSeconds;
      const description = role.description ?? found.description;
      if (seconds !== found.maxSessionSeconds || description !== found.description) {
        await work.do(account, path, model.UpdateRole, {
          RoleName: name,
          Description: description,
          MaxSessionDuration: seconds,
        });
        details.push(seconds === found.maxSessionSeconds ? 'description' : 'max-session-seconds');
      }
      details.push(...(await bringMarks(work, roles, found, path, role)));
    }
    const made = (await work.tx.roles.byName(account, name))!;
    if (found === undefined) work.newRoles.add(made.id);
    details.push(...(await bringPoliciesOf(work, roles, made, path, role)));
    report(work, account, `role ${name}`, found, details);
  }
}

/** A trust policy that everybody is refused by. */
export const NOBODY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"}]}';

/** Makes the trust of an account's roles be as the seed says: bound to who bears the names at this moment. */
export async function bringTrust(work: Work, account: string, at: Path, { roles: wanted }: AccountSeed) {
  for (const [name, , path] of each([...at, 'roles'], wanted)) {
    const text = work.read.document([...path, 'trust']);
    const { id, trust } = (await work.tx.roles.byName(account, name))!;
    if (sameDocument(await renderedTrust(work.tx, trust), text)) continue;
    await work.do(account, [...path, 'trust'], model.UpdateAssumeRolePolicy, { RoleName: name, PolicyDocument: text });
    if (!work.newRoles.has(id)) work.changes.push({ sign: '~', account, what: `role ${name}`, detail: 'trust' });
  }
}

function report(work: Work, account: string, what: string, found: unknown, details: readonly string[]): void {
  if (found === undefined) work.changes.push({ sign: '+', account, what });
  else if (details.length > 0) work.changes.push({ sign: '~', account, what, detail: details.join(', ') });
}
