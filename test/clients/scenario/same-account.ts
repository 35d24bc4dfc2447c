import { ALICE, BOB } from './callers.ts';
import { allow, role, trusts } from './iam.ts';
import { assumes, calls, isRefused } from './session.ts';
import { type Chapter, denied, HOME, roleArn, root, sessionArn } from './step.ts';

const READER = sessionArn(HOME, 'reader', 'reading');

/** One account: a trust policy that names the caller, and one that names the account; then the credentials, used. */
export const sameAccount: Chapter = {
  title: 'same account',
  steps: [
    ...role(HOME, 'reader', {
      trust: trusts(ALICE),
      permissions: allow({ actions: ['iam:GetRole', 'iam:ListRoles'] }),
    }),
    ...role(HOME, 'delegated', { trust: trusts(`arn:aws:iam::${HOME}:root`) }),

    assumes('direct trust alone is enough', { by: 'alice', account: HOME, role: 'reader', session: 'reading' }),
    isRefused(
      'direct trust of somebody else is not, with a policy that allows it',
      { by: 'bob', account: HOME, role: 'reader', session: 'reading-too' },
      denied(BOB, 'sts:AssumeRole', roleArn(HOME, 'reader')),
    ),
    isRefused(
      'a role that does not exist is refused in the same words',
      { by: 'bob', account: HOME, role: 'nosuch', session: 'reading-too' },
      denied(BOB, 'sts:AssumeRole', roleArn(HOME, 'nosuch')),
    ),
    isRefused(
      'trust of the account, without a policy of the caller',
      { by: 'alice', account: HOME, role: 'delegated', session: 'by-alice' },
      denied(ALICE, 'sts:AssumeRole', roleArn(HOME, 'delegated')),
    ),
    assumes('trust of the account, with a policy of the caller', {
      by: 'bob',
      account: HOME,
      role: 'delegated',
      session: 'by-bob',
    }),
    isRefused(
      'root',
      { by: root(HOME), account: HOME, role: 'delegated', session: 'by-root' },
      { code: 'AccessDenied', text: 'Roles may not be assumed by root accounts.' },
    ),

    calls(
      'credentials used: GetCallerIdentity',
      'reading',
      'GetCallerIdentity',
      {},
      {
        gives: { Arn: READER, Account: HOME, UserId: /^AROA[A-Z0-9]{17}:reading$/ },
      },
    ),
    calls(
      'credentials used: an IAM call that the role allows',
      'reading',
      'GetRole',
      { RoleName: 'delegated' },
      {
        gives: { 'Role.Arn': roleArn(HOME, 'delegated'), 'Role.MaxSessionDuration': 3600 },
      },
    ),
    calls(
      'credentials used: an IAM call that it does not',
      'reading',
      'ListUsers',
      {},
      denied(
        READER,
        'iam:ListUsers',
        `arn:aws:iam::${HOME}:user/`,
        'because no identity-based policy allows the iam:ListUsers action',
      ),
    ),
  ],
};
