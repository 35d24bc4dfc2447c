import { policyArn } from '../../base/arn.ts';
import { secondsOf } from '../../base/clock.ts';
import { uniqueId } from '../../base/identifiers.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import type { PolicyRecord } from '../../store/records.ts';
import { acceptable, quotaSize } from '../documents.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { ask, requestTags } from '../question.ts';
import { resourceTagRule, tagged } from '../tags.ts';
import { unlessTaken } from '../taken.ts';
import { createdPolicy } from './describe.ts';

/** Makes a managed policy with its first version. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export const CreatePolicy = operation(model.CreatePolicy, {
  access: ({ input, caller }) =>
    ask(model.CreatePolicy, policyArn(caller.account, input.Path ?? '/', input.PolicyName), requestTags(input.Tags)),
  async handle({ store, caller: { account }, input, entropy, clock, quotas }) {
    const { PolicyName: name, Path: path = '/', PolicyDocument: text } = input;
    const tags = tagged([], input.Tags, resourceTagRule, quotas);
    acceptable(text, 'identity');
    if (quotaSize(text) > quotas.managedPolicySize) throw quotaExceeded('PolicySize', quotas.managedPolicySize);

    const saved = store.change(async (tx) => {
      if ((await tx.policies.byName(account, name)) !== undefined) throw policyExists(name);
      const quota = quotas.policiesPerAccount;
      if ((await tx.policies.count(account)) >= quota) throw quotaExceeded('PoliciesPerAccount', quota);
      const now = secondsOf(clock);
      const policy: PolicyRecord = {
        id: uniqueId('ANPA', entropy),
        account,
        name,
        path,
        createdAt: now,
        updatedAt: now,
        tags,
        description: input.Description,
        defaultVersion: 'v1',
        nextVersion: 2,
      };
      await tx.put.policy(policy);
      await tx.put.policyVersion(account, { policyId: policy.id, version: 'v1', text, createdAt: now });
      return { Policy: await createdPolicy(tx, policy) };
    });
    return unlessTaken(saved, () => policyExists(name));
  },
});

const policyExists = (name: string) =>
  iamFaults.EntityAlreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
