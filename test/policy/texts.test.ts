import { describe, expect, test } from 'vitest';
import { readPolicy } from '../../src/policy/index.ts';
import type { PolicyKind } from '../../src/policy/types.ts';

/**
 * Every text of policy.md 8 that is said of a document, each with documents that earn it and with the nearest ones that
 * do not. The order of the stages (8.1) is in it, too: where two things are wrong, the earlier stage speaks.
 */
type Row = readonly [kind: PolicyKind, document: unknown, answer: string];

const ACCOUNT = '111122223333';
const ok = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const trusting = { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' };
const shared = { ...ok, Principal: '*' };
const V = '2012-10-17';
const doc = (...Statement: unknown[]) => ({ Version: V, Statement });
const without = (statement: object, ...names: string[]) =>
  Object.fromEntries(Object.entries(statement).filter(([name]) => !names.includes(name)));
const on = (Resource: unknown) => doc({ ...ok, Resource });
const doing = (Action: unknown) => doc({ ...ok, Action });
const when = (Condition: unknown) => doc({ ...ok, Condition });
const naming = (Principal: unknown, rest: object = {}) => doc({ ...trusting, Principal, ...rest });

const ACCEPTED = 'accepted';
const SYNTAX = 'Syntax errors in policy.';
const VERSION = 'Policy document must be version 2012-10-17 or greater.';
const LEGACY = 'The policy failed legacy parsing';
const SIDS = 'Statement IDs (SID) in a single policy must be unique.';
const NO_ACTIONS = 'Policy statement must contain actions.';
const NO_RESOURCES = 'Policy statement must contain resources.';
const PRINCIPAL = 'Policy document should not specify a principal.';
const VENDOR = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
const COLON = 'Actions/Condition can contain only one colon.';
const QUALIFIED = 'Resource vendor must be fully qualified and cannot contain regexes.';
const IAM_PATH =
  'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.';
const NOT_JSON = 'This policy contains invalid Json';
const TRUST_VERSION = 'The policy must contain a valid version string';
const TRUST_EMPTY = 'Could not parse the policy: Statement is empty!';
const TRUST_SIDS = 'The Statement Ids in the policy are not unique';
const NO_EFFECT = 'Missing required field Effect';
const NO_PRINCIPAL = 'Missing required field Principal';
const NO_ACTION = 'Missing required field Action';
const EMPTY_PRINCIPAL = 'Missing required field Principal cannot be empty!';
const OBJECT = 'Principal must be a JSON object.';
const NOT_PRINCIPAL = 'Allow with NotPrincipal is not allowed.';
const TRUST_NOT_PRINCIPAL = 'AssumeRole policy must not contain NotPrincipal field.';
const STS_ONLY = 'AssumeRole policy may only specify STS AssumeRole actions.';
const COGNITO = 'A condition block must be present for the Cognito provider';
const SESSION_JSON = 'The policy is not in the valid JSON format.';

const twice = (statement: object, Sid: string) => doc({ ...statement, Sid }, { ...statement, Sid });

const identity: readonly Row[] = [
  ['identity', '{"Version":', SYNTAX],
  ['identity', { Version: V }, SYNTAX],
  ['identity', { Version: '2012-10-18', Statement: ok }, SYNTAX],
  ['identity', doc({ ...ok, Effect: 'permit' }), SYNTAX],
  ['identity', doc({ ...ok, NotAction: 's3:*' }), SYNTAX],
  ['identity', when({ StringEqual: { a: 'b' } }), SYNTAX],
  ['identity', when({ StringEqual: {} }), ACCEPTED],
  ['identity', { Statement: ok }, VERSION],
  ['identity', { Version: '2008-10-17', Statement: ok }, VERSION],
  ['identity', { Version: V, Statement: ok }, ACCEPTED],
  ['identity', { Statement: { ...ok, Effect: 'allow' } }, VERSION],
  ['identity', doc({ ...ok, Effect: 'allow' }), LEGACY],
  ['identity', doc({ ...ok, Effect: 'DENY' }), LEGACY],
  ['identity', on('arn:aws:s3::bucket'), LEGACY],
  ['identity', on('arn:aws::x'), LEGACY],
  ['identity', when({ DateLessThan: { a: 'sdfdsf' } }), LEGACY],
  ['identity', when({ DateLessThan: { a: '234-13' } }), LEGACY],
  ['identity', when({ DateLessThan: { a: '2030-01-01T00:00:00+1' } }), LEGACY],
  ['identity', when({ DateLessThan: { a: '2030-01-01T00:00:00+01:00' } }), ACCEPTED],
  ['identity', when({ DateLessThan: { a: '9223372036854775808' } }), LEGACY],
  ['identity', when({ DateLessThan: { a: '9223372036854775807' } }), ACCEPTED],
  ['identity', twice(ok, 'a'), SIDS],
  ['identity', twice(ok, ''), ACCEPTED],
  ['identity', doc(without(ok, 'Action')), NO_ACTIONS],
  ['identity', doing([]), NO_ACTIONS],
  ['identity', doc({ ...without(ok, 'Action'), NotAction: [] }), NO_ACTIONS],
  ['identity', doc(without(ok, 'Resource')), NO_RESOURCES],
  ['identity', on([]), NO_RESOURCES],
  ['identity', doc(shared), PRINCIPAL],
  ['identity', doc({ ...ok, NotPrincipal: { AWS: ACCOUNT } }), PRINCIPAL],
  ['identity', doing('GetObject'), VENDOR],
  ['identity', doing('*'), ACCEPTED],
  ['identity', doing('s3:Get:Object'), COLON],
  ['identity', doing('s3*:Get'), 'Vendor s3* is not valid'],
  ['identity', doing('s3_x:Get'), 'Vendor s3_x is not valid'],
  ['identity', doing('S3.x-1:Get'), ACCEPTED],
  ['identity', on('bucket'), 'Resource bucket must be in ARN format or "*".'],
  ['identity', on(''), 'Resource  must be in ARN format or "*".'],
  ['identity', on('arn:foo:s3'), 'Partition "foo" is not valid for resource "arn:foo:s3:*:*:*".'],
  ['identity', on('arn:foo:s3:::a:b'), 'Partition "foo" is not valid for resource "arn:foo:s3:::a:b".'],
  ['identity', on('arn:aws'), QUALIFIED],
  ['identity', on('arn:aws:s?:::b'), QUALIFIED],
  ['identity', on('arn:aws:s3:::b?'), ACCEPTED],
  [
    'identity',
    on('arn:aws:iam:us-east-1:1:role/x'),
    'IAM resource arn:aws:iam:us-east-1:1:role/x cannot contain region information.',
  ],
  ['identity', on('arn:aws:s3:us-east-1::b'), 'Resource arn:aws:s3:us-east-1::b can not contain region information.'],
  ['identity', on(`arn:aws:s3:us-east-1:${ACCOUNT}:accesspoint/a`), ACCEPTED],
  ['identity', on('arn:aws:iam::1:thing/x'), IAM_PATH],
  ['identity', on('arn:aws:iam::1:report/x'), ACCEPTED],
  // The stages, two at a time, in the order of 8.1.
  ['identity', { Version: '2008-10-17', Statement: { ...ok, Effect: 'permit' } }, SYNTAX],
  ['identity', doc({ ...ok, Effect: 'allow', Sid: 'a' }, { ...ok, Sid: 'a' }), LEGACY],
  ['identity', doc({ ...without(ok, 'Action'), Sid: 'a' }, { ...ok, Sid: 'a' }), SIDS],
  ['identity', doc({ ...without(ok, 'Action'), Resource: 'x' }), NO_ACTIONS],
  ['identity', doc({ ...ok, Action: 's3:a:b', Resource: 'x' }), 'Resource x must be in ARN format or "*".'],
  ['identity', doc({ ...without(ok, 'Resource'), Action: 'x' }), VENDOR],
  ['boundary', doing('GetObject'), VENDOR],
  ['scp', doing('GetObject'), VENDOR],
];

const trust: readonly Row[] = [
  ['trust', '{"Version":', NOT_JSON],
  ['trust', { Version: '2020-01-01', Statement: trusting }, TRUST_VERSION],
  ['trust', { Version: '2008-10-17', Statement: trusting }, ACCEPTED],
  ['trust', { Statement: trusting }, ACCEPTED],
  ['trust', { Version: V }, TRUST_EMPTY],
  ['trust', doc(), TRUST_EMPTY],
  ['trust', twice(trusting, 'a'), TRUST_SIDS],
  ['trust', twice(trusting, ''), ACCEPTED],
  ['trust', doc(without(trusting, 'Effect')), NO_EFFECT],
  ['trust', doc(without(trusting, 'Principal')), NO_PRINCIPAL],
  ['trust', doc(without(trusting, 'Action')), NO_ACTION],
  ['trust', naming({}), EMPTY_PRINCIPAL],
  ['trust', naming({ AWS: [] }), EMPTY_PRINCIPAL],
  ['trust', doc({ ...trusting, Effect: 'allow' }), 'Invalid effect: allow'],
  ['trust', naming(ACCOUNT), OBJECT],
  ['trust', naming('*'), ACCEPTED],
  ['trust', doc({ ...trusting, Extra: 1 }), SYNTAX],
  ['trust', naming({ AWS: 'arn:aws:iam::1:role/*' }), 'Invalid principal in policy: "AWS":"arn:aws:iam::1:role/*"'],
  ['trust', naming({ Service: 'ec2' }), 'Invalid principal in policy: "SERVICE":"ec2"'],
  ['trust', naming({ CanonicalUser: 'abc' }), 'Invalid principal in policy: "CanonicalUser":"abc"'],
  ['trust', doc({ ...without(trusting, 'Principal'), NotPrincipal: { AWS: ACCOUNT } }), NOT_PRINCIPAL],
  [
    'trust',
    doc({ ...without(trusting, 'Principal'), Effect: 'Deny', NotPrincipal: { AWS: ACCOUNT } }),
    TRUST_NOT_PRINCIPAL,
  ],
  ['trust', doc({ ...trusting, Action: 's3:GetObject' }), STS_ONLY],
  ['trust', doc({ ...trusting, Action: ['sts:AssumeRole', 'sts:TagSession'] }), ACCEPTED],
  ['trust', doc({ ...trusting, Resource: '*' }), 'Has prohibited field Resource'],
  ['trust', doc({ ...trusting, NotResource: '*' }), 'Has prohibited field NotResource'],
  ['trust', naming({ Federated: 'cognito-identity.amazonaws.com' }), COGNITO],
  [
    'trust',
    naming(
      { Federated: 'cognito-identity.amazonaws.com' },
      {
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'pool' } },
      },
    ),
    ACCEPTED,
  ],
];

