import { beforeEach, describe, expect, test } from 'vitest';
import { enrol } from './device.ts';
import { ACCOUNT_A, ACCOUNT_B, type Credentials, credentialsOf, type House, openHouse, policy } from './harness.ts';

const ALL = { Action: '*', Resource: '*' };
const CALLERS = [
  'root',
  'user',
  'GetSessionToken',
  'GetSessionToken with MFA',
  'GetFederationToken',
  'role',
  'AssumeRoot',
] as const;
type Kind = (typeof CALLERS)[number];

/** Which credentials may call what (sts.md 3.12): one row an operation, one column a kind of caller, in the order of CALLERS. */
const ok = '200';
const noRoot = 'Roles may not be assumed by root accounts.';
const session = (name: string) => `Cannot call ${name} with session credentials`;
const unknown = 'The security token included in the request is invalid';
const may = (action: string) => `is not authorized to perform: sts:${action}`;
const MATRIX: readonly (readonly [operation: string, ...answers: string[]])[] = [
  ['AssumeRole', noRoot, ok, ok, ok, may('AssumeRole'), ok, noRoot],
  [
    'GetSessionToken',
    ok,
    ok,
    session('GetSessionToken'),
    session('GetSessionToken'),
    session('GetSessionToken'),
    session('GetSessionToken'),
    session('GetSessionToken'),
  ],
  [
    'GetFederationToken',
    ok,
    ok,
    session('GetFederationToken'),
    session('GetFederationToken'),
    session('GetFederationToken'),
    session('GetFederationToken'),
    session('GetFederationToken'),
  ],
  ['GetCallerIdentity', ok, ok, ok, ok, ok, ok, ok],
  [
    'GetAccessKeyInfo',
    ok,
    ok,
    may('GetAccessKeyInfo'),
    may('GetAccessKeyInfo'),
    may('GetAccessKeyInfo'),
    ok,
    may('GetAccessKeyInfo'),
  ],
  [
    'AssumeRoot',
    'Root may not be assumed by root accounts.',
    ok,
    may('AssumeRoot'),
    may('AssumeRoot'),
    may('AssumeRoot'),
    ok,
    'Root may not be assumed by root accounts.',
  ],
  [
    'GetDelegatedAccessToken',
    'not offered here',
    'not offered here',
    may('GetDelegatedAccessToken'),
    may('GetDelegatedAccessToken'),
    may('GetDelegatedAccessToken'),
    'not offered here',
    may('GetDelegatedAccessToken'),
  ],
  ['ListUsers', ok, ok, unknown, ok, unknown, ok, 'is not authorized to perform: iam:ListUsers'],
];

