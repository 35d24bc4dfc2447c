import { describe, expect, it } from 'vitest';
import type { PolicyKind } from '../policy/types.ts';
import { kindOf, lintPolicy, rules } from './index.ts';

type Statement = Readonly<Record<string, unknown>>;
const allow = (more: Statement): Statement => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::b/*',
  ...more,
});
const deny = (more: Statement): Statement => allow({ ...more, Effect: 'Deny' });
const trust = (more: Statement): Statement => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { AWS: ANN },
  ...more,
});
const open = (more: Statement): Statement => allow({ Principal: { AWS: ANN }, ...more });
const when = (operator: string, key: string, ...values: readonly string[]): Statement => ({
  Condition: { [operator]: { [key]: values } },
});
const ANN = 'arn:aws:iam::111122223333:user/ann';
const OTHER = 'arn:aws:iam::444455556666:root';
const OIDC = 'arn:aws:iam::111122223333:oidc-provider/id.example';
const SAML = 'arn:aws:iam::111122223333:saml-provider/idp';

/** Of each rule: what it finds, and what is like it and no mistake. */
const table: Readonly<
  Record<
    string,
    {
      readonly found: readonly Statement[][];
      readonly silent: readonly Statement[][];
      readonly kind?: PolicyKind;
      readonly version?: string;
    }
  >
