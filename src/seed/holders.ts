import { parseArn, policyArn } from '../base/arn.ts';
import { asciiLower } from '../base/ascii.ts';
import type { OperationFacts } from '../model/facts.ts';
import * as model from '../model/generated/iam.ts';
import type { Tag } from '../store/records.ts';
import { sameDocument } from './json-text.ts';
import { changedTags } from './tags.ts';
import { each, SeedRefusal, type Work } from './work.ts';
import type { Path } from './yaml.ts';

/** Users, groups and roles: what holds policies, and the operations by which it does. */
export interface Holder {
  readonly word: 'user' | 'group' | 'role';
  readonly member: 'UserName' | 'GroupName' | 'RoleName';
  // biome-ignore lint/suspicious/noExplicitAny: the facts of three families, whose inputs differ in one name.
  readonly facts: Readonly<Record<'put' | 'remove' | 'attach' | 'detach', OperationFacts<any, any>>>;
}

/** Users and roles, which have tags and a boundary too. */
export interface Principal extends Holder {
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly marks: Readonly<Record<'tag' | 'untag' | 'bound' | 'unbound', OperationFacts<any, any>>>;
}

export const users: Principal = {
  word: 'user',
  member: 'UserName',
  facts: {
    put: model.PutUserPolicy,
    remove: model.DeleteUserPolicy,
    attach: model.AttachUserPolicy,
    detach: model.DetachUserPolicy,
  },
  marks: {
    tag: model.TagUser,
    untag: model.UntagUser,
    bound: model.PutUserPermissionsBoundary,
    unbound: model.DeleteUserPermissionsBoundary,
  },
};

export const groups: Holder = {
  word: 'group',
  member: 'GroupName',
  facts: {
    put: model.PutGroupPolicy,
    remove: model.DeleteGroupPolicy,
    attach: model.AttachGroupPolicy,
    detach: model.DetachGroupPolicy,
  },
};

export const roles: Principal = {
  word: 'role',
  member: 'RoleName',
  facts: {
    put: model.PutRolePolicy,
    remove: model.DeleteRolePolicy,
    attach: model.AttachRolePolicy,
    detach: model.DetachRolePolicy,
  },
  marks: {
    tag: model.TagRole,
    untag: model.UntagRole,
    bound: model.PutRolePermissionsBoundary,
    unbound: model.DeleteRolePermissionsBoundary,
  },
};

export interface HeldPolicies {
  readonly 'inline-policies'?: ReadonlyMap<string, unknown> | undefined;
  readonly 'attached-policies'?: readonly string[] | undefined;
}

export interface Marks {
  readonly tags?: ReadonlyMap<string, string> | undefined;
  readonly boundary?: string | null | undefined;
}

interface Held {
  readonly id: string;
  readonly account: string;
  readonly name: string;
}

/** Makes inline and attached policies be as the seed says. Gives what changed, in words. */
export async function bringPoliciesOf(
  work: Work,
  { facts, member }: Holder,
  { id, account, name }: Held,
  at: Path,
  wanted: HeldPolicies,
): Promise<readonly string[]> {
  const { tx, prune, read } = work;
  const details: string[] = [];
  const change = async (path: Path, operation: OperationFacts, input: object, detail: string) => {
    await work.do(account, path, operation, { [member]: name, ...input });
    details.push(detail);
  };

  // What goes goes first: it makes room under the quotas.
  const inline = wanted['inline-policies'];
  const kept = new Set([...(inline?.keys() ?? [])].map(asciiLower));
  for (const held of prune && inline !== undefined ? await tx.inline.of(id) : []) {
    if (!kept.has(asciiLower(held.name)))
      await change(at, facts.remove, { PolicyName: held.name }, `without policy ${held.name}`);
  }
  for (const [policy, , path] of each([...at, 'inline-policies'], inline)) {
    const text = read.document(path);
    const held = await tx.inline.byName(id, policy);
    if (held === undefined || !sameDocument(held.text, text))
      await change(path, facts.put, { PolicyName: policy, PolicyDocument: text }, `policy ${policy}`);
  }

  const attached = wanted['attached-policies'];
  const arns: string[] = [];
  for (const [i, reference] of attached?.entries() ?? [])
    arns.push(await arnOfPolicy(work, account, [...at, 'attached-policies', i], reference));
  const now = (await tx.attachments.of(id)).map(({ policyArn }) => policyArn);
  for (const PolicyArn of prune && attached !== undefined ? now : [])
    if (!arns.includes(PolicyArn)) await change(at, facts.detach, { PolicyArn }, `without ${PolicyArn}`);
  for (const [i, PolicyArn] of arns.entries())
    if (!now.includes(PolicyArn))
      await change([...at, 'attached-policies', i], facts.attach, { PolicyArn }, `policy ${attached![i]}`);
  return details;
}

/** Makes tags and boundary be as the seed says. Gives what changed, in words. */
export async function bringMarks(
  work: Work,
  { marks, member }: Principal,
  found: Held & { readonly tags: readonly Tag[]; readonly boundaryArn: string | undefined },
  at: Path,
  wanted: Marks,
): Promise<readonly string[]> {
  const { account, name } = found;
  const details: string[] = [];
  const { set, unset } = changedTags(found.tags, wanted.tags, work.prune);
  if (unset.length > 0) await work.do(account, [...at, 'tags'], marks.untag, { [member]: name, TagKeys: unset });
  if (set.length > 0) await work.do(account, [...at, 'tags'], marks.tag, { [member]: name, Tags: set });
  if (set.length + unset.length > 0) details.push('tags');

  const boundary = await boundaryArn(work, account, at, wanted);
  if (boundary === null && found.boundaryArn !== undefined) {
    await work.do(account, [...at, 'boundary'], marks.unbound, { [member]: name });
    details.push('without boundary');
  } else if (typeof boundary === 'string' && boundary !== found.boundaryArn) {
    await work.do(account, [...at, 'boundary'], marks.bound, { [member]: name, PermissionsBoundary: boundary });
    details.push('boundary');
  }
  return details;
}

export const boundaryArn = async (work: Work, account: string, at: Path, { boundary }: Marks) =>
  typeof boundary === 'string' ? arnOfPolicy(work, account, [...at, 'boundary'], boundary) : boundary;

/** A managed policy by its ARN, or by its name in the account. */
async function arnOfPolicy(work: Work, account: string, path: Path, reference: string): Promise<string> {
  if (parseArn(reference) !== undefined) return reference;
  const policy = await work.tx.policies.byName(account, reference);
  if (policy?.name !== reference) throw new SeedRefusal(path, `no such managed policy: \`${reference}\``);
  return policyArn(account, policy.path, policy.name);
}
