import { ALICE } from './callers.ts';
import { role, setUp, trusts } from './iam.ts';
import { assumes, calls } from './session.ts';
import { type Chapter, HOME, type Step, sessionArn } from './step.ts';

const dead = (title: string): Step =>
  calls(
    title,
    'brief-life',
    'GetCallerIdentity',
    {},
    {
      code: 'InvalidClientTokenId',
      text: 'The security token included in the request is invalid.',
    },
  );

/** A session dies with its role, by the role's unique id; a new role of the old name revives nothing. */
export const deletedRole: Chapter = {
  title: 'a deleted role',
  steps: [
    ...role(HOME, 'brief', { trust: trusts(ALICE) }),
    assumes('a session', { by: 'alice', account: HOME, role: 'brief', session: 'brief-life' }),
    calls(
      'it lives',
      'brief-life',
      'GetCallerIdentity',
      {},
      { gives: { Arn: sessionArn(HOME, 'brief', 'brief-life') } },
    ),
    setUp(HOME, 'DeleteRole', { RoleName: 'brief' }),
    dead('its role is deleted: it is dead'),
    ...role(HOME, 'brief', { trust: trusts(ALICE) }),
    dead('its role is made again: it stays dead'),
    assumes('a session of the new role', { by: 'alice', account: HOME, role: 'brief', session: 'second-life' }),
    calls(
      'that one lives',
      'second-life',
      'GetCallerIdentity',
      {},
      { gives: { Arn: sessionArn(HOME, 'brief', 'second-life') } },
    ),
  ],
};
