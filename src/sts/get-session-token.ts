import { secondsOf } from '../base/clock.ts';
import { common } from '../model/fault.ts';
import * as model from '../model/generated/sts.ts';
import { operation } from '../operation/operation.ts';
import type { UserSession } from '../token/claims.ts';
import { issue, issuedAnswer } from './issue.ts';
import { longTermSeconds } from './long-term.ts';
import { secondFactor } from './second-factor.ts';

/**
 * Issues temporary credentials of the caller itself, with MFA where a code is passed (sts.md 3.9,
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html). No permission is needed; an explicit
 * Deny holds, as AWS's own sample policies expect of it.
 */
export const GetSessionToken = operation(model.GetSessionToken, {
  check({ caller }) {
    if (caller.session !== undefined) {
      throw common.AccessDenied('Cannot call GetSessionToken with session credentials');
    }
  },
  factor: secondFactor,
  access: () => [{ action: 'sts:GetSessionToken', resource: '*', needs: 'no-deny' }],

  async handle(given) {
    const { caller, clock, request, directory, factor } = given;
    const issuedAt = secondsOf(clock);
    const claims: UserSession = {
      kind: 'user',
      account: caller.account,
      userId: caller.user?.id ?? caller.account,
      mfaAt: factor === undefined ? undefined : issuedAt,
      issuedAt,
      expiresAt: issuedAt + longTermSeconds(given),
      sourceIdentity: undefined,
      tags: [],
      policy: undefined,
      policyArns: [],
      region: request.region,
      assumedBy: caller.arn,
      epoch: caller.user?.sessionEpoch ?? 0,
      accountEpoch: await directory.accountEpoch(caller.account),
    };
    return issuedAnswer(issue(given, claims));
  },
});
