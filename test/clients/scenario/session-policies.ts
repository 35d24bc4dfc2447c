import { allow, managedPolicy } from './iam.ts';
import { assumes, calls } from './session.ts';
import { type Chapter, denied, HOME, policyArn, type Step, sessionArn } from './step.ts';

const ONLY_GET_ROLE = allow({ actions: ['iam:GetRole'] });
/** More than the role has: what it adds must count for nothing. */
const TOO_MUCH = allow({ actions: ['iam:GetRole', 'iam:ListUsers'] });

const inside = (session: string): Step =>
  calls(
    `${session}: a call that both allow`,
    session,
    'GetRole',
    { RoleName: 'reader' },
    { gives: { 'Role.RoleName': 'reader' } },
  );

const outside = (
  title: string,
  session: string,
  action: 'ListRoles' | 'ListUsers',
  resource: string,
  policy: string,
): Step =>
  calls(
    `${session}: ${title}`,
    session,
    action,
    {},
    denied(
      sessionArn(HOME, 'reader', session),
      `iam:${action}`,
      `arn:aws:iam::${HOME}:${resource}/`,
      `because no ${policy} policy allows the iam:${action} action`,
    ),
  );

/** A session policy narrows what the role may, as later calls show; it never widens it. */
export const sessionPolicies: Chapter = {
  title: 'session policies',
  steps: [
    managedPolicy(HOME, 'only-get-role', ONLY_GET_ROLE),

    assumes('Policy', {
      by: 'alice',
      account: HOME,
      role: 'reader',
      session: 'narrow',
      with: { Policy: JSON.stringify(ONLY_GET_ROLE) },
      gives: { PackedPolicySize: /^[1-9][0-9]?$/ },
    }),
    inside('narrow'),
    outside('a call that only the role allows', 'narrow', 'ListRoles', 'role', 'session'),

    assumes('PolicyArns', {
      by: 'alice',
      account: HOME,
      role: 'reader',
      session: 'narrow-arn',
      with: { PolicyArns: [{ arn: policyArn(HOME, 'only-get-role') }] },
      gives: { PackedPolicySize: /^[1-9][0-9]?$/ },
    }),
    inside('narrow-arn'),
    outside('a call that only the role allows', 'narrow-arn', 'ListRoles', 'role', 'session'),

    assumes('Policy with more than the role has', {
      by: 'alice',
      account: HOME,
      role: 'reader',
      session: 'greedy',
      with: { Policy: JSON.stringify(TOO_MUCH) },
      gives: { PackedPolicySize: /^[1-9][0-9]?$/ },
    }),
    outside('a call that only the session policy allows', 'greedy', 'ListUsers', 'user', 'identity-based'),
  ],
};
