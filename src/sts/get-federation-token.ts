import { federatedUserArn } from '../base/arn.ts';
import { asciiLower } from '../base/ascii.ts';
import { secondsOf } from '../base/clock.ts';
import { common } from '../model/fault.ts';
import * as model from '../model/generated/sts.ts';
import { type Informed, operation, type Question } from '../operation/operation.ts';
import type { ContextValue } from '../policy/types.ts';
import type { FederatedSession, SessionTag } from '../token/claims.ts';
import { stsFaults } from './faults.ts';
import { issue, issuedAnswer, packedSize } from './issue.ts';
import { longTermSeconds } from './long-term.ts';
import { readSessionPolicies } from './session-policies.ts';
import { passedTags } from './session-tags.ts';

/**
 * Issues temporary credentials for somebody whom the caller vouches for (sts.md 3.8,
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html). They allow what the caller may and a
 * session policy allows; without a session policy, nothing but what resource policies grant by name.
 */
export const GetFederationToken = operation(model.GetFederationToken, {
  faults: [stsFaults.InvalidParameterValue],
  check(given) {
    if (given.caller.session !== undefined) {
      throw common.AccessDenied('Cannot call GetFederationToken with session credentials');
    }
    return passedTags(given);
  },
  access: questions,

  async handle(given) {
    const { input, caller, checked: tags, clock, request, directory } = given;
    const { policy, policyArns } = await readSessionPolicies(given, caller.account);
    const issuedAt = secondsOf(clock);
    const claims: FederatedSession = {
      kind: 'federated',
      account: caller.account,
      userId: caller.user?.id ?? caller.account,
      sessionName: input.Name,
      issuedAt,
      expiresAt: issuedAt + longTermSeconds(given),
      sourceIdentity: undefined,
      tags,
      policy,
      policyArns,
      region: request.region,
      assumedBy: caller.arn,
      epoch: caller.user?.sessionEpoch ?? 0,
      accountEpoch: await directory.accountEpoch(caller.account),
    };
    const issued = issue(given, claims);
    return {
      ...issuedAnswer(issued),
      FederatedUser: {
        FederatedUserId: `${caller.account}:${input.Name}`,
        Arn: federatedUserArn(caller.account, input.Name),
      },
      PackedPolicySize: packedSize(claims, issued),
    };
  },
});

/** sts:GetFederationToken on the federated user, and sts:TagSession where tags are passed (sts.md 3.8). */
function questions({
  input,
  caller,
  checked: tags,
}: Informed<model.GetFederationTokenRequest, undefined, readonly SessionTag[]>): readonly Question[] {
  const resource = federatedUserArn(caller.account, input.Name);
  const context = new Map<string, ContextValue>();
  for (const { key, value } of tags) context.set(`aws:requesttag/${asciiLower(key)}`, { kind: 'single', value });
  if (tags.length > 0) context.set('aws:tagkeys', { kind: 'multi', values: tags.map(({ key }) => key) });
  const actions = ['sts:GetFederationToken', ...(tags.length > 0 ? ['sts:TagSession'] : [])];
  return actions.map((action) => ({ action, resource, context }));
}
