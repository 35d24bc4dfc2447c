import { parseArn } from '../../base/arn.ts';
import * as model from '../../model/generated/sts.ts';
import { operation, type Question } from '../../operation/operation.ts';
import { stsFaults } from '../faults.ts';
import { sessionSeconds } from '../role-duration.ts';
import { issueSession, roleSessionAnswer } from '../role-session.ts';
import { trustContext } from '../trust-context.ts';
import { vouchedSourceIdentity, vouchedTags } from '../vouched.ts';
import { prove, type WebIdentityCaller } from './prove.ts';

/**
 * Issues temporary credentials of a role to somebody for whom an OpenID Connect issuer vouches
 * (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html; sts.md 3.3).
 *
 * The request has no signature: the token is the proof, and the role's trust policy alone decides. A role that does not
 * exist trusts nobody, so it is refused in the words of one whose conditions are not met.
 */
export const AssumeRoleWithWebIdentity = operation(model.AssumeRoleWithWebIdentity, {
  proof: 'token',
  refusal: 'bare',
  faults: [stsFaults.InvalidParameterValue],

  prove,
  check(given) {
    // `prove` of this very operation made the caller.
    const { webIdentity } = given.caller as WebIdentityCaller;
    return {
      webIdentity,
      tags: vouchedTags(given, webIdentity.stated),
      sourceIdentity: vouchedSourceIdentity(webIdentity.stated.sourceIdentity),
    };
  },
  load: ({ directory, input }) => directory.trustByArn(input.RoleArn),

  access({ input, found: role, checked }) {
    const about = {
      resource: role?.arn ?? input.RoleArn,
      resourceAccount: role?.record.account ?? parseArn(input.RoleArn)?.account,
      trust: role?.trust ?? ('nobody' as const),
      context: trustContext({ ...checked, sessionName: input.RoleSessionName, role }),
    };
    const asked: Question[] = [{ action: 'sts:AssumeRoleWithWebIdentity', ...about }];
    if (checked.sourceIdentity !== undefined) asked.push({ action: 'sts:SetSourceIdentity', ...about });
    if (checked.tags.length > 0) asked.push({ action: 'sts:TagSession', ...about });
    return asked;
  },

  async handle(given) {
    const { found: role, checked } = given;
    // `access` asked the trust policy of this very role, and nobody's trust passes no one.
    if (role === undefined) throw new Error('a role that does not exist was authorised');

    const { provider, subject, audience, keys } = checked.webIdentity;
    const { tags, sourceIdentity } = checked;
    const seconds = sessionSeconds(given, role.record);
    const providerKeys = keys
      .filter(({ stays }) => stays)
      .flatMap(({ key, value }) => [value].flat().map((one) => ({ key, value: one })));
    const session = await issueSession(given, role, { tags, sourceIdentity, seconds, provider, providerKeys });
    return {
      ...roleSessionAnswer(session),
      SubjectFromWebIdentityToken: subject,
      Provider: provider,
      Audience: audience,
    };
  },
});
