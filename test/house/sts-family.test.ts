import { beforeEach, describe, expect, test } from 'vitest';
import * as model from '../../src/model/generated/sts.ts';
import { stsOperations } from '../../src/sts/service.ts';
import { ACCOUNT_A, ACCOUNT_B, type Credentials, credentialsOf } from './harness.ts';
import type { Parameters } from './requests.ts';
import { CALLER_KINDS, type CallerKind, comparison, iamStandsFor, verdicts } from './sts-comparison.ts';
import { openStsHouse, type StsHouse } from './sts-house.ts';

const ALL = { Action: '*', Resource: '*' };
const built = comparison.filter(({ operation }) => stsOperations.some(({ facts }) => facts.name === operation));
const signed = built.flatMap((row) => (row.callers === 'token' ? [] : [{ ...row, callers: row.callers }]));

describe('the STS family', () => {
  let house: StsHouse['house'];
  let user: Credentials;
  let roleArn: string;
  let callers: Record<CallerKind, Credentials>;
  let call: StsHouse['call'];
  const AUDIT = 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials';

  beforeEach(async () => {
    ({ house, user, roleArn, callers, call } = await openStsHouse());
  });

  test('each operation of AWS has its row', () => {
    expect(comparison.map(({ operation }) => operation).sort()).toEqual([...model.operations.keys()].sort());
  });

  test.each([...signed, iamStandsFor])('$operation, by who calls', async ({ operation, callers: expected }) => {
    if (operation === 'GetWebIdentityToken') await house.must(house.rootA, 'EnableOutboundWebIdentityFederation');
    for (const kind of CALLER_KINDS) {
      const answer = await call(callers[kind], operation);
      const text = verdicts[expected[kind]](operation);
      const given = answer.status === 200 ? '200' : `${answer.code}: ${answer.message}`;
      expect([kind, given]).toEqual([kind, expect.stringContaining(text)]);
    }
  });

  test.each(comparison)(
    '$operation: second factor, session policy and tags, as the request has room for them',
    (row) => {
      const { members } = model.operations.get(row.operation)!.input;
      const has = (member: string) => Object.hasOwn(members, member);
      expect(row).toMatchObject({
        mfa: has('TokenCode'),
        sessionPolicy: has('Policy') ? 'yes' : has('TaskPolicyArn') ? 'task policy' : 'no',
        tags:
          row.callers === 'token'
            ? 'in the token'
            : has('TransitiveTagKeys')
              ? 'transitive'
              : has('Tags')
                ? 'yes'
                : 'no',
      });
      expect(has('DurationSeconds')).toBe(row.life !== undefined);
    },
  );

  test('GetCallerIdentity says who each of them is', async () => {
    const who = async (kind: CallerKind) => {
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

  const lives = signed.flatMap(({ operation, life, callers: may }) =>
    life === undefined ? [] : [{ operation, life, mayRoot: may.root === 'yes' }],
  );
  test.each(lives)('$operation: how long it lasts', async ({ operation, life, mayRoot }) => {
    if (operation === 'GetWebIdentityToken') await house.must(house.rootA, 'EnableOutboundWebIdentityFederation');
    const { min, standard, root, chained } = life;
    const max = life.max === 'role' ? 43_200 : life.max;
    await house.must(house.rootA, 'UpdateRole', { RoleName: 'app', MaxSessionDuration: 43_200 });
    const seconds = async (who: Credentials, DurationSeconds?: number) => {
      const answer = await call(who, operation, DurationSeconds === undefined ? {} : { DurationSeconds });
      if (answer.status !== 200) return answer.code;
      return (Date.parse(answer.text('Expiration')!) - house.clock.now()) / 1000;
    };
    expect(await seconds(user)).toBe(standard);
    // AWS takes a 0 where it means that nothing was asked for.
    expect(await seconds(user, min)).toBe(min === 0 ? standard : min);
    expect(await seconds(user, max)).toBe(max);
    if (min > 0) expect(await seconds(user, min - 1)).toBe('ValidationError');
    expect(await seconds(user, max + 1)).toBe('ValidationError');
    if (chained !== undefined) {
      expect(await seconds(callers.role, chained)).toBe(chained);
      expect(await seconds(callers.role, chained + 1)).toBe('ValidationError');
    }
    if (mayRoot) {
      expect(await seconds(house.rootA)).toBe(root ?? standard);
      expect(await seconds(house.rootA, max)).toBe(root ?? max);
    }
  });

  test.each([
    ['GetFederationToken', { Name: 'x' }],
    ['GetFederationToken', { Policy: 'x'.repeat(2049) }],
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
    const refused = async (statement: object, more: Parameters = {}) => {
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
    const alive = async (kind: CallerKind) => (await house.call(callers[kind], 'GetCallerIdentity')).status === 200;
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
