import { describe, expect, test } from 'vitest';
import { contains, readNetwork, readPeerAddress } from '../../src/base/addresses.ts';
import { readMoment } from '../../src/base/dates.ts';
import { compareDecimals, readDecimal } from '../../src/base/integers.ts';
import { readJson } from '../../src/base/json.ts';
import { awsPrincipalForm, compactSize, compile, decide, readPolicy, trustPrincipals } from '../../src/policy/index.ts';
import { matches, patternOf } from '../../src/policy/pattern.ts';
import type { Context, ContextValue, PolicyKind, Principal } from '../../src/policy/types.ts';

/** Corners that mutants of the engine lived in: each row fails for one of them. */
const ACCOUNT = '111122223333';
const USER = `arn:aws:iam::${ACCOUNT}:user/a`;
const user: Principal = { type: 'user', account: ACCOUNT, arn: USER, entityId: 'AIDAA', entityArn: USER };
const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
const V = '2012-10-17';

function contextOf(entries: Readonly<Record<string, string>>): Context {
  return new Map(
    Object.entries(entries).map(([key, value]): [string, ContextValue] => [key, { kind: 'single', value }]),
  );
}

function read(kind: PolicyKind, ...Statement: unknown[]) {
  const result = readPolicy(JSON.stringify({ Version: V, Statement }), kind);
  if (!result.ok) throw new Error(result.problem.message);
  return result.policy;
}

const answer = (kind: PolicyKind, statement: unknown): string => {
  const result = readPolicy(JSON.stringify({ Version: V, Statement: statement }), kind);
  return result.ok ? 'accepted' : result.problem.message;
};

const allowed = (statement: object, context: Context = new Map(), resource = '*'): boolean =>
  decide(
    { identity: [compile(read('session', { ...everything, ...statement }))], resourceAccount: ACCOUNT },
    { action: 's3:GetObject', resource, principal: user, context },
  ).allowed;

const holds = (operator: string, value: string, operand: string | boolean): boolean =>
  allowed({ Condition: { [operator]: { k: operand } } }, contextOf({ k: value }));

test.each([
  ['*ab*b?', 'abx', false],
  ['*ab*b?', 'abbx', true],
  ['a?*', 'a', false],
])('%s on %s: %s', (pattern, text, expected) => {
  expect(matches(patternOf(pattern), text)).toBe(expected);
});

test.each([
  ['BinaryEquals', 'RQ==', 'QQ==', false],
  ['BinaryEquals', 'QUJDRA==', 'QUJDSA==', false],
  ['BinaryEquals', 'QUJDRA==', 'QUJDRA==', true],
  ['BinaryEquals', 'QUI=', 'QVI=', false],
  ['BinaryEquals', 'QUI=', 'RUI=', false],
  ['BinaryEquals', 'QUJDREU=', 'QUJERkU=', false],
  ['Bool', 'true', true, true],
  ['Bool', 'true', false, false],
  ['IpAddress', '2001:db8::5', '2001:db8::5', true],
  ['IpAddress', '2001:db8::5', '2001:db8::6', false],
  ['IpAddress', '1:0:0:0:0:ffff:a00:1', '10.0.0.1', false],
  ['IpAddress', '0:0:0:1:0:ffff:a00:1', '10.0.0.1', false],
  ['IpAddress', '0:0:0:0:0:ffff:a00:1', '10.0.0.1', true],
])('%s: %s against %s is %s', (operator, value, operand, expected) => {
  expect(holds(operator, value, operand)).toBe(expected);
});

test('a variable without a value says neither that a key is there nor that it is not', () => {
  const condition = { Condition: { Null: { k: '${test:none}' } } };
  expect(allowed(condition)).toBe(false);
  expect(allowed(condition, contextOf({ k: 'x' }))).toBe(false);
});

test.each([
  ['${test:a}:::${test:b}', 'arn:aws:s3:::x:y', true],
  ['${test:a}:::${test:b}', 'arn:aws:s3:::x', false],
  ['arn:aws:s3:::${test:b}:*', 'arn:aws:s3:::x:y:z', true],
  ['arn:aws:s3:::${test:b}:*', 'arn:aws:s3:::x:z', false],
])('%s names %s: %s', (Resource, resource, expected) => {
  expect(allowed({ Resource }, contextOf({ 'test:a': 'arn:aws:s3', 'test:b': 'x:y' }), resource)).toBe(expected);
});

test.each([
  ['arn:*:s3:::x', '*', true],
  ['arn:*:s3:::x', 'foo:aws:s3:::x', true],
  ['arn:*:s3:::x', 'arn:aws:s3:::x', false],
])('all but %s names %s: %s', (NotResource, resource, expected) => {
  expect(allowed({ Resource: undefined, NotResource }, new Map(), resource)).toBe(expected);
});

