import type { Principal } from './shapes.ts';

/** Few words, and nasty ones, so that what is asked and what is written meet often. */
export const HOME = '111122223333';
export const AWAY = '444455556666';

export const ACTIONS = ['s3:GetObject', 's3:PutObject', 'sqs:SendMessage', 'iam:GetUser'];
/** Longer than any action of AWS. */
export const LONG_ACTION = `s3:Get${'x'.repeat(140)}`;
export const ACTION_PATTERNS = [
  '*',
  '*:*',
  's3:*',
  'S3:getobject',
  's3:Get*',
  's3:?etObject',
  's3:PutObject',
  'sqs:SendMessage',
  'sqs:s*m*e',
  'iam:Get????',
  'iam:*',
  's3:Get Object',
  's3:a,b',
  's3:Get*,*',
  's3:GetObjectAcl',
];
export const TRUST_ACTIONS = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
export const TRUST_ACTION_PATTERNS = [
  'sts:AssumeRole',
  'sts:assumerole',
  'sts:TagSession',
  'sts:*',
  'sts:Assume*',
  'sts:SetSourceIdentity',
];

export const ROLE_ARN = `arn:aws:iam::${HOME}:role/app/Worker`;
export const USER_ARN = `arn:aws:iam::${HOME}:user/x/alice`;
export const RESOURCES = [
  'arn:aws:s3:::bucket/a',
  'arn:aws:s3:::bucket/A',
  'arn:aws:s3:::bucket:suffix/x/y',
  'arn:aws:s3:::bucket/\u{1f600}',
  'arn:aws:s3:::bucket/a\nb',
  'arn:aws:s3:::team*',
  'arn:aws:s3:::red',
  'arn:aws:s3:::[a]\\',
  `arn:aws:sqs:us-east-1:${HOME}:queue`,
  USER_ARN,
  '*',
];

/** Entries that any place can store; short ones stand in `SHORT_RESOURCES`. */
export const RESOURCE_PATTERNS = [
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::bucket*',
  'arn:aws:s3:::bucket/a',
  'arn:aws:s3:::bucket/?',
  'arn:aws:s3:::bucket/??',
  'arn:aws:s3:::bucket/a*b',
  'arn:aws:s3:::bucket:*/?',
  'arn:*:s3:::bucket/[aA]',
  'arn:*:s3:::[*]\\',
  `arn:aws:sqs:us-*-?:${HOME}:queue`,
  `arn:aws:sqs:*:*:*`,
  `arn:aws:iam::${HOME}:user/*`,
  `arn:aws:iam::1111*:user/x/alice`,
  'arn:aws:s3:::${test:Team}',
  "arn:aws:s3:::${TEST:team, 'red'}",
  "arn:aws:s3:::${test:None,'team*'}",
  "arn:aws:s3:::${test:None,   'bucket/a'}",
  'arn:aws:s3:::${test:None}',
  'arn:aws:s3:::${test:Tags}',
  "arn:aws:s3:::${test:Tags, 'red'}",
  'arn:aws:s3:::team${*}',
  'arn:aws:s3:::${test:Team}*',
  'arn:aws:s3:::*${test:Letter}',
  'arn:aws:s3:::buck?t/${test:Letter}',
  'arn:aws:s3:::bucket/${?}',
  'arn:${test:Partition}:s3:::bucket/a',
  'arn:aws:s3:${test:Empty}::bucket/a',
  'arn:aws:s3:::bucket/${test:Empty}a',
  '${test:Arn}',
  'arn:aws:s3:::${test:Team',
  'arn:aws:s3:::${ test:Team}',
];
export const SHORT_RESOURCES = [
  'arn:aws:s3',
  'arn:aws:sqs',
  'arn:*:sqs:us-east-1',
  'arn:aws:sqs:*',
  'arn:aws:sqs:*:*',
  'arn:aws:${test:None}',
  'arn:aws:s3:${test:Empty}',
];

export const SERVICE = 'ec2.amazonaws.com';
export const OIDC = `arn:aws:iam::${HOME}:oidc-provider/idp.example.com`;
export const SAML = `arn:aws:iam::${HOME}:saml-provider/Corp`;

function people(account: string): Principal[] {
  const user = `arn:aws:iam::${account}:user/x/alice`;
  return [
    { type: 'user', account, arn: user, entityId: `AIDA${account}`, entityArn: user },
    {
      type: 'role-session',
      account,
      arn: `arn:aws:sts::${account}:assumed-role/Worker/session`,
      entityId: `AROA${account}`,
      entityArn: `arn:aws:iam::${account}:role/app/Worker`,
    },
    {
      type: 'federated-user',
      account,
      arn: `arn:aws:sts::${account}:federated-user/bob`,
      entityId: `AIDA${account}`,
      entityArn: user,
    },
    { type: 'root', account, arn: `arn:aws:iam::${account}:root` },
  ];
}

