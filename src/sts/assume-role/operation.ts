import { sessionArn } from '../../base/arn.ts';
import * as model from '../../model/generated/sts.ts';
import { operation } from '../../operation/operation.ts';
import { stsFaults } from '../faults.ts';
import { issuedAnswer, packedSize } from '../issue.ts';
import { secondFactor } from '../second-factor.ts';
import { assertCallable } from './callable.ts';
import { sessionSeconds } from './duration.ts';
import { questions } from './questions.ts';
import { issueSession } from './session.ts';
import { effectiveTags } from './tags.ts';

/**
 * Issues temporary credentials of a role to a caller whom the role trusts and who may
 * (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html; sts.md 3.1 and 6).
 *
 * A role that does not exist trusts nobody, so it is refused in the words of one that does not trust the caller.
 */
export const AssumeRole = operation(model.AssumeRole, {
  refusal: 'plain',
  faults: [stsFaults.InvalidParameterValue],

  check: (given) => {
    assertCallable(given);
    return {
      tags: effectiveTags(given),
      sourceIdentity: given.caller.session?.sourceIdentity ?? given.input.SourceIdentity,
    };
  },
  factor: secondFactor,
  load: ({ directory, input }) => directory.trustByArn(input.RoleArn),
  access: questions,

  async handle(given) {
    const { input, found: role } = given;
    // `access` asked the trust policy of this very role, and nobody's trust passes no one.
    if (role === undefined) throw new Error('a role that does not exist was authorised');

    const seconds = sessionSeconds(given, role.record);
    const { claims, issued } = await issueSession(given, role, seconds);
    return {
      ...issuedAnswer(issued),
      AssumedRoleUser: {
        AssumedRoleId: `${role.record.id}:${input.RoleSessionName}`,
        Arn: sessionArn(claims.account, claims.roleName, claims.sessionName),
      },
      PackedPolicySize: packedSize(claims, issued),
      SourceIdentity: claims.sourceIdentity,
    };
  },
});
