import { describe, expect, test } from 'vitest';
import { decide, nobody } from './index.ts';
import {
  ACCOUNT,
  anonymous,
  bindings,
  contextOf,
  federated,
  OTHER,
  policy,
  role,
  root,
  service,
  user,
  webIdentity,
} from './testing.ts';
import type { CompiledPolicy, Layers, PolicyRequest, Principal } from './types.ts';

const OBJECT = 'arn:aws:s3:::bucket/object';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/target`;
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };
const NOTHING_OF_S3 = { Effect: 'Allow', Action: 'ec2:*', Resource: '*' };

const administrator = policy('identity', EVERYTHING);
const trust = (principal: unknown, rest: object = {}) =>
  policy('trust', { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...rest }, { bindings });
const bucket = (principal: unknown, rest: object = {}) =>
  policy('resource', { Effect: 'Allow', Principal: principal, Action: 's3:*', Resource: '*', ...rest });

type Around = Partial<Layers>;

/** `allow`, or the reason and the layer. */
function answer(layers: Around, request: Partial<PolicyRequest>): string {
  const whole = { identity: [], resourceAccount: ACCOUNT, ...layers };
  const decision = decide(whole, {
    action: 's3:GetObject',
    resource: OBJECT,
    principal: user,
    context: new Map(),
    ...request,
  });
  expect(decision.allowed).toBe(decision.because === 'allowed');
  return decision.allowed ? 'allow' : `${decision.because} ${decision.layer}`;
}

const assume = (layers: Around, trusted: CompiledPolicy, principal: Principal) =>
  answer(
    { ...layers, resource: { policy: trusted, kind: 'trust' } },
    { action: 'sts:AssumeRole', resource: ROLE, principal },
  );

const read = (layers: Around, shared: CompiledPolicy | undefined, principal: Principal) =>
  answer({ ...layers, resource: shared && { policy: shared, kind: 'resource' } }, { principal });

describe('the rows of policy.md 6.9', () => {
  const boundary = [policy('boundary', NOTHING_OF_S3)];
  const identity = [administrator];
  const assumer = [policy('identity', { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' })];
  const outsider = { ...user, account: OTHER };

  test('1: a bucket that names the session is not limited by the boundary', () => {
    expect(read({ identity, boundary }, bucket({ AWS: role.arn }), role)).toBe('allow');
  });
  test('2: a bucket that names the role is', () => {
    expect(read({ identity, boundary }, bucket({ AWS: role.entityArn }), role)).toBe('implicit-deny boundary');
  });
  test('3: a bucket that names everyone is not', () => {
    expect(read({ identity, boundary }, bucket('*'), role)).toBe('allow');
  });
  test('4: a bucket that names the user is not', () => {
    expect(read({ identity, boundary }, bucket({ AWS: user.arn }), user)).toBe('allow');
  });
  test('5: as 1, with the bucket in another account', () => {
    const layers = { identity, boundary, resourceAccount: OTHER };
    expect(read(layers, bucket({ AWS: role.arn }), role)).toBe('implicit-deny boundary');
  });
  test('6: a federated user without session policy has no permissions', () => {
    expect(read({ identity }, undefined, federated)).toBe('implicit-deny session');
  });
  test('7: Deny with NotPrincipal reaches a listed user who has a boundary', () => {
    const shared = bucket(undefined, {
      Principal: undefined,
      NotPrincipal: { AWS: [user.arn, ACCOUNT] },
      Effect: 'Deny',
    });
    const unlimited = [policy('boundary', EVERYTHING)];
    expect(read({ identity, boundary: unlimited }, shared, user)).toBe('explicit-deny resource');
    expect(read({ identity }, shared, user)).toBe('allow');
  });
  test('8: a trust policy that names somebody else', () => {
    const other = `arn:aws:iam::${ACCOUNT}:user/bob`;
    expect(assume({ identity: assumer }, trust({ AWS: other }), user)).toBe('implicit-deny trust');
  });
  test('9: a trust policy that names the user is enough', () => {
    expect(assume({}, trust({ AWS: user.arn }), user)).toBe('allow');
  });
  test('10: a trust policy that names the account is not', () => {
    expect(assume({}, trust({ AWS: ACCOUNT }), user)).toBe('implicit-deny identity');
  });
  test('11: a trust policy that names everyone, from another account', () => {
    expect(assume({}, trust('*'), outsider)).toBe('implicit-deny identity');
  });
  // 12, GetCallerIdentity, asks nothing: its declaration has no questions.
  test('13: a multi-valued key and an operator without qualifier', () => {
    const tagger = policy('identity', { ...EVERYTHING, Condition: { StringEquals: { 'aws:TagKeys': 'a' } } });
    expect(answer({ identity: [tagger] }, { context: contextOf({ 'aws:tagkeys': ['a'] }) })).toBe(
      'implicit-deny identity',
    );
  });
  test('14: an ARN that cannot be read in a Deny', () => {
    const session = [
      policy('session', [
        EVERYTHING,
        { ...EVERYTHING, Effect: 'Deny', Condition: { ArnLike: { 'my:arn': 'not-an-arn' } } },
      ]),
    ];
    const context = contextOf({ 'my:arn': ROLE });
    expect(answer({ identity, session }, { principal: role, context })).toBe('explicit-deny session');
    expect(answer({ identity, session }, { principal: role })).toBe('allow');
  });
  test('15: ForAllValues without any value', () => {
    const tagger = policy('identity', {
      ...EVERYTHING,
      Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } },
    });
    expect(answer({ identity: [tagger] }, {})).toBe('allow');
  });
});

/** The table of 6.7, whole: who the trust policy names x what the caller's own layers say x which account. */
describe('sts:AssumeRole', () => {
  const yes = [policy('identity', EVERYTHING)];
  const no = [policy('identity', NOTHING_OF_S3)];
  const grants = {
    none: { AWS: `arn:aws:iam::${ACCOUNT}:user/nobody` },
    account: { AWS: ACCOUNT },
    role: { AWS: role.entityArn },
    session: { AWS: role.arn },
    everyone: '*',
  };

  for (const [name, named] of Object.entries(grants)) {
    for (const own of [true, false]) {
      for (const limit of [true, false]) {
        for (const passed of [true, false]) {
          for (const foreign of [true, false]) {
            const layers: Around = {
              identity: own ? yes : no,
              boundary: limit ? yes : no,
              session: passed ? yes : no,
              resourceAccount: foreign ? OTHER : ACCOUNT,
            };
            const direct = name === 'session' || name === 'everyone';
            const expected =
              name !== 'none' && (foreign || name === 'account' ? own && limit && passed : direct || (limit && passed));
            test(`${name}, identity ${own}, boundary ${limit}, session ${passed}, foreign ${foreign}: ${expected}`, () => {
              expect(assume(layers, trust(named), role) === 'allow').toBe(expected);
            });
          }
        }
      }
    }
  }

  test.each([
    [ACCOUNT, role.arn],
    [role.arn, ACCOUNT],
  ])('the strongest of several grants counts: %s, then %s', (first, second) => {
    const both = policy(
      'trust',
      [first, second].map((AWS) => ({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' })),
      { bindings },
    );
    expect(assume({}, both, role)).toBe('allow');
  });

  test.each([
    ['2012-10-17', 'alice', 'allow'],
    ['2008-10-17', 'alice', 'implicit-deny trust'],
    ['2008-10-17', '${aws:username}', 'allow'],
    ['2012-10-17', '${aws:username}', 'implicit-deny trust'],
  ])('variables are of version 2012-10-17: %s, %s: %s', (version, name, expected) => {
    const Condition = { StringEquals: { 'sts:RoleSessionName': '${aws:username}' } };
    const statement = { Effect: 'Allow', Principal: { AWS: user.arn }, Action: 'sts:AssumeRole', Condition };
    const trusted = policy('trust', statement, { version, bindings });
    const context = contextOf({ 'aws:username': 'alice', 'sts:rolesessionname': name });
    const layers = { resource: { policy: trusted, kind: 'trust' as const } };
    expect(answer(layers, { action: 'sts:AssumeRole', resource: ROLE, context })).toBe(expected);
  });

  test('a role that does not exist trusts nobody', () => {
    expect(assume({ identity: yes }, nobody, user)).toBe('implicit-deny trust');
    expect(assume({ identity: yes }, nobody, { ...user, account: OTHER })).toBe('implicit-deny trust');
  });

  test('a role does not trust itself unless it says so', () => {
    const itself = { ...role, entityArn: ROLE, entityId: 'AROATARGET' };
    expect(assume({ identity: yes }, trust({ AWS: ACCOUNT }), itself)).toBe('allow');
    expect(assume({ identity: yes }, trust({ Service: 'ec2.amazonaws.com' }), itself)).toBe('implicit-deny trust');
  });

  test('a Deny in the trust policy, in each of the caller’s layers', () => {
    const denied = trust('*', { Effect: 'Deny' });
    const both = policy(
      'trust',
      ['Allow', 'Deny'].map((Effect) => ({ Effect, Principal: { AWS: user.arn }, Action: 'sts:AssumeRole' })),
      { bindings },
    );
    const deny = (kind: 'identity' | 'boundary' | 'session') => [
      policy(kind, [EVERYTHING, { ...EVERYTHING, Effect: 'Deny' }]),
    ];
    expect(assume({ identity: yes }, denied, user)).toBe('explicit-deny trust');
    expect(assume({}, both, user)).toBe('explicit-deny trust');
    expect(assume({ identity: deny('identity') }, trust('*'), user)).toBe('explicit-deny identity');
    expect(assume({ boundary: deny('boundary') }, trust('*'), user)).toBe('explicit-deny boundary');
    expect(assume({ session: deny('session') }, trust('*'), role)).toBe('explicit-deny session');
  });

  test('federation and services: the trust policy alone', () => {
    const google = policy('trust', {
      Effect: 'Allow',
      Principal: { Federated: 'accounts.google.com' },
      Action: 'sts:AssumeRole',
    });
    expect(assume({}, google, webIdentity)).toBe('allow');
    expect(assume({}, trust('*'), webIdentity)).toBe('implicit-deny trust');
    expect(assume({}, trust({ Service: 'ec2.amazonaws.com' }), service)).toBe('allow');
    expect(assume({}, trust({ AWS: ACCOUNT }), service)).toBe('implicit-deny trust');
  });

  test('conditions of the trust policy hold', () => {
    const guarded = trust({ AWS: user.arn }, { Condition: { StringEquals: { 'sts:ExternalId': 'secret-1' } } });
    const ask = (context: PolicyRequest['context']) =>
      answer(
        { resource: { policy: guarded, kind: 'trust' } },
        { action: 'sts:AssumeRole', resource: ROLE, principal: user, context },
      );
    expect(ask(contextOf({ 'sts:externalid': 'secret-1' }))).toBe('allow');
    for (const id of ['', 'Secret-1', 'secret-', 'secret-1 ', 'secret-11', 'ſecret-1']) {
      expect(ask(contextOf({ 'sts:externalid': id })), id).toBe('implicit-deny trust');
    }
    expect(ask(contextOf({}))).toBe('implicit-deny trust');
    expect(ask(contextOf({ 'sts:externalid': ['secret-1'] }))).toBe('implicit-deny trust');
  });
});

describe('resource policies in the same account (6.3)', () => {
  const yes = [administrator];
  const no = [policy('identity', NOTHING_OF_S3)];

  test.each([
    ['nobody, own policies allow', bucket({ AWS: OTHER }), user, { identity: yes }, 'allow'],
    ['nobody, own policies do not', bucket({ AWS: OTHER }), user, { identity: no }, 'implicit-deny identity'],
    ['the account, own policies do not', bucket({ AWS: ACCOUNT }), user, { identity: no }, 'implicit-deny identity'],
    ['the account, own policies allow', bucket({ AWS: ACCOUNT }), user, { identity: yes }, 'allow'],
    ['the user, own policies do not', bucket({ AWS: user.arn }), user, { identity: no, boundary: no }, 'allow'],
    ['the role, own policies do not', bucket({ AWS: role.entityArn }), role, { identity: no, session: yes }, 'allow'],
    [
      'the role, session does not',
      bucket({ AWS: role.entityArn }),
      role,
      { identity: yes, session: no },
      'implicit-deny session',
    ],
    ['the federated user', bucket({ AWS: federated.arn }), federated, {}, 'allow'],
    ['its parent user, no session policy', bucket({ AWS: user.arn }), federated, {}, 'implicit-deny session'],
    ['its parent user, session allows', bucket({ AWS: user.arn }), federated, { session: yes }, 'allow'],
    ['everyone', bucket('*'), anonymous, {}, 'allow'],
    ['the account, anonymous', bucket({ AWS: ACCOUNT }), anonymous, {}, 'implicit-deny resource'],
    ['the service', bucket({ Service: 'ec2.amazonaws.com' }), service, {}, 'allow'],
    ['nobody, anonymous', undefined, anonymous, { identity: yes }, 'implicit-deny resource'],
    ['the session, but its session policy is empty', bucket({ AWS: role.arn }), role, { session: [] }, 'allow'],
  ] as const)('%s', (_name, shared, principal, layers, expected) => {
    expect(read(layers, shared, principal)).toBe(expected);
  });

  test('a layer that is there and empty allows nothing', () => {
    expect(read({ identity: yes, boundary: [] }, undefined, user)).toBe('implicit-deny boundary');
    expect(read({ identity: yes, session: [] }, undefined, role)).toBe('implicit-deny session');
  });
});

describe('across accounts both sides speak', () => {
  const yes = [administrator];
  const foreign = { resourceAccount: OTHER };

  test.each([
    ['both', { identity: yes }, bucket({ AWS: ACCOUNT }), 'allow'],
    ['the resource only', {}, bucket({ AWS: ACCOUNT }), 'implicit-deny identity'],
    ['the resource only, by name', {}, bucket({ AWS: user.arn }), 'implicit-deny identity'],
    ['the resource only, everyone', {}, bucket('*'), 'implicit-deny identity'],
    ['the caller only', { identity: yes }, undefined, 'implicit-deny resource'],
    ['the caller only, resource names another', { identity: yes }, bucket({ AWS: OTHER }), 'implicit-deny resource'],
  ] as const)('%s', (_name, layers, shared, expected) => {
    expect(read({ ...foreign, ...layers }, shared, user)).toBe(expected);
  });

  test('root of another account', () => {
    expect(read(foreign, bucket({ AWS: ACCOUNT }), root)).toBe('allow');
    expect(read(foreign, undefined, root)).toBe('implicit-deny resource');
  });
});

describe('root and the layers around everyone', () => {
  const yes = [policy('scp', EVERYTHING)];
  const no = [policy('scp', NOTHING_OF_S3)];
  const deny = [policy('scp', { ...EVERYTHING, Effect: 'Deny' })];
  const rcp = [policy('rcp', { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' })];
  const endpoint = (Effect: string) => policy('resource', { Effect, Principal: '*', Action: 's3:*', Resource: '*' });

  test.each([
    ['root needs no policy', {}, root, 'allow'],
    ['a service control policy binds root', { scp: [no] }, root, 'implicit-deny scp'],
    ['levels intersect', { identity: [administrator], scp: [yes, no] }, user, 'implicit-deny scp'],
    ['policies of a level are a union', { identity: [administrator], scp: [[...yes, ...no], yes] }, user, 'allow'],
    ['a Deny at any level', { identity: [administrator], scp: [yes, [...yes, ...deny]] }, user, 'explicit-deny scp'],
    ['no level allows nothing', { identity: [administrator], scp: [[]] }, user, 'implicit-deny scp'],
    ['a resource control policy', { identity: [administrator], rcp: [[...yes, ...rcp]] }, user, 'explicit-deny rcp'],
    [
      'it is named before the others',
      { identity: [administrator], rcp: [rcp], scp: [deny] },
      root,
      'explicit-deny rcp',
    ],
    [
      'an endpoint that does not allow',
      { identity: [administrator], endpoint: nobody },
      user,
      'implicit-deny endpoint',
    ],
    ['an endpoint that allows', { identity: [administrator], endpoint: endpoint('Allow') }, user, 'allow'],
    [
      'an endpoint that denies',
      { identity: [administrator], endpoint: endpoint('Deny') },
      user,
      'explicit-deny endpoint',
    ],
    ['the organization is named before the caller', { scp: [no], boundary: no }, user, 'implicit-deny scp'],
    ['identity is named before the boundary', { boundary: no }, user, 'implicit-deny identity'],
    [
      'the boundary before the session',
      { identity: [administrator], boundary: no, session: no },
      role,
      'implicit-deny boundary',
    ],
  ] as const)('%s', (_name, layers, principal, expected) => {
    expect(answer(layers, { principal })).toBe(expected);
  });

  test('a session policy limits root, as sessions of AssumeRoot need', () => {
    expect(answer({ session: no }, { principal: root })).toBe('implicit-deny session');
    expect(answer({ session: yes }, { principal: root })).toBe('allow');
  });
});

describe('the statements of a decision', () => {
  const text = (statement: unknown) => policy('identity', statement, { source: 'p' });
  const whole = (layers: Around) =>
    decide(
      { identity: [], resourceAccount: ACCOUNT, ...layers },
      { action: 's3:GetObject', resource: OBJECT, principal: user, context: new Map() },
    );
  const sids = (layers: Around) => whole(layers).statements.map((statement) => statement.sid);

  test('all that allow', () => {
    const both = text([
      { Sid: 'A', ...EVERYTHING },
      { Sid: 'B', ...NOTHING_OF_S3 },
      { Sid: 'C', ...EVERYTHING },
    ]);
    expect(sids({ identity: [both] })).toEqual(['A', 'C']);
    expect(whole({ identity: [both] }).failed).toBeUndefined();
  });

  test('only those that deny', () => {
    const both = text([
      { Sid: 'A', ...EVERYTHING },
      { Sid: 'B', ...EVERYTHING, Effect: 'Deny' },
    ]);
    expect(sids({ identity: [both], boundary: [both] })).toEqual(['B', 'B']);
  });

  test('none where nothing allows', () => {
    expect(sids({ identity: [text(NOTHING_OF_S3)] })).toEqual([]);
  });

  test('each says where it stands', () => {
    const [reference] = whole({ identity: [text([NOTHING_OF_S3, EVERYTHING])] }).statements;
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [NOTHING_OF_S3, EVERYTHING] });
    expect(reference).toMatchObject({ source: 'p', sid: undefined });
    expect(document.slice(reference!.start, reference!.end)).toBe(JSON.stringify(EVERYTHING));
  });
});

describe('NotAction and NotResource', () => {
  const decideOn = (statement: object, action: string, resource: string) =>
    answer({ identity: [policy('identity', statement)] }, { action, resource });

  test.each([
    [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, 's3:GetObject', OBJECT, 'allow'],
    [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, 'iam:GetUser', '*', 'implicit-deny identity'],
    [{ Effect: 'Allow', NotAction: 'iam: asdf', Resource: '*' }, 'iam:GetUser', '*', 'allow'],
    [{ Effect: 'Allow', Action: 's3:*', NotResource: OBJECT }, 's3:GetObject', OBJECT, 'implicit-deny identity'],
    [{ Effect: 'Allow', Action: 's3:*', NotResource: OBJECT }, 's3:ListAllMyBuckets', '*', 'allow'],
    [{ Effect: 'Allow', Action: 's3:*', NotResource: '*' }, 's3:GetObject', OBJECT, 'implicit-deny identity'],
    [{ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::${my:none}' }, 's3:GetObject', OBJECT, 'allow'],
    [
      { Effect: 'Allow', Action: 's3:*', Resource: [null, 'arn:aws:s3:::other'] },
      's3:GetObject',
      OBJECT,
      'implicit-deny identity',
    ],
  ])('%j on %s %s: %s', (statement, action, resource, expected) => {
    expect(decideOn(statement, action, resource)).toBe(expected);
  });
});
