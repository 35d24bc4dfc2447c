import type { OperationFacts } from '../../model/facts.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, operation, type Question } from '../../operation/operation.ts';
import { AWS, isAwsManaged } from '../../principal/aws-managed-policies.ts';
import type { PolicyRecord, PolicyVersionRecord } from '../../store/records.ts';
import { encoded } from '../documents.ts';
import { iamFaults } from '../faults.ts';
import { listPage } from '../paging.ts';
import { ask, type Keys, resourceTags } from '../question.ts';
import { assertPolicyArn } from './arn.ts';
import { wholePolicy } from './describe.ts';
import { findOwnPolicy, findPolicy, shelfOf } from './find.ts';

interface Named {
  readonly PolicyArn: string;
}

type Found = Given<Named> & { readonly found: PolicyRecord | undefined };

/**
 * The first steps of every operation that changes one managed policy. What does not exist is asked about under the ARN of
 * the request. What AWS manages belongs to another account, which lets nobody change it: not even root.
 */
export const onPolicy = (facts: OperationFacts) => ({
  check: ({ input }: Given<Named>) => assertPolicyArn(input.PolicyArn),
  load: ({ store, caller, input }: Given<Named>) => findOwnPolicy(store, caller.account, input.PolicyArn),
  access: ({ input, found }: Found): readonly Question[] =>
    ask(facts, input.PolicyArn, resourceTags(found?.tags)).map((question) => ({
      ...question,
      resourceAccount: isAwsManaged(input.PolicyArn) ? AWS : undefined,
    })),
});

/** The first steps of every operation that reads one: what AWS manages lets itself be read by whom the own account allows. */
export const onReadPolicy = (facts: OperationFacts) => ({
  check: onPolicy(facts).check,
  load: (given: Given<Named>) => findPolicy(given, given.caller.account, given.input.PolicyArn),
  access: ({ input, found }: Found): readonly Question[] =>
    ask(facts, input.PolicyArn, resourceTags(found?.tags), isAwsManaged(input.PolicyArn) ? ownedByAws : []),
});

const ownedByAws: Keys = [['aws:resourceaccount', { kind: 'single', value: AWS }]];

/** The policy that was found, or NoSuchEntity. */
export function presentPolicy({
  input,
  found,
}: {
  readonly input: Named;
  readonly found: PolicyRecord | undefined;
}): PolicyRecord {
  if (found === undefined) throw iamFaults.NoSuchEntity(`Policy ${input.PolicyArn} was not found.`);
  return found;
}

export const GetPolicy = operation(model.GetPolicy, {
  ...onReadPolicy(model.GetPolicy),
  handle: async (given) => ({
    Policy: await wholePolicy(given.store, presentPolicy(given), given.caller.account),
  }),
});

export const GetPolicyVersion = operation(model.GetPolicyVersion, {
  ...onReadPolicy(model.GetPolicyVersion),
  async handle(given) {
    const { input, found } = given;
    const version = found && (await shelfOf(given, found).version(found.id, input.VersionId));
    if (found === undefined || version === undefined) throw noSuchVersion(input);
    return { PolicyVersion: { Document: encoded(version.text), ...describedVersion(version, found) } };
  },
});

/** Lists the versions of a managed policy, the newest first, without their documents. */
export const ListPolicyVersions = operation(model.ListPolicyVersions, {
  ...onReadPolicy(model.ListPolicyVersions),
  async handle(given) {
    const policy = presentPolicy(given);
    const versions = [...(await shelfOf(given, policy).versions(policy.id))].reverse();
    const { items, ...listed } = listPage(given, model.ListPolicyVersions, versions, placeOf);
    return { Versions: items.map((version) => describedVersion(version, policy)), ...listed };
  },
});

export const describedVersion = ({ version, createdAt }: PolicyVersionRecord, policy: PolicyRecord) => ({
  VersionId: version,
  IsDefaultVersion: version === policy.defaultVersion,
  CreateDate: createdAt,
});

export const noSuchVersion = ({
  PolicyArn,
  VersionId,
}: Pick<model.GetPolicyVersionRequest, 'PolicyArn' | 'VersionId'>) =>
  iamFaults.NoSuchEntity(`Policy ${PolicyArn} version ${VersionId} does not exist or is not attachable.`);

/** Counts down, as the list does. */
const placeOf = ({ version }: PolicyVersionRecord): string => String(MOST_VERSIONS - Number(version.slice(1)));

/** No policy sees so many versions in its life. */
const MOST_VERSIONS = 999_999_999;
