import type { OperationFacts } from '../../model/facts.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, operation, type Question } from '../../operation/operation.ts';
import type { PolicyRecord, PolicyVersionRecord } from '../../store/records.ts';
import { encoded } from '../documents.ts';
import { iamFaults } from '../faults.ts';
import { listPage } from '../paging.ts';
import { ask, resourceTags } from '../question.ts';
import { assertPolicyArn } from './arn.ts';
import { wholePolicy } from './describe.ts';
import { findPolicy } from './find.ts';

interface Named {
  readonly PolicyArn: string;
}

/** The first steps of every operation on one managed policy. What does not exist is asked about under the ARN of the request. */
export const onPolicy = (facts: OperationFacts) => ({
  check: ({ input }: Given<Named>) => assertPolicyArn(input.PolicyArn),
  load: ({ store, caller, input }: Given<Named>) => findPolicy(store, caller.account, input.PolicyArn),
  access: ({ input, found }: Given<Named> & { readonly found: PolicyRecord | undefined }): readonly Question[] =>
    ask(facts, input.PolicyArn, resourceTags(found?.tags)),
});

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
  ...onPolicy(model.GetPolicy),
  handle: async (given) => ({ Policy: await wholePolicy(given.store, presentPolicy(given)) }),
});

export const GetPolicyVersion = operation(model.GetPolicyVersion, {
  ...onPolicy(model.GetPolicyVersion),
  async handle({ store, input, found }) {
    const version = found && (await store.policies.version(found.id, input.VersionId));
    if (found === undefined || version === undefined) {
      throw iamFaults.NoSuchEntity(
        `Policy ${input.PolicyArn} version ${input.VersionId} does not exist or is not attachable.`,
      );
    }
    return { PolicyVersion: { Document: encoded(version.text), ...describedVersion(version, found) } };
  },
});

/** Lists the versions of a managed policy, the newest first, without their documents. */
export const ListPolicyVersions = operation(model.ListPolicyVersions, {
  ...onPolicy(model.ListPolicyVersions),
  async handle(given) {
    const policy = presentPolicy(given);
    const versions = [...(await given.store.policies.versions(policy.id))].reverse();
    const { items, ...listed } = listPage(given, model.ListPolicyVersions, versions, placeOf);
    return { Versions: items.map((version) => describedVersion(version, policy)), ...listed };
  },
});

const describedVersion = ({ version, createdAt }: PolicyVersionRecord, policy: PolicyRecord) => ({
  VersionId: version,
  IsDefaultVersion: version === policy.defaultVersion,
  CreateDate: createdAt,
});

/** Counts down, as the list does. */
const placeOf = ({ version }: PolicyVersionRecord): string => String(MOST_VERSIONS - Number(version.slice(1)));

/** No policy sees so many versions in its life. */
const MOST_VERSIONS = 999_999_999;
