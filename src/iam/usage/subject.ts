import { type Arn, groupArn, parseArn, roleArn, userArn } from '../../base/arn.ts';
import { common } from '../../model/fault.ts';
import type { Given } from '../../operation/operation.ts';
import type { GroupRecord, PolicyRecord, RoleRecord, UserRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { iamFaults } from '../faults.ts';
import { findPolicy, type Shelves } from '../policies/find.ts';

/** What a report is about. */
export type Subject =
  | { readonly kind: 'user'; readonly record: UserRecord }
  | { readonly kind: 'role'; readonly record: RoleRecord }
  | { readonly kind: 'group'; readonly record: GroupRecord }
  | { readonly kind: 'policy'; readonly record: PolicyRecord };

interface Named {
  readonly Arn: string;
}

/** `check`: refuses what names no user, group, role or policy. */
export function readSubject({ input }: Pick<Given<Named>, 'input'>): Arn {
  const arn = parseArn(input.Arn);
  if (arn === undefined) throw common.ValidationError('Invalid ARN:  Could not be parsed!');
  if (arn.service !== 'iam' || !/^(user|group|role|policy)\/./.test(arn.resource)) {
    throw iamFaults.InvalidInput(`ARN ${input.Arn} is not valid.`);
  }
  return arn;
}

/** `load`: the entity that bears exactly this ARN, in the caller's account, or AWS's own policy. */
export async function loadSubject(shelves: Shelves, account: string, text: string): Promise<Subject | undefined> {
  const arn = parseArn(text)!;
  if (arn.resource.startsWith('policy/')) {
    const record = await findPolicy(shelves, account, text);
    return record && { kind: 'policy', record };
  }
  if (arn.account !== account) return undefined;
  const name = arn.resource.slice(arn.resource.lastIndexOf('/') + 1);
  const found = await entityNamed(shelves.store, account, arn.resource, name);
  return found !== undefined && arnOfEntity(found) === text ? found : undefined;
}

async function entityNamed(reads: Reads, account: string, resource: string, name: string) {
  if (resource.startsWith('user/')) {
    const record = await reads.users.byName(account, name);
    return record && ({ kind: 'user', record } as const);
  }
  if (resource.startsWith('role/')) {
    const record = await reads.roles.byName(account, name);
    return record && ({ kind: 'role', record } as const);
  }
  const record = await reads.groups.byName(account, name);
  return record && ({ kind: 'group', record } as const);
}

const ARN_OF = { user: userArn, role: roleArn, group: groupArn } as const;

/** The ARN of a user, role or group. */
export const arnOfEntity = ({ kind, record }: Exclude<Subject, { readonly kind: 'policy' }>): string =>
  ARN_OF[kind](record.account, record.path, record.name);
