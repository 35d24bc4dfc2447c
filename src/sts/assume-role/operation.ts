import * as model from '../../model/generated/sts.ts';
import { operation } from '../../operation/operation.ts';
import { stsFaults } from '../faults.ts';
import { sessionSeconds } from '../role-duration.ts';
import { issueSession, roleSessionAnswer } from '../role-session.ts';
import { secondFactor } from '../second-factor.ts';
import { assertCallable } from './callable.ts';
import { questions } from './questions.ts';
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
    const { found: role, checked } = given;
    // `access` asked the trust policy of this very role, and nobody's trust passes no one.
    if (role === undefined) throw new Error('a role that does not exist was authorised');

    const seconds = sessionSeconds(given, role.record);
    return roleSessionAnswer(
      await issueSession(given, role, { ...checked, seconds, provider: undefined, providerKeys: [] }),
    );
  },
});
