import { ACCOUNT, documentOf } from './testing.ts';

/**
 * Policy documents and what AWS says of them (policy.md 1.6, 8): name, document, and the sentence of the refusal. The
 * engine is held to them here, and IAM and STS over the wire in `test/iam/documents.test.ts`.
 */

const SYNTAX = 'Syntax errors in policy.';
const VERSION = 'Policy document must be version 2012-10-17 or greater.';
const LEGACY = 'The policy failed legacy parsing';
const ok = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const { Resource: _resource, ...noResource } = ok;
const { Action: _action, ...noAction } = ok;
const { Effect: _effect, ...noEffect } = ok;
const json = (value: unknown) => JSON.stringify(value);

const on = (resource: unknown) => documentOf({ ...ok, Resource: resource });
const doing = (action: unknown) => documentOf({ ...ok, Action: action });
const when = (condition: unknown) => documentOf({ ...ok, Condition: condition });

const trusting = { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' };
const naming = (principal: unknown) => documentOf({ ...trusting, Principal: principal });
const STS_ONLY = 'AssumeRole policy may only specify STS AssumeRole actions.';
const { Principal: _principal, ...unnamed } = trusting;

export const identityAccepted: readonly (readonly [name: string, document: string])[] = [
  ['one statement', documentOf(ok)],
  ['a list', documentOf([ok, ok])],
  ['an Id', json({ Version: '2012-10-17', Id: 'x', Statement: ok })],
  [
    'an empty Sid, twice',
    documentOf([
      { ...ok, Sid: '' },
      { ...ok, Sid: '' },
    ]),
  ],
  ['null among the resources', on([null, '*'])],
  ['spaces after the colon of an action', doing('iam: asdf')],
  ['an unknown service', doing('nosuch:Thing')],
  ['any vendor', doing('*:*')],
  ['everything', doing('*')],
  ['NotAction', documentOf({ ...noAction, NotAction: 'iam:*' })],
  ['NotResource of everything', documentOf({ ...noResource, NotResource: '*' })],
  ['an empty Condition', when({})],
  ['an unknown operator without keys', when({ x: {} })],
  ['a known operator without keys', when({ StringEquals: {} })],
  ['an empty list of values', when({ StringEquals: { 'aws:x': [] } })],
  ['an unknown key', when({ StringEquals: { nonsense: 'x' } })],
  ['booleans and numbers', when({ Bool: { 'aws:x': true }, NumericEquals: { 'aws:y': [1, 1.5] } })],
  ['lenient words', when({ Bool: { 'aws:x': 'yes' }, Null: { 'aws:y': 'TRUE' }, NumericEquals: { 'aws:z': '01' } })],
  ['variables in literals', when({ DateLessThan: { 'aws:x': '${aws:y}' }, ArnLike: { 'aws:z': '${aws:y}' } })],
  ['a short ARN', on('arn:aws:s3')],
  ['a partition with wildcard', on('arn:*:s3:::b')],
  ['another partition', on('arn:aws-us-gov:s3:::b')],
  ['a resource that is one variable', on('${aws:PrincipalTag/arn}')],
  ['a variable in any segment', on('arn:aws:s3:${aws:a}:${aws:b}:${aws:c}')],
  ['an access point in a region', on(`arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/a`)],
  ['IAM paths', on(['arn:aws:iam::*:role/x', 'arn:aws:iam::1:*', 'arn:aws:iam::1:mfa/x'])],
  ['an IPv4 block with host bits', when({ IpAddress: { 'aws:SourceIp': '10.0.0.5/8' } })],
  ['white space and escapes', ` {\r\n"Version"\t:"2012\\u002d10-17","Statement":[ ${json(ok)} ]} `],
];

export const identityRefused: readonly (readonly [name: string, document: string, refusal: string])[] = [
  ['no JSON', '{', SYNTAX],
  ['empty', '', SYNTAX],
  ['a list', '[]', SYNTAX],
  ['a string', '"x"', SYNTAX],
  ['null', 'null', SYNTAX],
  ['an empty object', '{}', SYNTAX],
  ['no Statement', json({ Version: '2012-10-17' }), SYNTAX],
  ['no statements', documentOf([]), SYNTAX],
  ['a statement that is text', documentOf('x'), SYNTAX],
  ['a list in the list', documentOf([[ok]]), SYNTAX],
  ['null among the statements', documentOf([ok, null]), SYNTAX],
  ['an unknown element', json({ Version: '2012-10-17', Statement: ok, Extra: 1 }), SYNTAX],
  ['an element in another case', json({ version: '2012-10-17', Statement: ok }), SYNTAX],
  ['a misspelt Condition', documentOf({ ...ok, Conditon: {} }), SYNTAX],
  ['an Id that is no text', json({ Version: '2012-10-17', Id: 1, Statement: ok }), SYNTAX],
  ['a Sid that is no text', documentOf({ ...ok, Sid: 1 }), SYNTAX],
  ['another date', documentOf(ok, '2012-10-18'), SYNTAX],
  ['a Version that is no text', json({ Version: 2012, Statement: ok }), SYNTAX],
  ['no Effect', documentOf(noEffect), SYNTAX],
  ['another Effect', documentOf({ ...ok, Effect: 'permit' }), SYNTAX],
  ['Action and NotAction', documentOf({ ...ok, NotAction: 's3:*' }), SYNTAX],
  ['Resource and NotResource', documentOf({ ...ok, NotResource: '*' }), SYNTAX],
  ['an Action that is a number', doing(1), SYNTAX],
  ['an Action in an object', doing({ a: 1 }), SYNTAX],
  ['null among the actions', doing(['s3:*', null]), SYNTAX],
  ['a null Resource', on(null), SYNTAX],
  ['a list in the resources', on([['*']]), SYNTAX],
  ['a Condition that is a list', when([]), SYNTAX],
  ['a Condition that is text', when('x'), SYNTAX],
  ['an operator that is text', when({ StringEquals: 'x' }), SYNTAX],
  ['an unknown operator', when({ StringEqual: { a: 'b' } }), SYNTAX],
  ['an operator in another case', when({ stringEquals: { a: 'b' } }), SYNTAX],
  ['Null with IfExists', when({ NullIfExists: { a: 'true' } }), SYNTAX],
  ['a value that is an object', when({ StringEquals: { a: {} } }), SYNTAX],
  ['a value that is null', when({ StringEquals: { a: null } }), SYNTAX],
  ['a list of lists of values', when({ StringEquals: { a: [['b']] } }), SYNTAX],
  ['keys that differ in case', when({ StringEquals: { 'aws:X': 'a', 'aws:x': 'b' } }), SYNTAX],
  ['a name twice', `{"Version":"2012-10-17","Version":"2012-10-17","Statement":${json(ok)}}`, SYNTAX],

  ['no Version', json({ Statement: ok }), VERSION],
  ['the old Version', documentOf(ok, '2008-10-17'), VERSION],
  ['no Version beats a mis-cased Effect', json({ Statement: { ...ok, Effect: 'allow' } }), VERSION],

  ['a mis-cased Effect', documentOf({ ...ok, Effect: 'allow' }), LEGACY],
  ['five segments', on('arn:aws:s3::bucket'), LEGACY],
  ['an empty service', on('arn:aws::x'), LEGACY],
  ['no date', when({ DateLessThan: { a: 'sdfdsf' } }), LEGACY],
  ['half a date', when({ DateLessThan: { a: '234-13' } }), LEGACY],
  ['a short offset', when({ DateLessThan: { a: '2030-01-01T00:00:00+1' } }), LEGACY],
  ['a day too much', when({ DateLessThan: { a: '2026-02-30' } }), LEGACY],
  ['seconds beyond 63 bits', when({ DateLessThan: { a: '9223372036854775808' } }), LEGACY],
  ['no number', when({ NumericEquals: { a: 'one' } }), LEGACY],
  ['no address', when({ IpAddress: { a: '10.0.0' } }), LEGACY],
  ['an IPv6 block with host bits', when({ IpAddress: { a: '2001:db8::1/32' } }), LEGACY],
  ['no ARN', when({ ArnLike: { a: 'x' } }), LEGACY],
  ['no base64', when({ BinaryEquals: { a: '!' } }), LEGACY],

  [
    'Sids that are equal',
    documentOf([
      { ...ok, Sid: 'a' },
      { ...ok, Sid: 'a' },
    ]),
    'Statement IDs (SID) in a single policy must be unique.',
  ],
  [
    'a Sid with a space',
    documentOf({ ...ok, Sid: 'a b' }),
    'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
  ],
  ['no Action', documentOf(noAction), 'Policy statement must contain actions.'],
  ['no actions', doing([]), 'Policy statement must contain actions.'],
  ['a Principal', documentOf({ ...ok, Principal: '*' }), 'Policy document should not specify a principal.'],
  [
    'a NotPrincipal',
    documentOf({ ...ok, NotPrincipal: { AWS: '*' } }),
    'Policy document should not specify a principal.',
  ],
  ['no ARN', on('bucket'), 'Resource bucket must be in ARN format or "*".'],
  ['an empty resource', on(''), 'Resource  must be in ARN format or "*".'],
  ['two stars', on('**'), 'Resource ** must be in ARN format or "*".'],
  ['a partition that is none', on('arn:foo:s3:::b'), 'Partition "foo" is not valid for resource "arn:foo:s3:::b".'],
  ['as above, short', on('arn:foo:s3'), 'Partition "foo" is not valid for resource "arn:foo:s3:*:*:*".'],
  ['as above, with colons', on('a:b:c:d:e:f:g'), 'Partition "b" is not valid for resource "arn:b:c:d:e:f:g".'],
  ['two segments', on('arn:aws'), 'Resource vendor must be fully qualified and cannot contain regexes.'],
  [
    'a wildcard for the service',
    on('arn:aws:s*:::b'),
    'Resource vendor must be fully qualified and cannot contain regexes.',
  ],
  [
    'IAM in a region',
    on('arn:aws:iam:us-east-1:1:role/x'),
    'IAM resource arn:aws:iam:us-east-1:1:role/x cannot contain region information.',
  ],
  [
    'S3 in a region',
    on('arn:aws:s3:us-east-1::b'),
    'Resource arn:aws:s3:us-east-1::b can not contain region information.',
  ],
  [
    'another IAM resource',
    on('arn:aws:iam::1:thing/x'),
    'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
  ],
  ['no vendor', doing('GetObject'), 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'],
  ['an empty action', doing(''), 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'],
  ['two colons', doing('s3:Get:Object'), 'Actions/Condition can contain only one colon.'],
  ['part of a vendor', doing('s3*:Get'), 'Vendor s3* is not valid'],
  ['a vendor in other letters', doing('s\u0131:Get'), 'Vendor s\u0131 is not valid'],
  [
    'NotAction without vendor',
    documentOf({ ...noAction, NotAction: 'x' }),
    'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  ],
  ['no Resource', documentOf(noResource), 'Policy statement must contain resources.'],
  ['no resources', on([]), 'Policy statement must contain resources.'],

  [
    'a bad resource beats two colons',
    documentOf({ ...ok, Action: 's3:a:b', Resource: 'x' }),
    'Resource x must be in ARN format or "*".',
  ],
  [
    'a bare action beats a missing Resource',
    documentOf({ ...noResource, Action: 'x' }),
    'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  ],
  [
    'equal Sids beat missing actions',
    documentOf([
      { ...noAction, Sid: 'a' },
      { ...ok, Sid: 'a' },
    ]),
    'Statement IDs (SID) in a single policy must be unique.',
  ],
  ['a remembered form hides a shape', on(['x', 'arn:aws:s3::bucket']), 'Resource x must be in ARN format or "*".'],
];

export const trustAccepted: readonly (readonly [name: string, document: string])[] = [
  ['an account', documentOf(trusting)],
  ['without Version', json({ Statement: trusting })],
  ['the old Version', documentOf(trusting, '2008-10-17')],
  ['an Id', json({ Version: '2012-10-17', Id: 'x', Statement: [trusting] })],
  ['everyone', naming('*')],
  ['everyone, as an object', naming({ AWS: '*' })],
  [
    'all forms',
    naming({
      AWS: [`arn:aws:iam::${ACCOUNT}:root`, `arn:aws:iam::${ACCOUNT}:user/a/b`, `arn:aws:iam::${ACCOUNT}:role/r`],
    }),
  ],
  ['a session', naming({ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/r/s` })],
  ['a service', naming({ Service: ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn'] })],
  ['providers', naming({ Federated: ['accounts.google.com', `arn:aws:iam::${ACCOUNT}:oidc-provider/example.com/a`] })],
  [
    'tags and identity',
    documentOf({ ...trusting, Action: ['sts:TagSession', 'sts:SetSourceIdentity', 'sts:SetContext'] }),
  ],
  ['federation', documentOf({ ...trusting, Action: ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'] })],
  ['a pattern', documentOf({ ...trusting, Action: 'sts:AssumeRole*' })],
  ['another case', documentOf({ ...trusting, Action: 'STS:assumerole' })],
  ['a condition', documentOf({ ...trusting, Condition: { StringEquals: { 'sts:ExternalId': 'x' } } })],
  ['a Deny', documentOf([trusting, { ...trusting, Effect: 'Deny' }])],
];

export const trustRefused: readonly (readonly [name: string, document: string, refusal: string])[] = [
  ['no JSON', '{', 'This policy contains invalid Json'],
  ['a list', '[]', SYNTAX],
  ['a name twice', '{"Statement":[],"Statement":[]}', SYNTAX],
  ['an unknown element', documentOf({ ...trusting, Principle: '*' }), SYNTAX],
  ['an unknown operator', documentOf({ ...trusting, Condition: { StringEqual: { a: 'b' } } }), SYNTAX],
  ['another Version', documentOf(trusting, '2013-01-01'), 'The policy must contain a valid version string'],
  ['no Statement', json({ Version: '2012-10-17' }), 'Could not parse the policy: Statement is empty!'],
  ['no statements', documentOf([]), 'Could not parse the policy: Statement is empty!'],
  [
    'equal Sids',
    documentOf([
      { ...trusting, Sid: 'a' },
      { ...trusting, Sid: 'a' },
    ]),
    'The Statement Ids in the policy are not unique',
  ],
  ['no Effect', documentOf({ Principal: '*', Action: 'sts:AssumeRole' }), 'Missing required field Effect'],
  ['another Effect', documentOf({ ...trusting, Effect: 'allow' }), 'Invalid effect: allow'],
  ['no Principal', documentOf(unnamed), 'Missing required field Principal'],
  ['an empty Principal', naming({}), 'Missing required field Principal cannot be empty!'],
  ['an empty list of principals', naming({ AWS: [] }), 'Missing required field Principal cannot be empty!'],
  ['a Principal that is text', naming(ACCOUNT), 'Principal must be a JSON object.'],
  [
    'an Allow with NotPrincipal',
    documentOf({ ...unnamed, NotPrincipal: { AWS: ACCOUNT } }),
    'Allow with NotPrincipal is not allowed.',
  ],
  [
    'a Deny with NotPrincipal',
    documentOf({ ...unnamed, Effect: 'Deny', NotPrincipal: { AWS: ACCOUNT } }),
    'AssumeRole policy must not contain NotPrincipal field.',
  ],
  [
    'a role pattern',
    naming({ AWS: `arn:aws:iam::${ACCOUNT}:role/*` }),
    `Invalid principal in policy: "AWS":"arn:aws:iam::${ACCOUNT}:role/*"`,
  ],
  [
    'a group',
    naming({ AWS: `arn:aws:iam::${ACCOUNT}:group/g` }),
    `Invalid principal in policy: "AWS":"arn:aws:iam::${ACCOUNT}:group/g"`,
  ],
  ['a raw id', naming({ AWS: ['*', 'AIDAALICE'] }), 'Invalid principal in policy: "AWS":"AIDAALICE"'],
  ['any service', naming({ Service: '*' }), 'Invalid principal in policy: "SERVICE":"*"'],
  ['a service without domain', naming({ Service: 'ec2' }), 'Invalid principal in policy: "SERVICE":"ec2"'],
  ['any provider', naming({ Federated: '*' }), 'Invalid principal in policy: "Federated":"*"'],
  ['a canonical user', naming({ CanonicalUser: 'abc' }), 'Invalid principal in policy: "CanonicalUser":"abc"'],
  ['another kind', naming({ Aws: ACCOUNT }), `Invalid principal in policy: "Aws":"${ACCOUNT}"`],
  [
    'Cognito for everyone',
    naming({ Federated: 'cognito-identity.amazonaws.com' }),
    'A condition block must be present for the Cognito provider',
  ],
  ['no Action', documentOf({ Effect: 'Allow', Principal: '*' }), 'Missing required field Action'],
  ['no actions', documentOf({ ...trusting, Action: [] }), 'Missing required field Action'],
  [
    'NotAction',
    documentOf({ Effect: 'Allow', Principal: '*', NotAction: 'sts:AssumeRole' }),
    'Missing required field Action',
  ],
  ['another action', documentOf({ ...trusting, Action: 's3:GetObject' }), STS_ONLY],
  ['another of STS', documentOf({ ...trusting, Action: 'sts:GetCallerIdentity' }), STS_ONLY],
  ['every action', documentOf({ ...trusting, Action: '*' }), STS_ONLY],
  ['a Resource', documentOf({ ...trusting, Resource: '*' }), 'Has prohibited field Resource'],
  ['a NotResource', documentOf({ ...trusting, NotResource: '*' }), 'Has prohibited field NotResource'],
  ['a bad date', documentOf({ ...trusting, Condition: { DateLessThan: { a: 'x' } } }), LEGACY],
];

export const sessionAccepted: readonly (readonly [name: string, document: string])[] = [
  ['without Version', json({ Statement: ok })],
  ['the old Version', documentOf(ok, '2008-10-17')],
  [
    'literals that cannot be read',
    when({ DateLessThan: { a: 'x' }, NumericEquals: { b: 'x' }, IpAddress: { c: 'x' }, ArnLike: { d: 'x' } }),
  ],
  ['an IPv6 block with host bits', when({ IpAddress: { a: '2001:db8::1/32' } })],
  ['an empty Condition', when({})],
  ['lenient words', when({ Null: { a: 'yes' } })],
  ['a whole ARN in a variable', on('${aws:PrincipalTag/arn}')],
];

export const sessionRefused: readonly (readonly [name: string, document: string, refusal: string])[] = [
  ['no JSON', 'invalid', 'The policy is not in the valid JSON format.'],
  ['empty', '', 'The policy is not in the valid JSON format.'],
  ['a comma too much', '{"Statement":[],}', 'The policy is not in the valid JSON format.'],
  ['a list', '[]', SYNTAX],
  ['a name twice', '{"Statement":[],"Statement":[]}', SYNTAX],
  ['too deep', '['.repeat(100) + ']'.repeat(100), SYNTAX],
  ['no statements', documentOf([]), SYNTAX],
  ['another Version', documentOf(ok, '2020-01-01'), SYNTAX],
  ['an unknown element', documentOf({ ...ok, Conditon: {} }), SYNTAX],
  ['a mis-cased Effect', documentOf({ ...ok, Effect: 'allow' }), SYNTAX],
  ['a Principal', documentOf({ ...ok, Principal: '*' }), SYNTAX],
  ['no Action', documentOf(noAction), SYNTAX],
  ['no resources', on([]), SYNTAX],
  ['an action without vendor', doing('GetObject'), SYNTAX],
  ['a resource that can name nothing', on('bucket'), SYNTAX],
  ['no base64', when({ BinaryEquals: { a: '!' } }), SYNTAX],
  [
    'equal Sids',
    documentOf([
      { ...ok, Sid: 'a' },
      { ...ok, Sid: 'a' },
    ]),
    SYNTAX,
  ],
];