export const PEOPLE = [...people(HOME), ...people(AWAY)];
export const SERVICES: Principal[] = [
  { type: 'service', account: '', arn: SERVICE, provider: SERVICE },
  { type: 'service', account: '', arn: 'lambda.amazonaws.com', provider: 'lambda.amazonaws.com' },
];
export const STRANGERS: Principal[] = [
  { type: 'web-identity', account: HOME, arn: '', provider: OIDC },
  { type: 'web-identity', account: '', arn: '', provider: 'accounts.google.com' },
  { type: 'saml', account: HOME, arn: '', provider: SAML },
];
export const ANONYMOUS: Principal = { type: 'anonymous', account: 'anonymous', arn: '' };

/** What a Principal element may name: [kind, text]. */
export const NAMES: readonly (readonly [string, string])[] = [
  ['AWS', '*'],
  ...[HOME, AWAY].flatMap((account): (readonly [string, string])[] => [
    ['AWS', account],
    ['AWS', `arn:aws:iam::${account}:root`],
    ['AWS', `arn:aws:iam::${account}:user/x/alice`],
    ['AWS', `arn:aws:iam::${account}:user/alice`],
    ['AWS', `arn:aws:iam::${account}:role/app/Worker`],
    ['AWS', `arn:aws:sts::${account}:assumed-role/Worker/session`],
    ['AWS', `arn:aws:sts::${account}:assumed-role/Worker/other`],
    ['AWS', `arn:aws:sts::${account}:federated-user/bob`],
  ]),
  ['Service', SERVICE],
  ['Federated', OIDC],
  ['Federated', SAML],
];

/** What a trust policy may not name, and the policy of another resource may, in vain. */
export const ODD_NAMES: readonly (readonly [string, string])[] = [
  ['AWS', `arn:aws:iam::${HOME}:user/*`],
  ['AWS', `arn:aws:iam::${HOME}:group/x`],
  ['AWS', `AIDA${HOME}`],
  ['CanonicalUser', '79a59df900b949e55d96a1e698fbaced'],
];

/** One family of operators: how they are called, which keys they ask for, what those hold, what is written about them. */
export interface Family {
  readonly operators: readonly string[];
  readonly single: readonly string[];
  readonly multi: readonly string[];
  readonly values: readonly string[];
  /** Texts that any document may hold. */
  readonly literals: readonly (string | boolean | number)[];
  /** Texts that only a session policy tolerates (1.6). */
  readonly malformed: readonly string[];
}

const ORDER = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];
const STRINGS = [
  'red',
  'Red',
  'RED',
  'blue',
  '',
  'r*d',
  'team*',
  'true',
  '1',
  'a\nd',
  '\u{1f600}',
  '\u212a',
  'k',
  'a:b/c',
  's',
  '\u017f',
  '\u039f\u03a3',
  '${test:Team*',
  '${red}',
  '${${test:Team}}',
  'a}b',
  '${ test:Team}',
  '${test:Team}',
  '*',
  '?',
  '$',
];

