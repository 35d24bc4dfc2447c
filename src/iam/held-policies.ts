import type { GroupRecord, RoleRecord, UserRecord } from '../store/records.ts';
import { findPolicy, type Shelves, shelfOf } from './policies/find.ts';

/** Who can hold policies. */
export type PolicyHolder =
  | { readonly kind: 'user'; readonly record: UserRecord }
  | { readonly kind: 'role'; readonly record: RoleRecord }
  | { readonly kind: 'group'; readonly record: GroupRecord };

/** An identity policy as somebody holds it. */
export interface HeldPolicy {
  /** The holder itself, or the group by which a user has it. */
  readonly holder: PolicyHolder;
  readonly name: string;
  /** The ARN of a managed policy; absent for one that is inline. */
  readonly arn: string | undefined;
  readonly text: string;
}

/** The identity policies of a user, role or group, inline before attached; those of a user's groups come after its own. */
export async function heldPolicies(shelves: Shelves, holder: PolicyHolder): Promise<readonly HeldPolicy[]> {
  const held = await ownPolicies(shelves, holder);
  if (holder.kind !== 'user') return held;
  const { account, id } = holder.record;
  const limit = await shelves.store.groups.countOf(id);
  for (const record of await shelves.store.groups.list(account, { member: id, limit }))
    held.push(...(await ownPolicies(shelves, { kind: 'group', record })));
  return held;
}

async function ownPolicies(shelves: Shelves, holder: PolicyHolder): Promise<HeldPolicy[]> {
  const { id, account } = holder.record;
  const held: HeldPolicy[] = (await shelves.store.inline.of(id)).map(({ name, text }) => ({
    holder,
    name,
    arn: undefined,
    text,
  }));
  for (const { policyArn: arn } of await shelves.store.attachments.of(id)) {
    const managed = await managedDocument(shelves, account, arn);
    if (managed !== undefined) held.push({ holder, arn, ...managed });
  }
  return held;
}

/** Name and default version of a managed policy that this account can use. */
export async function managedDocument(
  shelves: Shelves,
  account: string,
  arn: string,
): Promise<{ readonly name: string; readonly text: string } | undefined> {
  const policy = await findPolicy(shelves, account, arn);
  const version = policy && (await shelfOf(shelves, policy).version(policy.id, policy.defaultVersion));
  return policy && version && { name: policy.name, text: version.text };
}
