import { ALICE, MAY_ASSUME } from './callers.ts';
import { allow, role } from './iam.ts';
import { assumes, calls, isRefused } from './session.ts';
import { type Chapter, denied, HOME, invalid, type Refusal, roleArn, sessionArn } from './step.ts';

const FIRST = roleArn(HOME, 'first');
const _SECOND = roleArn(HOME, 'second');
const HALF_DAY = 43_200;

/** Both must have come along the chain for this to be allowed. */
const carried = { StringEquals: { 'aws:PrincipalTag/Team': 'blue', 'aws:SourceIdentity': 'alice' } };
/** This tag is passed to the first role without being transitive. */
const notCarried = { StringEquals: { 'aws:PrincipalTag/Desk': '4' } };
/** The second role's trust policy looks at both too, as the call to assume it bears them. */
const asRequested = { StringEquals: { 'aws:RequestTag/Team': 'blue', 'sts:SourceIdentity': 'alice' } };

const PASSED = {
  Tags: [
    { Key: 'Team', Value: 'blue' },
    { Key: 'Desk', Value: '4' },
  ],
  TransitiveTagKeys: ['Team'],
  SourceIdentity: 'alice',
};

const PACKED = { PackedPolicySize: /^[1-9][0-9]?$/ };

const mayNot = (session: string, action: string, resource: string): Refusal =>
  denied(
    sessionArn(HOME, 'second', session),
    `iam:${action}`,
    resource,
    `because no identity-based policy allows the iam:${action} action`,
  );

const BEYOND_CHAIN =
  'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.';

/** A role that assumes a role: an hour at most, and what is carried along. */
export const chains: Chapter = {
  title: 'chains',
  steps: [
    ...role(HOME, 'first', {
      trust: allow({ actions: MAY_ASSUME, principal: ALICE }),
      permissions: allow({ actions: MAY_ASSUME }, { actions: ['iam:ListRoles'], condition: notCarried }),
      maxSeconds: HALF_DAY,
    }),
    ...role(HOME, 'second', {
      trust: allow(
        { actions: ['sts:AssumeRole'], principal: FIRST },
        { actions: ['sts:TagSession', 'sts:SetSourceIdentity'], principal: FIRST, condition: asRequested },
      ),
      permissions: allow(
        { actions: ['iam:GetRole'], condition: carried },
        { actions: ['iam:ListRoles'], condition: notCarried },
      ),
      maxSeconds: HALF_DAY,
    }),

    assumes('the first role', {
      by: 'alice',
      account: HOME,
      role: 'first',
      session: 'plain-first',
      with: { DurationSeconds: HALF_DAY },
      lastsSeconds: HALF_DAY,
    }),
    isRefused(
      'the second from it, for an hour and a second',
      { by: 'plain-first', account: HOME, role: 'second', session: 'plain-second', with: { DurationSeconds: 3601 } },
      invalid(BEYOND_CHAIN),
    ),
    assumes('the second from it, for an hour', {
      by: 'plain-first',
      account: HOME,
      role: 'second',
      session: 'plain-second',
      with: { DurationSeconds: 3600 },
      lastsSeconds: 3600,
    }),
    calls(
      'the second, without tags and source identity, may not what they are asked for',
      'plain-second',
      'GetRole',
      { RoleName: 'first' },
      mayNot('plain-second', 'GetRole', FIRST),
    ),

    isRefused(
      'tags, to a role that does not let its sessions be tagged',
      {
        by: 'alice',
        account: HOME,
        role: 'reader',
        session: 'tagged',
        with: { Tags: [{ Key: 'Team', Value: 'blue' }] },
      },
      denied(ALICE, 'sts:TagSession', roleArn(HOME, 'reader')),
    ),
    isRefused(
      'a source identity, to a role that does not let it be set',
      { by: 'alice', account: HOME, role: 'reader', session: 'tagged', with: { SourceIdentity: 'alice' } },
      denied(ALICE, 'sts:SetSourceIdentity', roleArn(HOME, 'reader')),
    ),
    assumes('the first role with tags, one of them transitive, and a source identity', {
      by: 'alice',
      account: HOME,
      role: 'first',
      session: 'tagged-first',
      with: PASSED,
      gives: { SourceIdentity: 'alice', ...PACKED },
    }),
    calls(
      'the first role bears the tag that is not transitive',
      'tagged-first',
      'ListRoles',
      {},
      { gives: { 'Roles.0.Arn': /^arn:aws:iam::/ } },
    ),
    isRefused(
      'another source identity in the chain',
      {
        by: 'tagged-first',
        account: HOME,
        role: 'second',
        session: 'tagged-second',
        with: { SourceIdentity: 'mallory' },
      },
      invalid('The source identity is already set for this assume role session'),
    ),
    isRefused(
      'the transitive tag with another value',
      {
        by: 'tagged-first',
        account: HOME,
        role: 'second',
        session: 'tagged-second',
        with: { Tags: [{ Key: 'team', Value: 'red' }] },
      },
      {
        code: 'InvalidParameterValue',
        text: "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
      },
    ),
    assumes('the second role from it: the source identity is echoed, though nobody passed it', {
      by: 'tagged-first',
      account: HOME,
      role: 'second',
      session: 'tagged-second',
      gives: { SourceIdentity: 'alice', ...PACKED },
    }),
    calls(
      'the second role bears the transitive tag and the source identity',
      'tagged-second',
      'GetRole',
      { RoleName: 'first' },
      { gives: { 'Role.Arn': FIRST } },
    ),
    calls(
      'the second role does not bear the other tag',
      'tagged-second',
      'ListRoles',
      {},
      mayNot('tagged-second', 'ListRoles', `arn:aws:iam::${HOME}:role/`),
    ),
  ],
};