test('a statement that names a resource in two ways is named once', () => {
  const Resource = ['arn:aws:s3:::a*', 'arn:aws:s3:::ab*', 'arn:aws:s3:::abc'];
  const identity = [compile(read('identity', { ...everything, Resource }))];
  const request = { action: 's3:GetObject', resource: 'arn:aws:s3:::abc', principal: user, context: new Map() };
  expect(decide({ identity, resourceAccount: ACCOUNT }, request).statements).toHaveLength(1);
});

describe('literals', () => {
  test.each([
    ['+1893456000', 1_893_456_000_000],
    ['-1', -1_000],
    ['2028-02-29', 1_835_395_200_000],
    ['2028-02-30', undefined],
    ['2030-01-01T00:00:00+23:59', 1_893_369_660_000],
    ['2030-01-01T00:00:00+24:00', undefined],
    ['2030-01-01T00:00:00+00:60', undefined],
  ])('the moment %s', (text, ms) => expect(readMoment(text)).toBe(ms));

  test.each([
    ['-0', '0', 0],
    ['-0.0', '+0e5', 0],
    ['9007199254740993', '9007199254740992', 1],
    ['-9007199254740993', '-9007199254740992', -1],
    ['9007199254740993e0', '90071992547409930e-1', 0],
  ])('%s compared with %s', (a, b, sign) => {
    expect(Math.sign(compareDecimals(readDecimal(a)!, readDecimal(b)!))).toBe(sign);
  });

  test.each([
    ['1::2::3', undefined],
    ['::1::', undefined],
    ['::1', [0, 0, 0, 1]],
    ['1::', [0x10000, 0, 0, 0]],
    ['0000:0000:0000:0000:0000:ffff:255.255.255.255', [0xffffffff]],
  ])('the address %s', (text, words) => expect(readPeerAddress(text)).toEqual(words));

  test('an address alone is a block of one', () => {
    expect(readNetwork('2001:db8::1')).toMatchObject({ prefix: 128, hostBits: false });
    expect(contains(readNetwork('::/0')!, readPeerAddress('2001:db8::1')!)).toBe(true);
  });

  test.each([
    ['"\\" "', 5],
    ['"\\\\" "x"', 7],
    ['"\\', 2],
    ['{ "a\\"  b" : 1 }', '{"a\\"  b":1}'.length],
  ])('the size of %s', (text, size) => expect(compactSize(text)).toBe(size));
});

test.each([3, 8, 9, 16, 17, 40])('a name twice among %i others is found wherever it stands', (count) => {
  const members = Array.from({ length: count }, (_, i) => `"n${i}":${i}`);
  for (const twice of [0, count >> 1, count - 1]) {
    expect(readJson(`{${[...members, `"n${twice}":0`].join()}}`)).toMatchObject({ ok: false, reason: 'duplicate' });
  }
  expect(readJson(`{${members.join()}}`).ok).toBe(true);
});

