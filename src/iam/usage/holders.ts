import type { RoleRecord, UserRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { heldPolicies } from '../held-policies.ts';
import { arnOf, type Shelves, shelfOf } from '../policies/find.ts';
import type { Subject } from './subject.ts';

/** A user or role whose use is told. */
export type Holder =
  | { readonly kind: 'user'; readonly record: UserRecord }
  | { readonly kind: 'role'; readonly record: RoleRecord };

/** Who could have used what the subject grants: itself, the members of a group, whoever a policy is attached to. */
export async function holdersOf(shelves: Shelves, account: string, subject: Subject): Promise<readonly Holder[]> {
  const { store } = shelves;
  if (subject.kind === 'user' || subject.kind === 'role') return [subject];
  if (subject.kind === 'group') return membersOf(store, account, subject.record.id);
  const holders = new Map<string, Holder>();
  for (const { ownerId } of await store.attachments.ownersOf(account, arnOf(subject.record))) {
    for (const holder of await behind(store, account, ownerId)) holders.set(holder.record.id, holder);
  }
  return [...holders.values()];
}

/** The texts of the identity policies that make up the subject's permissions. */
export async function policyTextsOf(shelves: Shelves, subject: Subject): Promise<readonly string[]> {
  if (subject.kind === 'policy') {
    const { id, defaultVersion } = subject.record;
    const version = await shelfOf(shelves, subject.record).version(id, defaultVersion);
    return version === undefined ? [] : [version.text];
  }
  return (await heldPolicies(shelves, subject)).map(({ text }) => text);
}

async function behind(reads: Reads, account: string, ownerId: string): Promise<readonly Holder[]> {
  const user = await reads.users.byId(account, ownerId);
  if (user !== undefined) return [{ kind: 'user', record: user }];
  const role = await reads.roles.byId(account, ownerId);
  return role === undefined ? membersOf(reads, account, ownerId) : [{ kind: 'role', record: role }];
}

const membersOf = async (reads: Reads, account: string, group: string): Promise<readonly Holder[]> =>
  (await reads.users.list(account, { group, limit: MEMBERS_MAX })).map((record) => ({ kind: 'user', record }));

/** More than any quota lets a group hold. */
const MEMBERS_MAX = 100_000;
