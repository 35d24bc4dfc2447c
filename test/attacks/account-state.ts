import type {
  AccessKeyRecord,
  AccountRecord,
  AttachmentRecord,
  GroupRecord,
  InlinePolicyRecord,
  PolicyRecord,
  PolicyVersionRecord,
  RoleRecord,
  UserRecord,
} from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';

/** All that decides rights in one account, so that a search can come back to where it was. */
export interface AccountState {
  readonly account: AccountRecord;
  readonly users: readonly UserRecord[];
  readonly roles: readonly RoleRecord[];
  readonly groups: readonly GroupRecord[];
  readonly members: readonly (readonly [group: string, user: string])[];
  readonly policies: readonly PolicyRecord[];
  readonly versions: readonly PolicyVersionRecord[];
  readonly inline: readonly InlinePolicyRecord[];
  readonly attachments: readonly AttachmentRecord[];
  readonly keys: readonly AccessKeyRecord[];
}

const EVERYTHING = { limit: 1000 };

export async function readAccount(store: Store, id: string): Promise<AccountState> {
  const account = (await store.accounts.byId(id))!;
  const users = await store.users.list(id, EVERYTHING);
  const roles = await store.roles.list(id, EVERYTHING);
  const groups = await store.groups.list(id, EVERYTHING);
  const policies = await store.policies.list(id, EVERYTHING);
  const owners = [...users, ...roles, ...groups];
  const members: [string, string][] = [];
  for (const group of groups) {
    for (const user of await store.users.list(id, { ...EVERYTHING, group: group.id }))
      members.push([group.id, user.id]);
  }
  return {
    account,
    users,
    roles,
    groups,
    members,
    policies,
    versions: (await Promise.all(policies.map((policy) => store.policies.versions(policy.id)))).flat(),
    inline: (await Promise.all(owners.map((owner) => store.inline.of(owner.id)))).flat(),
    attachments: (await Promise.all(owners.map((owner) => store.attachments.of(owner.id)))).flat(),
    keys: (
      await Promise.all([undefined, ...users.map((user) => user.id)].map((user) => store.keys.of(id, user)))
    ).flat(),
  };
}

/** Puts the account back into that state, in one change. */
export async function writeAccount(store: Store, state: AccountState): Promise<void> {
  const { id } = state.account;
  await store.change(async (tx) => {
    await tx.remove.account(id);
    await tx.put.account(state.account);
    for (const user of state.users) await tx.put.user(user);
    for (const role of state.roles) await tx.put.role(role);
    for (const group of state.groups) await tx.put.group(group);
    for (const [groupId, userId] of state.members) await tx.put.membership(id, { groupId, userId });
    for (const policy of state.policies) await tx.put.policy(policy);
    for (const version of state.versions) await tx.put.policyVersion(id, version);
    for (const inline of state.inline) await tx.put.inline(id, inline);
    for (const attachment of state.attachments) await tx.put.attachment(id, attachment);
    for (const key of state.keys) await tx.put.key(key);
  });
}

/** What tells two states apart: names in place of unique ids, and how many keys, not which. */
export function digestOf(state: AccountState): string {
  const owners = [...state.users, ...state.roles, ...state.groups];
  const names = new Map([...owners, ...state.policies].map(({ id, name }) => [id, `${id.slice(0, 4)} ${name}`]));
  const named = (id: string | undefined) => (id === undefined ? 'root' : names.get(id));
  return JSON.stringify([
    state.users.map(({ name, path, tags, boundaryArn }) => [name, path, tags, boundaryArn]),
    state.roles.map(({ name, path, tags, boundaryArn, trust }) => [name, path, tags, boundaryArn, trust.text]),
    state.groups.map(({ name, path }) => [name, path]),
    state.members.map(([group, user]) => [named(group), named(user)]).sort(),
    state.policies.map(({ name, path, defaultVersion }) => [name, path, defaultVersion]),
    state.versions.map(({ policyId, version, text }) => [named(policyId), version, text]).sort(),
    state.inline.map(({ ownerId, name, text }) => [named(ownerId), name, text]).sort(),
    state.attachments.map(({ ownerId, policyArn }) => [named(ownerId), policyArn]).sort(),
    state.keys.map(({ userId }) => named(userId)).sort(),
  ]);
}