describe('principals', () => {
  test.each([
    [`arn:aws:iam::${ACCOUNT}:user/a*/b`, undefined],
    [`arn:aws:iam::${ACCOUNT}:role/?/b`, undefined],
    [`arn:aws:iam::${ACCOUNT}:role/${'x'.repeat(2_010)}`, 'role'],
    [`arn:aws:iam::${ACCOUNT}:role/${'x'.repeat(2_018)}`, undefined],
  ])('%.60s is %s', (text, form) => expect(awsPrincipalForm(text)).toBe(form));

  test.each([
    ['ec2.amazonaws.com x', 'Service', 'SERVICE'],
    ['X ec2.amazonaws.com', 'Service', 'SERVICE'],
    [`x arn:aws:iam::${ACCOUNT}:oidc-provider/a`, 'Federated', 'Federated'],
    [`arn:aws:iam::${ACCOUNT}:oidc-provider/a b`, 'Federated', 'Federated'],
  ])('%s is no principal of a trust policy', (text, kind, shown) => {
    const statement = { Effect: 'Allow', Principal: { [kind]: text }, Action: 'sts:AssumeRole' };
    expect(answer('trust', statement)).toBe(`Invalid principal in policy: "${shown}":"${text}"`);
  });

  test('a provider in another partition is one', () => {
    const Federated = `arn:aws-cn:iam::${ACCOUNT}:saml-provider/a`;
    const statement = { Effect: 'Allow', Principal: { Federated }, Action: 'sts:AssumeRoleWithSAML' };
    expect(answer('trust', statement)).toBe('accepted');
  });

  test('only users and roles that AWS principals name are bound', () => {
    const service = { ...everything, Principal: { Service: USER } };
    expect(trustPrincipals(read('resource', service, { ...everything, Principal: '*' }))).toEqual([]);
    const denied = { ...everything, Effect: 'Deny', NotPrincipal: { AWS: [USER, ACCOUNT] } };
    expect(trustPrincipals(read('resource', denied)).map(({ text }) => text)).toEqual([USER]);
  });

  const provider = `arn:aws:iam::${ACCOUNT}:saml-provider/a`;
  const sessionArn = `arn:aws:sts::${ACCOUNT}:assumed-role/r/s`;
  const session: Principal = { type: 'role-session', account: ACCOUNT, arn: sessionArn };
  test.each<[Principal, object, boolean]>([
    [{ type: 'saml', account: '', arn: '', provider }, { Federated: provider }, true],
    [{ type: 'web-identity', account: '', arn: '', provider }, { Federated: provider }, true],
    [{ type: 'saml', account: '', arn: '', provider }, { Federated: 'www.amazon.com' }, false],
    [{ type: 'saml', account: ACCOUNT, arn: '', provider }, { AWS: ACCOUNT }, false],
    [{ type: 'service', account: '', arn: '', provider: 'ec2.amazonaws.com' }, { Service: 'ec2.amazonaws.com' }, true],
    [session, { AWS: [sessionArn, ACCOUNT] }, true],
    [session, { AWS: [sessionArn] }, false],
    [session, { AWS: [ACCOUNT] }, false],
    [user, { AWS: [USER, `arn:aws:iam::${ACCOUNT}:root`] }, true],
    [user, { AWS: [USER, `arn:aws-cn:iam::${ACCOUNT}:root`] }, false],
  ])('%j against NotPrincipal %j: exempt %s', (principal, names, exempt) => {
    const open = { ...everything, Principal: '*' };
    const closed = { ...everything, Effect: 'Deny', NotPrincipal: names };
    const resource = { policy: compile(read('resource', open, closed)), kind: 'resource' } as const;
    const identity = [compile(read('session', everything))];
    const request = { action: 's3:GetObject', resource: '*', principal, context: new Map() };
    expect(decide({ identity, resource, resourceAccount: ACCOUNT }, request).because !== 'explicit-deny').toBe(exempt);
  });
});

describe('what is stored', () => {
  const region = (arn: string) => `Resource ${arn} can not contain region information.`;
  test.each<[PolicyKind, object, string]>([
    ['identity', { Action: 's3::Get' }, 'Actions/Condition can contain only one colon.'],
    ['identity', { Action: '_:Get' }, 'Vendor _ is not valid'],
    ['identity', { Action: '*:Get' }, 'accepted'],
    ['identity', { Resource: 'arn:aws:s3:us-east-1::accesspoint/a' }, region('arn:aws:s3:us-east-1::accesspoint/a')],
    [
      'identity',
      { Resource: `arn:aws:s3:us-east-1:${ACCOUNT}:bucket` },
      region(`arn:aws:s3:us-east-1:${ACCOUNT}:bucket`),
    ],
    ['identity', { Resource: 'arn:aws:iam' }, 'accepted'],
    ['identity', { Resource: 'arn:foo' }, 'Partition "foo" is not valid for resource "arn:foo:*:*:*:*".'],
    ['identity', { Resource: 'arn:foo::x' }, 'Partition "foo" is not valid for resource "arn:foo::x:*:*".'],
    ['identity', { Condition: { IpAddress: { k: '2001:db8::/32' } } }, 'accepted'],
    ['session', { NotPrincipal: '*' }, 'Syntax errors in policy.'],
    ['session', { Effect: undefined }, 'Syntax errors in policy.'],
    ['session', { Resource: '${aws:x}' }, 'accepted'],
    ['session', { Resource: 'a:b' }, 'accepted'],
    ['session', { Resource: 'bucket' }, 'Syntax errors in policy.'],
  ])('%s %j: %s', (kind, statement, expected) => {
    expect(answer(kind, { ...everything, ...statement })).toBe(expected);
  });

  test('a session policy without statements is none', () => {
    expect(readPolicy('{"Version":"2012-10-17"}', 'session').ok).toBe(false);
  });

  test('a document without Version is one of 2008', () => {
    const result = readPolicy(JSON.stringify({ Statement: everything }), 'session');
    expect(result.ok && result.policy.version).toBe('2008-10-17');
  });
});

test('an exception in one policy of one level denies, and is said', () => {
  const failing: Context = Object.assign(new Map<string, ContextValue>(), {
    get: () => {
      throw new Error('no context');
    },
  });
  const guarded = compile(read('scp', { ...everything, Condition: { StringEquals: { k: 'v' } } }));
  const open = compile(read('scp', everything));
  const request = { action: 's3:GetObject', resource: '*', principal: user, context: failing };
  const decision = decide({ identity: [open], resourceAccount: ACCOUNT, scp: [[open], [open, guarded]] }, request);
  expect(decision).toMatchObject({ allowed: false, because: 'explicit-deny', layer: 'scp', failed: true });
  expect(decision.statements).toHaveLength(1);
});