export const FAMILIES: readonly Family[] = [
  {
    operators: [
      'StringEquals',
      'StringNotEquals',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringLike',
      'StringNotLike',
    ],
    single: ['test:Team', 'test:Word', 'test:Empty'],
    multi: ['test:Tags'],
    values: STRINGS,
    literals: [
      'red',
      'Red',
      'blue',
      '',
      'r*d',
      'r?d',
      '*',
      '?',
      '??',
      'a*',
      'RED',
      'K',
      's',
      '\u017f',
      true,
      1,
      '${test:Team}',
      '${test:WORD}',
      "${test:None, 'red'}",
      "${test:None, 'r*d'}",
      '${test:None}',
      '${test:Tags}',
      "${test:Tags, 'red'}",
      '${*}',
      '${?}',
      '${$}',
      'r${*}d',
      '${test:Word}*',
      '*${test:Word}',
      'r?${$}',
      '${$}{test:Team}',
      '${test:Empty}',
      "${test:Empty, 'red'}",
      '${test:Team',
      '${test:Team*',
      '${ test:Team}',
      '${}',
      "${test:None, 'red}",
      "${test:None, 'red', 'blue'}",
      "${test:None, ''}",
      "${test:None, 'a}b'}",
      '${test:Cost Center}',
      '${${test:Team}}',
      '\u03bf\u03c3',
    ],
    malformed: [],
  },
  {
    operators: ORDER.map((name) => `Numeric${name}`),
    single: ['test:Number', 'test:Word'],
    multi: ['test:Numbers'],
    values: [
      '1',
      '01',
      '+1',
      '1.0',
      '1e0',
      '2',
      '-1',
      '0',
      '-0',
      '10',
      '9007199254740992',
      '9007199254740993',
      '0.1',
      '0x10',
      '',
      'NaN',
      'Infinity',
      '1a',
      'red',
    ],
    literals: [
      '1',
      '01',
      '+1',
      '1.0',
      '1e0',
      1,
      2,
      1.5,
      '10',
      '-1',
      '0',
      '1e1',
      '9007199254740993',
      '0.10',
      '${test:Number}',
      "${test:None, '1'}",
      '${test:Word}',
      '${test:None}',
    ],
    malformed: ['x', '', '0x1', 'NaN', '1 ', '1,0'],
  },
  {
    operators: ORDER.map((name) => `Date${name}`),
    single: ['test:Date', 'test:Word'],
    multi: ['test:Dates'],
    values: [
      '2030-01-01',
      '1893456000',
      '2030-01-01T00:00:00Z',
      '2030-01-01T00:00:00.001Z',
      '2030-01-01T01:00:00+01:00',
      '2029-12-31T23:59:59Z',
      '2030-02-30',
      '2030-01',
      'yesterday',
      '',
      '1',
      '2030-01-01T00:00Z',
      '2030-13-01',
      '2030-04-30',
      '2030-04-31',
      '+1893456000',
      '2030-01-01T00:00:00+24:00',
      '9999999999999999999',
    ],
    literals: [
      '2030-01-01',
      '1893456000',
      '2030-01-01T00:00:00Z',
      '2030-01-01T00:00:00.000Z',
      '2029-12-31',
      '2030-01-01T00:00:01Z',
      '2029-12-31T23:00:00-01:00',
      1893456000,
      '+1893456000',
      '2028-02-29',
      '${test:Date}',
      "${test:None, '2030-01-01'}",
      '${test:Word}',
      '${test:None}',
    ],
    malformed: ['01T', '2030-02-30', '2030-04-31', '9999999999999999999', 'soon', '2030-01-01T25:00:00Z', ''],
  },
  {
    operators: ['Bool'],
    single: ['test:Flag', 'test:Word'],
    multi: ['test:Flags'],
    values: ['true', 'false', 'True', 'TRUE', 'TR\u00dcE', '\u212a', 'yes', '', '1'],
    literals: ['true', 'false', true, false, 'yes', 'TRUE', '${test:Flag}', "${test:None, 'true'}", '${test:None}'],
    malformed: [],
  },
  {
    operators: ['BinaryEquals'],
    single: ['test:Bytes', 'test:Word'],
    multi: ['test:BytesList'],
    values: ['QQ==', 'QUI=', 'QUJD', '', '!!!!', 'QQ='],
    literals: ['QQ==', 'QUI=', 'QUJD', '${test:Bytes}', "${test:None, 'QQ=='}", '${test:None}'],
    malformed: [],
  },
  {
    operators: ['IpAddress', 'NotIpAddress'],
    single: ['test:Ip', 'test:Word'],
    multi: ['test:Ips'],
    values: [
      '10.0.0.5',
      '10.0.0.6',
      '010.0.0.5',
      '11.0.0.1',
      '2001:db8::5',
      '2001:db8:0:0:0:0:0:6',
      '::ffff:10.0.0.5',
      '::ffff:0a00:0006',
      '10.0.0.5/32',
      '10.0.0',
      '300.1.1.1',
      '',
      'fe80::1%eth0',
      '1::2::3',
      '0000:0000:0000:0000:0000:0000:0000:0000:0000:0005',
      '1:2:3:4::5:6:7:8',
      'red',
    ],
    literals: [
      '10.0.0.5',
      '10.0.0.5/8',
      '10.0.0.0/+31',
      '010.0.0.6',
      '0.0.0.0/0',
      '10.0.0.4/31',
      '2001:db8::/64',
      '2001:DB8::5',
      '::/0',
      '::ffff:a00:0/104',
      '2001:db8::4/127',
      '${test:Ip}',
      "${test:None, '10.0.0.0/8'}",
      '${test:Word}',
      '${test:None}',
    ],
    malformed: [
      '2001:db8::5/64',
      '2001:db8::6/120',
      '10.0.0',
      '10.0.0.0/33',
      '2001:db8::5/64',
      '',
      'x/8',
      '10.0.0.0/',
      '2001:db8::/129',
      '1::2::3',
    ],
  },
  {
    operators: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
    single: ['test:Source', 'test:Arn', 'test:Word'],
    multi: ['test:Sources'],
    values: [
      `arn:aws:sns:us-east-1:${HOME}:topic`,
      `arn:aws:sns:us-east-1:${HOME}:topic:sub/1`,
      'arn:aws:s3:::bucket/a',
      `arn:aws:iam::${HOME}:role/app/Worker`,
      'not-an-arn',
      'arn:aws:s3',
      '',
      'ARN:aws:s3:::bucket/a',
    ],
    literals: [
      '*',
      'arn:aws:s3:::bucket/?',
      `arn:aws:sns:*:${HOME}:topic`,
      `arn:aws:sns:*:*:*`,
      `arn:aws:sns:*:${HOME}:t*:sub*`,
      `arn:*:iam::${HOME}:role/*`,
      'arn:aws:s3:::BUCKET/a',
      '${test:Arn}',
      "${test:None, 'arn:aws:s3:::bucket/a'}",
      '${test:None}',
      'arn:aws:s3:::bucket/${test:Letter}',
      'arn:aws:${test:Service}:::bucket/a',
      '${test:Word}',
    ],
    malformed: ['not-an-arn', 'arn:aws:iam::*', '', 'arn:aws:s3', '*:aws:s3:::bucket/a', '**'],
  },
  // Letters whose cases are no pair, blocks of IPv6, and numbers that doubles cannot tell apart: rare in a large
  // vocabulary, so they have small ones.
  {
    operators: ORDER.map((name) => `Numeric${name}`),
    single: ['test:Tiny'],
    multi: ['test:Tinies'],
    values: ['1e-400', '-1e-400', '2e-400', '-2e-400', '1e-401', '0', '10e-401', '1e400', '2e400', '-1e400'],
    literals: ['1e-400', '-1e-400', '2e-400', '-2e-400', '1e-401', '0', '10e-401', '1e400', '2e400', '-1e400'],
    malformed: [],
  },
  {
    operators: ORDER.map((name) => `Numeric${name}`),
    single: ['test:Huge'],
    multi: ['test:Huges'],
    values: ['9007199254740992', '9007199254740993', '-9007199254740992', '-9007199254740993', '9007199254740993.0'],
    literals: ['9007199254740992', '9007199254740993', '-9007199254740992', '-9007199254740993', '9007199254740993e0'],
    malformed: [],
  },
  {
    operators: ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    single: ['test:Letter'],
    multi: ['test:Letters'],
    values: ['s', 'S', '\u017f', 'k', '\u212a', '\u039f\u03a3', '\u03bf\u03c2', '\u03bf\u03c3', 'ss', '\u00df'],
    literals: ['s', 'S', '\u017f', 'K', '\u212a', '\u039f\u03a3', '\u03bf\u03c3', 'SS', '\u00df'],
    malformed: [],
  },
  {
    operators: ['IpAddress', 'NotIpAddress'],
    single: ['test:Ip'],
    multi: ['test:Ips'],
    values: ['2001:db8::5', '2001:db8::6', '2001:db8:0:0::5', '::ffff:10.0.0.5', '10.0.0.5', '2001:db8:0:5'],
    literals: ['2001:db8::/64', '2001:db8::4/127', '2001:db8::5', '::/0', '10.0.0.0/8', '::ffff:0:0/96'],
    malformed: ['2001:db8::5/64', '2001:db8::6/120', '2001:db8::7/126'],
  },
  {
    operators: ['Null'],
    single: ['test:Team', 'test:Empty', 'test:Ip', 'test:Number'],
    multi: ['test:Tags', 'test:Numbers'],
    values: STRINGS,
    literals: ['true', 'false', true, false, 'yes', 'TRUE', '${test:Word}', '${test:None}'],
    malformed: [],
  },
];

/** Keys that variables need, with what they may hold. */
export const EXTRA_KEYS: readonly (readonly [string, readonly string[]])[] = [
  ['test:Team', ['red', 'team*', 'bucket/a', 'blue', '*']],
  ['test:Empty', ['']],
  ['test:Cost Center', ['red', 'blue']],
  ['test:Second', ['red', '1', '10.0.0.5', 'true', '2030-01-01', 'arn:aws:s3:::bucket/a']],
  ['test:Partition', ['aws', 'aws-cn', '*']],
  ['test:Service', ['s3', 's3:']],
  ['test:Letter', ['a', '*', '?']],
  ['test:Arn', ['arn:aws:s3:::bucket/a', 'arn:aws:s3:::*', 'arn:aws:s3', '*', 'not-an-arn']],
  ['test:Word', ['red', '1', '10.0.0.5', '2030-01-01', 'not-an-arn', 'arn:aws:s3:::bucket/a', 'true', 'QQ==']],
];