describe('the STS family', () => {
  let house: House;
  let user: Credentials;
  let roleArn: string;
  const callers = {} as Record<Kind, Credentials>;
  const PARAMETERS: Record<string, () => object> = {
    AssumeRole: () => ({ RoleArn: roleArn, RoleSessionName: 'test-session' }),
    GetFederationToken: () => ({ Name: 'bob', Policy: policy(ALL) }),
    GetAccessKeyInfo: () => ({ AccessKeyId: user.accessKeyId }),
    AssumeRoot: () => ({ TargetPrincipal: ACCOUNT_B, 'TaskPolicyArn.arn': AUDIT }),
    GetDelegatedAccessToken: () => ({ TradeInToken: 'x' }),
  };
  const AUDIT = 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials';
  const call = (who: Credentials, name: string, more: object = {}) =>
    house.call(who, name, { ...PARAMETERS[name]?.(), ...more } as never);

  beforeEach(async () => {
    house = await openHouse();
    user = await house.user(house.rootA, 'ann');
    await house.allowUser(house.rootA, 'ann', ALL);
    const device = await enrol(house, house.rootA, 'ann');
    roleArn = await house.role(house.rootA, 'app', { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:root` } });
    await house.allowRole(house.rootA, 'app', ALL);
    await house.store.change((tx) =>
      tx.put.organization({
        id: 'o-example123',
        managementAccount: ACCOUNT_A,
        rootId: 'r-root',
        units: [],
        policies: [],
        places: { [ACCOUNT_B]: 'r-root' },
        attached: {},
        delegatedAdministrators: [],
        features: ['RootSessions'],
      }),
    );
    callers.root = house.rootA;
    callers.user = user;
    callers.GetSessionToken = credentialsOf(await house.must(user, 'GetSessionToken'));
    callers['GetSessionToken with MFA'] = credentialsOf(
      await house.must(user, 'GetSessionToken', { SerialNumber: device.serial, TokenCode: device.code() }),
    );
    callers.GetFederationToken = credentialsOf(await call(user, 'GetFederationToken'));
    callers.role = await house.assumed(user, roleArn);
    callers.AssumeRoot = credentialsOf(await call(user, 'AssumeRoot'));
  });

  test.each(MATRIX)('%s', async (name, ...answers) => {
    const given: string[] = [];
    for (const kind of CALLERS) {
      const answer = await call(callers[kind], name);
      const expected = answers[CALLERS.indexOf(kind)]!;
      given.push(
        answer.status === 200
          ? ok
          : answer.message?.includes(expected)
            ? expected
            : `${answer.code}: ${answer.message}`,
      );
    }
    expect(given).toEqual(answers);
  });

  test('GetCallerIdentity says who each of them is', async () => {
    const who = async (kind: Kind) => {
      const answer = await house.must(callers[kind], 'GetCallerIdentity');
      return [answer.text('Arn'), answer.text('UserId'), answer.text('Account')];
    };
    const ann = (await house.store.users.byName(ACCOUNT_A, 'ann'))!.id;
    const app = (await house.store.roles.byName(ACCOUNT_A, 'app'))!.id;
    const asAnn = [`arn:aws:iam::${ACCOUNT_A}:user/ann`, ann, ACCOUNT_A];
    expect(await who('root')).toEqual([`arn:aws:iam::${ACCOUNT_A}:root`, ACCOUNT_A, ACCOUNT_A]);
    for (const kind of ['user', 'GetSessionToken', 'GetSessionToken with MFA'] as const)
      expect(await who(kind)).toEqual(asAnn);
    expect(await who('GetFederationToken')).toEqual([
      `arn:aws:sts::${ACCOUNT_A}:federated-user/bob`,
      `${ACCOUNT_A}:bob`,
      ACCOUNT_A,
    ]);
    expect(await who('role')).toEqual([
      `arn:aws:sts::${ACCOUNT_A}:assumed-role/app/test-session`,
      `${app}:test-session`,
      ACCOUNT_A,
    ]);
    expect(await who('AssumeRoot')).toEqual([`arn:aws:sts::${ACCOUNT_B}:assumed-root`, ACCOUNT_B, ACCOUNT_B]);
  });

  test.each([
    ['GetSessionToken', {}, 43_200, 3600],
    ['GetSessionToken', { DurationSeconds: 900 }, 900, 900],
    ['GetSessionToken', { DurationSeconds: 129_600 }, 129_600, 3600],
    ['GetFederationToken', {}, 43_200, 3600],
    ['GetFederationToken', { DurationSeconds: 7200 }, 7200, 3600],
  ])('%s %j lasts %i seconds, root %i', async (name, more, forUser, forRoot) => {
    for (const [who, seconds] of [
      [user, forUser],
      [house.rootA, forRoot],
    ] as const) {
      const answer = await call(who, name, more);
      expect(answer.text('Expiration')).toBe(
        new Date(house.clock.now() + seconds * 1000).toISOString().replace('.000', ''),
      );
    }
  });

  test.each([
    ['GetSessionToken', { DurationSeconds: 899 }],
    ['GetSessionToken', { DurationSeconds: 129_601 }],
    ['GetFederationToken', { Name: 'x' }],
    ['GetFederationToken', { Policy: 'x'.repeat(2049) }],
    ['AssumeRoot', { DurationSeconds: 901 }],
    ['AssumeRoot', { TargetPrincipal: 'arn:aws:iam::1:root' }],
    ['AssumeRoot', { 'TaskPolicyArn.arn': 'arn:aws:iam::aws:policy/AdministratorAccess' }],
    ['GetAccessKeyInfo', { AccessKeyId: 'AIDAIOSFODNN7EXAMPLE' }],
    ['GetAccessKeyInfo', { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' }],
  ])('%s refuses %j', async (name, more) => {
    const answer = await call(user, name, more);
    expect([answer.status, answer.code]).toEqual([400, 'ValidationError']);
  });

  test('an explicit Deny of sts:GetSessionToken holds, and nothing has to allow it', async () => {
    await house.must(house.rootA, 'DeleteUserPolicy', { UserName: 'ann', PolicyName: 'allowed' });
    expect((await call(user, 'GetSessionToken')).status).toBe(200);
    await house.allowUser(house.rootA, 'ann', { Effect: 'Deny', Action: 'sts:GetSessionToken', Resource: '*' });
    expect((await call(user, 'GetSessionToken')).message).toBe(
      `User: arn:aws:iam::${ACCOUNT_A}:user/ann is not authorized to perform: sts:GetSessionToken on resource: * with an explicit deny in an identity-based policy`,
    );
  });

  test('GetFederationToken needs its permission, and TagSession for tags', async () => {
    const refused = async (statement: object, more: object = {}) => {
      await house.allowUser(house.rootA, 'ann', statement);
      return (await call(user, 'GetFederationToken', more)).message;
    };
    const bob = `arn:aws:sts::${ACCOUNT_A}:federated-user/bob`;
    expect(await refused({ NotAction: 'sts:GetFederationToken', Resource: '*' })).toContain(
      `sts:GetFederationToken on resource: ${bob} because no identity-based policy allows`,
    );
    const tags = { 'Tags.member.1.Key': 'Team', 'Tags.member.1.Value': 'Blue' };
    expect(await refused({ Action: 'sts:GetFederationToken', Resource: bob })).toBeUndefined();
    expect(await refused({ Action: 'sts:GetFederationToken', Resource: bob }, tags)).toContain(
      `sts:TagSession on resource: ${bob}`,
    );
    expect(
      await refused(
        { Action: 'sts:*', Resource: bob, Condition: { StringEquals: { 'aws:RequestTag/team': 'Blue' } } },
        tags,
      ),
    ).toBeUndefined();
  });

  test('AssumeRoot is for members, with root sessions on, by who manages them', async () => {
    const refusedBy = async (who: Credentials, target: string) =>
      (await call(who, 'AssumeRoot', { TargetPrincipal: target })).message;
    const refusal = (arn: string, target: string) =>
      `User: ${arn} is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::${target}:root`;
    const ann = `arn:aws:iam::${ACCOUNT_A}:user/ann`;
    for (const target of [ACCOUNT_A, '999999999999']) expect(await refusedBy(user, target)).toBe(refusal(ann, target));
    const zoe = await house.user(house.rootB, 'zoe');
    await house.allowUser(house.rootB, 'zoe', ALL);
    expect(await refusedBy(zoe, ACCOUNT_B)).toBe(refusal(`arn:aws:iam::${ACCOUNT_B}:user/zoe`, ACCOUNT_B));
    await house.allowUser(house.rootA, 'ann', {
      ...ALL,
      Condition: { StringNotEquals: { 'sts:TaskPolicyArn': AUDIT } },
    });
    expect(await refusedBy(user, ACCOUNT_B)).toBe(refusal(ann, ACCOUNT_B));
    await house.allowUser(house.rootA, 'ann', ALL);
    await house.must(house.rootA, 'DisableOrganizationsRootSessions');
    expect(await refusedBy(user, ACCOUNT_B)).toBe(refusal(ann, ACCOUNT_B));
  });

  test('a session of AssumeRoot does its task and nothing else', async () => {
    const task = callers.AssumeRoot;
    const listed = await house.call(task, 'ListAccessKeys');
    expect([listed.status, listed.message]).toEqual([200, undefined]);
    for (const action of ['DeleteAccessKey', 'CreateAccessKey']) {
      expect((await house.call(task, action, { AccessKeyId: house.rootB.accessKeyId })).code).toBe('AccessDenied');
    }
  });

  test('sessions end with their user, and when they are revoked', async () => {
    const alive = async (kind: Kind) => (await house.call(callers[kind], 'GetCallerIdentity')).status === 200;
    const revoke = async (what: 'users' | 'roles', name: string) =>
      house.store.change(async (tx) => {
        const record = (await tx[what].byName(ACCOUNT_A, name))!;
        const put = what === 'users' ? tx.put.user : tx.put.role;
        await put({ ...record, sessionEpoch: (record.sessionEpoch ?? 0) + 1 } as never);
      });
    await revoke('roles', 'app');
    expect([await alive('role'), await alive('GetFederationToken')]).toEqual([false, true]);
    await revoke('users', 'ann');
    expect([
      await alive('GetSessionToken'),
      await alive('GetFederationToken'),
      await alive('user'),
      await alive('AssumeRoot'),
    ]).toEqual([false, false, true, true]);
    callers.role = await house.assumed(user, roleArn);
    callers.GetSessionToken = credentialsOf(await house.must(user, 'GetSessionToken'));
    expect([await alive('role'), await alive('GetSessionToken')]).toEqual([true, true]);
    await house.store.change(async (tx) =>
      tx.put.account({ ...(await tx.accounts.byId(ACCOUNT_A))!, sessionEpoch: 1 }),
    );
    expect([await alive('role'), await alive('GetSessionToken'), await alive('user')]).toEqual([false, false, true]);
  });
});