const others: readonly Row[] = [
  ['session', 'invalid', SESSION_JSON],
  ['session', '', SESSION_JSON],
  ['session', doc(shared), SYNTAX],
  ['session', { Statement: ok }, ACCEPTED],
  ['session', when({ DateLessThan: { a: 'sdfdsf' } }), ACCEPTED],
  ['resource', '{', NOT_JSON],
  ['resource', doc({ ...ok, NotPrincipal: { AWS: ACCOUNT } }), NOT_PRINCIPAL],
  ['resource', doc(ok), NO_PRINCIPAL],
  ['resource', doc({ ...shared, Principal: ACCOUNT }), OBJECT],
  ['resource', doc(shared), ACCEPTED],
];

const rows = [...identity, ...trust, ...others];

describe('the texts of policy.md 8', () => {
  test.each(rows)('%s %j: %s', (kind, document, answer) => {
    const read = readPolicy(typeof document === 'string' ? document : JSON.stringify(document), kind);
    expect(read.ok ? ACCEPTED : read.problem.message).toBe(answer);
  });

  test('each text is earned by a document', () => {
    const earned = new Set(rows.map(([, , answer]) => answer));
    const texts = [
      ...[SYNTAX, VERSION, LEGACY, SIDS, NO_ACTIONS, NO_RESOURCES, PRINCIPAL, VENDOR, COLON, QUALIFIED, IAM_PATH],
      ...[
        'Vendor s3* is not valid',
        'Resource bucket must be in ARN format or "*".',
        'Resource  must be in ARN format or "*".',
      ],
      'Partition "foo" is not valid for resource "arn:foo:s3:*:*:*".',
      'IAM resource arn:aws:iam:us-east-1:1:role/x cannot contain region information.',
      'Resource arn:aws:s3:us-east-1::b can not contain region information.',
      ...[NOT_JSON, TRUST_VERSION, TRUST_EMPTY, TRUST_SIDS, NO_EFFECT, NO_PRINCIPAL, NO_ACTION, EMPTY_PRINCIPAL],
      ...[
        'Invalid effect: allow',
        OBJECT,
        NOT_PRINCIPAL,
        TRUST_NOT_PRINCIPAL,
        STS_ONLY,
        'Has prohibited field Resource',
      ],
      ...[COGNITO, SESSION_JSON, ACCEPTED],
      'Invalid principal in policy: "AWS":"arn:aws:iam::1:role/*"',
      'Invalid principal in policy: "SERVICE":"ec2"',
      'Invalid principal in policy: "CanonicalUser":"abc"',
    ];
    expect(texts.filter((text) => !earned.has(text))).toEqual([]);
  });
});
