import { ALICE, BOB } from './callers.ts';
import { allow, role, trusts } from './iam.ts';
import { assumes, calls, isRefused } from './session.ts';
import { AWAY, type Chapter, denied, HOME, roleArn, sessionArn } from './step.ts';

/** What the partner and the caller agreed on; every character class that an external ID may hold is in it. */
export const EXTERNAL_ID = 'order:7/81-b_x+y=z,.@';
const PARTNER = roleArn(AWAY, 'partner');
const refusedTo = (caller: string) => denied(caller, 'sts:AssumeRole', PARTNER);

/** Across accounts: both sides must allow it, and the external ID must be the one agreed on. */
export const crossAccount: Chapter = {
  title: 'cross account',
  steps: [
    ...role(AWAY, 'partner', {
      trust: trusts(`arn:aws:iam::${HOME}:root`, { StringEquals: { 'sts:ExternalId': EXTERNAL_ID } }),
      permissions: allow({ actions: ['iam:GetRole'] }),
    }),

    isRefused('external ID missing', { by: 'bob', account: AWAY, role: 'partner', session: 'visit' }, refusedTo(BOB)),
    isRefused(
      'external ID wrong',
      { by: 'bob', account: AWAY, role: 'partner', session: 'visit', with: { ExternalId: EXTERNAL_ID.toUpperCase() } },
      refusedTo(BOB),
    ),
    isRefused(
      'external ID right, without a policy of the caller',
      { by: 'alice', account: AWAY, role: 'partner', session: 'visit', with: { ExternalId: EXTERNAL_ID } },
      refusedTo(ALICE),
    ),
    assumes('external ID right', {
      by: 'bob',
      account: AWAY,
      role: 'partner',
      session: 'visit',
      with: { ExternalId: EXTERNAL_ID },
    }),
    calls(
      'credentials used: the other account',
      'visit',
      'GetCallerIdentity',
      {},
      {
        gives: { Arn: sessionArn(AWAY, 'partner', 'visit'), Account: AWAY },
      },
    ),
    calls(
      'credentials used: an IAM call there',
      'visit',
      'GetRole',
      { RoleName: 'partner' },
      { gives: { 'Role.Arn': PARTNER } },
    ),
  ],
};
