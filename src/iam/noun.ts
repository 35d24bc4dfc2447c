import { groupArn, roleArn, userArn } from '../base/arn.ts';
import type { Given } from '../operation/operation.ts';
import type { Quotas } from '../operation/quotas.ts';
import type { GroupRecord, RoleRecord, UserRecord } from '../store/records.ts';
import type { Reads, Store, Transaction } from '../store/store.ts';
import { iamFaults } from './faults.ts';
import { boundaryKey, entityTags, type Keys } from './question.ts';
import { assertModifiable } from './roles/protected.ts';

/** Who can hold policies. */
export type Holder = UserRecord | RoleRecord | GroupRecord;

/**
 * What a user, a role and a group have in common: a name, inline and attached policies. The families of operations
 * that differ only in this noun are built once, from one of these rows.
 */
export interface Noun<Record extends Holder> {
  /** As AWS's sentences have it: "The user with name ...". */
  readonly word: 'user' | 'role' | 'group';
  /** As they have it at their beginning, and in the names of quotas. */
  readonly title: 'User' | 'Role' | 'Group';
  /** The request member that names one. */
  readonly member: 'UserName' | 'RoleName' | 'GroupName';
  readonly arn: (account: string, path: string, name: string) => string;
  readonly byName: (reads: Reads, account: string, name: string) => Promise<Record | undefined>;
  readonly byId: (reads: Reads, account: string, id: string) => Promise<Record | undefined>;
  readonly put: (tx: Transaction, record: Record) => Promise<void>;
  /** Refuses to change one that no customer may change. */
  readonly guard?: (record: Record) => void;
  /** The condition keys of its tags; a group has none. */
  readonly tagsOf: (record: Record | undefined) => Keys;
  /** The condition key of its permissions boundary; a group has none. */
  readonly boundaryOf: (record: Record | undefined) => Keys;
  /** All inline policies together, in characters. */
  readonly inlinePolicySize: (quotas: Quotas) => number;
  /** How many managed policies may be attached. */
  readonly attachedPolicies: (quotas: Quotas) => number;
}

export const users: Noun<UserRecord> = {
  word: 'user',
  title: 'User',
  member: 'UserName',
  arn: userArn,
  byName: (reads, account, name) => reads.users.byName(account, name),
  byId: (reads, account, id) => reads.users.byId(account, id),
  put: (tx, record) => tx.put.user(record),
  tagsOf: (record) => entityTags(record?.tags),
  boundaryOf: (record) => boundaryKey(record?.boundaryArn),
  inlinePolicySize: (quotas) => quotas.userInlinePolicySize,
  attachedPolicies: (quotas) => quotas.policiesPerUser,
};

export const roles: Noun<RoleRecord> = {
  word: 'role',
  title: 'Role',
  member: 'RoleName',
  arn: roleArn,
  byName: (reads, account, name) => reads.roles.byName(account, name),
  byId: (reads, account, id) => reads.roles.byId(account, id),
  put: (tx, record) => tx.put.role(record),
  guard: assertModifiable,
  tagsOf: (record) => entityTags(record?.tags),
  boundaryOf: (record) => boundaryKey(record?.boundaryArn),
  inlinePolicySize: (quotas) => quotas.roleInlinePolicySize,
  attachedPolicies: (quotas) => quotas.policiesPerRole,
};

export const groups: Noun<GroupRecord> = {
  word: 'group',
  title: 'Group',
  member: 'GroupName',
  arn: groupArn,
  byName: (reads, account, name) => reads.groups.byName(account, name),
  byId: (reads, account, id) => reads.groups.byId(account, id),
  put: (tx, record) => tx.put.group(record),
  tagsOf: () => [],
  boundaryOf: () => [],
  inlinePolicySize: (quotas) => quotas.groupInlinePolicySize,
  attachedPolicies: (quotas) => quotas.policiesPerGroup,
};

/** A request that names a user, a role or a group. */
export interface Named {
  readonly UserName?: string | undefined;
  readonly RoleName?: string | undefined;
  readonly GroupName?: string | undefined;
}

type Words = Pick<Noun<UserRecord>, 'word' | 'member'>;

type About<Record> = Pick<Given<Named>, 'input' | 'caller'> & { readonly found: Record | undefined };

/** The name in the request; the schema has seen to it that there is one. */
const nameIn = (noun: Words, input: Named): string => input[noun.member] ?? '';

/** `load` of every operation on one of them: names are looked up in the caller's account and nowhere else. */
export const loadNamed =
  <Record extends Holder>(noun: Noun<Record>) =>
  ({ store, caller, input }: Given<Named>): Promise<Record | undefined> =>
    noun.byName(store, caller.account, nameIn(noun, input));

export const loadUser = loadNamed(users);
export const loadRole = loadNamed(roles);
export const loadGroup = loadNamed(groups);

/** The stored ARN; for what does not exist, the ARN it would have under the path `/` (policy.md 6.8). */
export const resourceOf = <Record extends Holder>(
  noun: Noun<Record>,
  { caller, input, found }: About<Record>,
): string =>
  found === undefined
    ? noun.arn(caller.account, '/', nameIn(noun, input))
    : noun.arn(found.account, found.path, found.name);

/** The entity that was found, or NoSuchEntity. Only for `handle`: the caller has been allowed to ask by then. */
export function present<Record extends Holder>(
  noun: Noun<Record>,
  { input, found }: Omit<About<Record>, 'caller'>,
): Record {
  if (found === undefined) throw noSuch(noun, nameIn(noun, input));
  return found;
}

/**
 * Changes what hangs on one of them, in one transaction. The entity is read again there by its unique id: one
 * that was deleted and created anew since permission was asked is another entity, and nobody asked about that.
 */
export async function changing<Record extends Holder, T>(
  noun: Noun<Record>,
  given: Omit<About<Record>, 'caller'> & { readonly store: Store },
  work: (tx: Transaction, record: Record) => Promise<T>,
): Promise<T> {
  const { account, id, name } = present(noun, given);
  return given.store.change(async (tx) => {
    const current = await noun.byId(tx, account, id);
    if (current === undefined) throw noSuch(noun, name);
    noun.guard?.(current);
    return work(tx, current);
  });
}

export const noSuch = (noun: Words, name: string) =>
  iamFaults.NoSuchEntity(`The ${noun.word} with name ${name} cannot be found.`);