> = {
  refused: { found: [[allow({ Action: 'GetObject' })]], silent: [[allow({})]] },
  'trust-everyone': {
    kind: 'trust',
    found: [
      [trust({ Principal: '*' })],
      [trust({ Principal: { AWS: '*' } })],
      [trust({ Principal: '*', ...when('Bool', 'aws:SecureTransport', 'true') })],
    ],
    silent: [
      [trust({})],
      [trust({ Principal: '*', ...when('StringEquals', 'aws:PrincipalOrgID', 'o-1') })],
      [trust({ Effect: 'Deny', Principal: '*' })],
    ],
  },
  'resource-everyone': {
    kind: 'resource',
    found: [[open({ Principal: '*' })]],
    silent: [
      [open({})],
      [open({ Principal: '*', Effect: 'Deny' })],
      [open({ Principal: '*', ...when('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:*:t') })],
    ],
  },
  'no-external-id': {
    kind: 'trust',
    found: [[trust({ Principal: { AWS: OTHER } })], [trust({ Principal: { AWS: '444455556666' } })]],
    silent: [
      [trust({})],
      [trust({ Principal: { AWS: OTHER }, ...when('StringEquals', 'sts:ExternalId', 'x1') })],
      [trust({ Principal: { AWS: OTHER }, ...when('StringEquals', 'aws:PrincipalOrgID', 'o-1') })],
    ],
  },
  'trust-session': {
    kind: 'trust',
    found: [[trust({ Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/dev/job' } })]],
    silent: [[trust({ Principal: { AWS: 'arn:aws:iam::111122223333:role/dev' } })]],
  },
  'oidc-any-audience': {
    kind: 'trust',
    found: [[trust({ Principal: { Federated: OIDC }, Action: 'sts:AssumeRoleWithWebIdentity' })]],
    silent: [
      [
        trust({
          Principal: { Federated: OIDC },
          Action: 'sts:AssumeRoleWithWebIdentity',
          ...when('StringEquals', 'id.example:aud', 'a'),
        }),
      ],
    ],
  },
  'trust-action-mismatch': {
    kind: 'trust',
    found: [
      [trust({ Principal: { Federated: OIDC } })],
      [trust({ Principal: { Federated: SAML }, Action: 'sts:AssumeRoleWithWebIdentity' })],
      [trust({ Action: 'sts:AssumeRoleWithSAML' })],
    ],
    silent: [
      [trust({ Principal: { Federated: SAML }, Action: 'sts:AssumeRoleWithSAML' })],
      [trust({ Action: 'sts:TagSession' })],
      [trust({ Action: 'sts:*' })],
    ],
  },
  'allow-not-principal': {
    kind: 'resource',
    found: [[allow({ NotPrincipal: { AWS: ANN } })]],
    silent: [[deny({ NotPrincipal: { AWS: ANN } })]],
  },
  'deny-not-principal': {
    kind: 'resource',
    found: [[deny({ NotPrincipal: { AWS: ANN } })]],
    silent: [[allow({ NotPrincipal: { AWS: ANN } })]],
  },
  'unknown-service': {
    found: [[allow({ Action: 's4:GetObject' })], [deny({ Action: 's33:*' })]],
    silent: [[allow({})], [allow({ Action: '*' })]],
  },
  'unknown-action': {
    found: [[allow({ Action: 's3:GetObjet' })], [allow({ Action: 's3:Gett*' })]],
    silent: [[allow({ Action: 'S3:getobject' })], [allow({ Action: 's3:Get*' })], [allow({ Action: 's3:*' })]],
  },
  'action-names-nothing': {
    found: [
      [allow({ Action: 's3:GetObject, s3:PutObject'.replace(' s3:', ' ') })],
      [allow({ Action: 's3:Get Object' })],
    ],
    silent: [[allow({})]],
  },
  'allow-not-action': {
    found: [[{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]],
    silent: [
      [{ Effect: 'Deny', NotAction: 'iam:*', Resource: '*' }],
      [{ Effect: 'Allow', NotAction: 's3:DeleteBucket', Resource: 'arn:aws:s3:::b' }],
    ],
  },
  'allow-everything': {
    found: [[allow({ Action: '*', Resource: '*' })]],
    silent: [
      [allow({ Action: '*' })],
      [deny({ Action: '*', Resource: '*' })],
      [allow({ Action: '*', Resource: '*', ...when('Bool', 'aws:MultiFactorAuthPresent', 'true') })],
    ],
  },
  'privilege-escalation': {
    found: [
      [allow({ Action: 'iam:CreatePolicyVersion', Resource: '*' })],
      [allow({ Action: ['iam:PassRole', 'ec2:RunInstances'], Resource: '*' })],
      [
        allow({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/*' }),
        allow({ Action: 'lambda:*', Resource: '*' }),
      ],
      [allow({ Action: 'iam:Put*', Resource: '*' }), allow({ Action: 'sts:AssumeRole', Resource: '*' })],
    ],
    silent: [
      [allow({ Action: 'iam:CreatePolicyVersion', Resource: 'arn:aws:iam::111122223333:policy/p' })],
      [allow({ Action: 'ec2:RunInstances', Resource: '*' })],
      [
        allow({
          Action: 'iam:AttachUserPolicy',
          Resource: '*',
          ...when('StringEquals', 'iam:PermissionsBoundary', 'arn:aws:iam::111122223333:policy/b'),
        }),
      ],
      [
        allow({ Action: 'iam:*', Resource: '*' }),
        deny({ Action: 'iam:*', Resource: '*' }),
        deny({ Action: ['lambda:*', 'ssm:*'], Resource: '*' }),
      ],
      [allow({ Action: '*', Resource: '*' })],
    ],
  },
  'pass-any-role': {
    found: [[allow({ Action: 'iam:PassRole', Resource: '*' })], [allow({ Action: 'iam:*', Resource: '*' })]],
    silent: [
      [allow({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/app' })],
      [
        allow({
          Action: 'iam:PassRole',
          Resource: '*',
          ...when('StringEquals', 'iam:PassedToService', 'ec2.amazonaws.com'),
        }),
      ],
      [allow({ Action: 'iam:Get*', Resource: '*' })],
    ],
  },
  'assume-any-role': {
    found: [[allow({ Action: 'sts:AssumeRole', Resource: '*' })]],
    silent: [
      [allow({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/app' })],
      [allow({ Action: '*', Resource: '*' })],
    ],
  },
  'resource-of-no-action': {
    found: [
      [allow({ Resource: 'arn:aws:s3:::b' })],
      [allow({ Action: 'sqs:SendMessage', Resource: 'arn:aws:sns:*:*:t' })],
    ],
    silent: [
      [allow({})],
      [allow({ Action: ['s3:GetObject', 's3:ListBucket'], Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'] })],
      [allow({ Resource: 'arn:aws-cn:s3:::b/${aws:username}/*' })],
      [allow({ Action: '*', Resource: 'arn:aws:s3:::b' })],
    ],
  },
  'needs-star': {
    found: [[allow({ Action: 's3:ListAllMyBuckets', Resource: 'arn:aws:s3:::b' })]],
    silent: [
      [allow({ Action: 's3:ListAllMyBuckets', Resource: '*' })],
      [allow({ Action: 's3:List*', Resource: 'arn:aws:s3:::b' })],
    ],
  },
  'covered-entry': {
    found: [
      [allow({ Action: ['s3:GetObject', 's3:Get*'] })],
      [allow({ Resource: ['arn:aws:s3:::b/a', 'arn:aws:s3:::b/*'] })],
      [allow({ Action: ['s3:GetObject', 'S3:getObject'] })],
    ],
    silent: [
      [allow({ Action: ['s3:GetObject', 's3:PutObject'] })],
      [allow({ Action: ['s3:GetObject?', 's3:GetObject*'].slice(0, 1) })],
    ],
  },
  'unknown-condition-key': {
    found: [[allow(when('StringEquals', 'aws:UserAgnt', 'x'))], [allow(when('StringEquals', 's3:prefixx', 'x'))]],
    silent: [
      [allow(when('StringEquals', 'AWS:useragent', 'x'))],
      [allow(when('StringEquals', 'aws:PrincipalTag/any', 'x'))],
      [allow(when('StringEquals', 'id.example:sub', 'x'))],
      [allow(when('StringEquals', 's3:ExistingObjectTag/any', 'x'))],
    ],
  },
  'key-of-no-action': {
    found: [[allow(when('StringEquals', 's3:prefix', 'x'))]],
    silent: [
      [allow({ Action: 's3:ListBucket', Resource: 'arn:aws:s3:::b', ...when('StringEquals', 's3:prefix', 'x') })],
      [allow({ Action: 's3:*', ...when('StringEquals', 's3:prefix', 'x') })],
    ],
  },
  'operator-type': {
    found: [
      [allow(when('StringEquals', 'aws:CurrentTime', '2026-01-01'))],
      [allow(when('DateLessThan', 'aws:PrincipalArn', '2026-01-01T00:00:00Z'))],
      [allow(when('NumericEquals', 'aws:SourceIp', '1'))],
      [allow(when('StringEquals', 'aws:SourceIp', '192.0.2.1'))],
    ],
    silent: [
      [allow(when('IpAddress', 'aws:SourceIp', '192.0.2.1'))],
      [allow(when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/*'))],
      [allow(when('StringLike', 'aws:PrincipalArn', 'arn:*'))],
      [allow(when('NumericLessThan', 'aws:MultiFactorAuthAge', '60'))],
      [allow(when('Null', 'aws:CurrentTime', 'true'))],
    ],
  },
  'wildcard-taken-literally': {
    found: [[allow(when('StringEquals', 'aws:username', 'a*'))], [deny(when('StringNotEquals', 'aws:username', 'a?'))]],
    silent: [[allow(when('StringLike', 'aws:username', 'a*'))], [allow(when('StringEquals', 'aws:username', 'a${*}'))]],
  },
  'set-operator-missing': {
    found: [[allow(when('StringEquals', 'aws:TagKeys', 'a'))]],
    silent: [
      [allow(when('ForAnyValue:StringEquals', 'aws:TagKeys', 'a'))],
      [allow(when('Null', 'aws:TagKeys', 'false'))],
    ],
  },
  'for-all-values-of-one': {
    found: [[allow(when('ForAllValues:StringEquals', 'aws:username', 'a'))]],
    silent: [
      [deny(when('ForAllValues:StringEquals', 'aws:username', 'a'))],
      [allow(when('StringEquals', 'aws:username', 'a'))],
    ],
  },
  'for-all-values-without-null': {
    found: [[allow(when('ForAllValues:StringEquals', 'aws:TagKeys', 'a'))]],
    silent: [
      [allow({ Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' }, Null: { 'aws:TagKeys': 'false' } } })],
      [
        allow({
          Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' }, StringEquals: { 'aws:RequestTag/a': 'x' } },
        }),
      ],
      [deny(when('ForAllValues:StringEquals', 'aws:TagKeys', 'a'))],
    ],
  },
  'mfa-deny-misses-keys': {
    found: [[deny(when('Bool', 'aws:MultiFactorAuthPresent', 'false'))]],
    silent: [
      [deny(when('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'))],
      [allow(when('Bool', 'aws:MultiFactorAuthPresent', 'true'))],
    ],
  },
  'mfa-allow-lets-keys-in': {
    found: [[allow(when('BoolIfExists', 'aws:MultiFactorAuthPresent', 'true'))]],
    silent: [[allow(when('Bool', 'aws:MultiFactorAuthPresent', 'true'))]],
  },
  'private-source-ip': {
    found: [
      [allow(when('IpAddress', 'aws:SourceIp', '10.0.0.0/8'))],
      [deny(when('NotIpAddress', 'aws:SourceIp', '192.168.1.1'))],
    ],
    silent: [
      [allow(when('IpAddress', 'aws:SourceIp', '192.0.2.0/24'))],
      [allow(when('IpAddress', 'aws:VpcSourceIp', '10.0.0.0/8'))],
    ],
  },
  'host-bits': {
    found: [[allow(when('IpAddress', 'aws:SourceIp', '192.0.2.7/24'))]],
    silent: [
      [allow(when('IpAddress', 'aws:SourceIp', '192.0.2.0/24'))],
      [allow(when('IpAddress', 'aws:SourceIp', '192.0.2.7'))],
    ],
  },
  'unreadable-value': {
    kind: 'session',
    found: [
      [allow(when('DateLessThan', 'aws:CurrentTime', 'tomorrow'))],
      [allow(when('IpAddress', 'aws:SourceIp', '192.0.2.0/64'))],
    ],
    silent: [[allow(when('DateLessThan', 'aws:CurrentTime', '2026-01-01T00:00:00Z'))]],
  },
  'no-values': {
    found: [[allow({ Condition: { StringEquals: { 'aws:username': [] } } })]],
    silent: [[allow(when('StringEquals', 'aws:username', 'a'))]],
  },
  'null-value': {
    found: [[allow(when('Null', 'aws:username', 'yes'))]],
    silent: [[allow(when('Null', 'aws:username', 'True'))]],
  },
  'variable-in-2008': {
    kind: 'session',
    version: '2008-10-17',
    found: [[allow({ Resource: 'arn:aws:s3:::b/${aws:username}' })]],
    silent: [[allow({})]],
  },
  'unknown-variable': {
    found: [[allow({ Resource: 'arn:aws:s3:::b/${aws:usernam}' })]],
    silent: [
      [allow({ Resource: 'arn:aws:s3:::b/${aws:username}' })],
      [allow({ Resource: 'arn:aws:s3:::b/${aws:PrincipalTag/a}' })],
      [allow({ Resource: 'arn:aws:s3:::b/${*}' })],
    ],
  },
  'covered-statement': {
    found: [
      [allow({}), allow({ Action: 's3:*' })],
      [allow({}), allow({})],
    ],
    silent: [
      [allow({}), deny({})],
      [allow({}), allow({ Action: 's3:*', ...when('Bool', 'aws:SecureTransport', 'true') })],
      [allow({}), allow({ Resource: 'arn:aws:s3:::c/*' })],
    ],
  },
  'denied-anyway': {
    found: [[allow({}), deny({ Action: 's3:*', Resource: '*' })]],
    silent: [
      [allow({}), deny({ Resource: 'arn:aws:s3:::b/x' })],
      [allow({}), deny({ Action: '*', Resource: '*', ...when('Bool', 'aws:SecureTransport', 'false') })],
    ],
  },
  'invisible-character': {
    found: [[allow({ Resource: 'arn:aws:s3:::b/\u200b*' })], [allow(when('StringEquals', 'aws:username', 'a\u202e'))]],
    silent: [[allow({ Resource: 'arn:aws:s3:::b/ä*' })]],
  },
  'lookalike-character': {
    found: [[allow({ Resource: 'arn:aws:s3:::b\u043eb/*' })]],
    silent: [
      [allow(when('StringEquals', 'aws:PrincipalTag/город', 'а'))].slice(1),
      [allow(when('StringEquals', 'aws:username', 'мир'))],
    ],
  },
  'no-version': { kind: 'session', version: '2008-10-17', found: [[allow({})]], silent: [] },
  'over-quota': {
    found: [
      [allow({ Resource: Array.from({ length: 300 }, (_each, i) => `arn:aws:s3:::bucket-of-a-long-name-${i}/*`) })],
    ],
    silent: [[allow({})]],
  },
};

const found = (statements: readonly Statement[], kind: PolicyKind, Version = '2012-10-17') =>
  lintPolicy(JSON.stringify({ Version, Statement: statements }), { kind, account: '111122223333' });

describe('each rule finds what it is for, and is silent of what is like it', () => {
  it('every rule is in the table', () => expect(Object.keys(table).sort()).toEqual(rules.map(({ id }) => id).sort()));

  for (const [id, { found: bad, silent, kind = 'identity', version }] of Object.entries(table)) {
    it.each(bad)(`${id} finds %j`, (...statements) =>
      expect(found(statements, kind, version).map(({ rule }) => rule)).toContain(id),
    );
    if (silent.some((statements) => statements.length > 0))
      it.each(silent.filter((statements) => statements.length > 0))(`${id} says nothing of %j`, (...statements) =>
        expect(found(statements, kind, version).map(({ rule }) => rule)).not.toContain(id),
      );
  }
});

describe('what a rule says of itself', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, { title, why, advice }) => {
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(title).not.toMatch(/\.$/);
    expect(why).toMatch(/\.$/);
    expect(advice).toMatch(/[.`}]$/);
  });
});

describe('what a document is', () => {
  it.each([
    ['identity', { Effect: 'Allow', Action: 's3:*', Resource: '*' }],
    ['trust', { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' }],
    ['resource', { Effect: 'Allow', Action: 's3:*', Resource: '*', Principal: '*' }],
    ['resource', { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*', Principal: '*' }],
    ['identity', 'no statement'],
  ])('%s: %j', (kind, Statement) => expect(kindOf(JSON.stringify({ Version: '2012-10-17', Statement }))).toBe(kind));
});

it('the place of a finding is that of the words it is about', () => {
  const text =
    '{\n  "Version": "2012-10-17",\n  "Statement": {"Effect": "Allow", "Action": ["s3:GetObject",\n    "s3:Gett"], "Resource": "*"}\n}';
  const [finding] = lintPolicy(text, { kind: 'identity' });
  expect(finding).toMatchObject({ rule: 'unknown-action', from: { line: 4, column: 5 }, to: { line: 4, column: 14 } });
  expect(text.slice(finding!.from.offset, finding!.to.offset)).toBe('"s3:Gett"');
});

it('a document that AWS refuses is looked over all the same, where its grammar reads', () => {
  const text = '{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"s3:Gett","Resource":"arn:aws:s3:::b"}}';
  expect(lintPolicy(text, { kind: 'identity' }).map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['refused', 'unknown-action']),
  );
  expect(lintPolicy('{"Version"', { kind: 'identity' }).map(({ rule }) => rule)).toEqual(['refused']);
});

it('a trust policy that AWS would not save for its shared issuer is refused', () => {
  const Statement = {
    Effect: 'Allow',
    Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
  };
  const text = JSON.stringify({ Version: '2012-10-17', Statement });
  expect(lintPolicy(text, { kind: 'trust' }).map(({ rule }) => rule)).toContain('refused');
});
