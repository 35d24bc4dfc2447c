import { asciiLower } from '../base/ascii.ts';
import type { OperationFacts } from '../model/facts.ts';
import type { Tag as WireTag } from '../model/generated/iam.ts';
import type { Question } from '../operation/operation.ts';
import type { ContextValue } from '../policy/types.ts';
import type { Tag } from '../store/records.ts';

/** Condition keys with their values. A key without a value is not in the list (policy.md 5.1). */
export type Keys = readonly (readonly [key: string, value: ContextValue])[];

/** The one question of an IAM operation: may the caller do this very action on that resource? Its name is the action, so the two cannot part. */
export function ask(facts: OperationFacts, resource: string, ...keys: readonly Keys[]): readonly Question[] {
  return [question(facts, resource, ...keys)];
}

export const question = (facts: OperationFacts, resource: string, ...keys: readonly Keys[]): Question => ({
  action: `iam:${facts.name}`,
  resource,
  context: new Map(keys.flat()),
});

/** Tags of a user or role, which policies may name in two ways (policy.md 5.5). */
export const entityTags = (tags: readonly Tag[] | undefined): Keys =>
  (tags ?? []).flatMap(({ key, value }) => [
    [`aws:resourcetag/${asciiLower(key)}`, single(value)],
    [`iam:resourcetag/${asciiLower(key)}`, single(value)],
  ]);

/** Tags of a managed policy or MFA device: for these there is only the global key. */
export const resourceTags = (tags: readonly Tag[] | undefined): Keys =>
  (tags ?? []).map(({ key, value }) => [`aws:resourcetag/${asciiLower(key)}`, single(value)]);

/** Tags that the request would set. Of a repeated key the last value counts (policy.md 11). */
export const requestTags = (tags: readonly WireTag[] | undefined): Keys => [
  ...(tags ?? []).map(({ Key, Value }): Keys[number] => [`aws:requesttag/${asciiLower(Key)}`, single(Value)]),
  ...tagKeys((tags ?? []).map(({ Key }) => Key)),
];

export const tagKeys = (keys: readonly string[]): Keys =>
  keys.length === 0 ? [] : [['aws:tagkeys', { kind: 'multi', values: keys }]];

/** The permissions boundary: the one the request names, or else the one the entity has. */
export const boundaryKey = (arn: string | undefined): Keys =>
  arn === undefined ? [] : [['iam:permissionsboundary', single(arn)]];

export const policyArnKey = (arn: string): Keys => [['iam:policyarn', single(arn)]];

const single = (value: string): ContextValue => ({ kind: 'single', value });
