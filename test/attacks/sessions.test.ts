import { beforeAll, describe, expect, it } from 'vitest';
import * as sts from '../../src/model/generated/sts.ts';
import {
  ACCOUNT_A,
  ACCOUNT_B,
  type Credentials,
  credentialsOf,
  form,
  type House,
  openHouse,
  type Parameters,
  policy,
  signedPost,
} from '../house/harness.ts';
import { constraintCases } from '../wire/constraints.ts';

/** Attacks on sessions and on those who issue them, by the numbers of reference/security.md: on the whole house. */

const trust = (name: string) => ({ Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/${name}` } });
const ALL = { Action: '*', Resource: '*' };
const DEAD = 'InvalidClientTokenId';

describe('attack/A10 a session token that the signature does not cover', () => {
  let house: House;
  let session: Credentials;
  let other: Credentials;
  beforeAll(async () => {
    house = await openHouse();
    const alice = await house.user(house.rootA, 'alice');
    const role = await house.role(house.rootA, 'worker', trust('alice'));
    session = await house.assumed(alice, role);
    other = await house.assumed(alice, role, { RoleSessionName: 'other' });
  });
  const signed = (credentials: Credentials) =>
    signedPost(credentials, form('GetCallerIdentity', {}, 'sts'), 'sts', house.clock.now());
  const withToken = (request: ReturnType<typeof signed>, token: string) => ({
    ...request,
    rawHeaders: [...request.rawHeaders, 'X-Amz-Security-Token', token],
  });

  it('is refused when it is added after signing, though key and token belong together', async () => {
    expect((await house.send(signed(session))).status).toBe(200);
    const bare = { ...session, sessionToken: undefined };
    const answer = await house.send(withToken(signed(bare), session.sessionToken!));
    expect([answer.status, answer.code]).toEqual([403, 'SignatureDoesNotMatch']);
    expect(answer.message).toContain("'x-amz-security-token' must be a 'SignedHeader'");
  });

  it('fits no other session, and a session key is nothing without it', async () => {
    const outcomes = await Promise.all(
      [
        signed({ ...session, sessionToken: other.sessionToken }),
        signed({ ...other, sessionToken: session.sessionToken }),
        signed({ ...session, sessionToken: undefined }),
        signed({ ...session, secretAccessKey: other.secretAccessKey }),
      ].map(async (request) => (await house.send(request)).code),
    );
    expect(outcomes).toEqual([DEAD, DEAD, DEAD, 'SignatureDoesNotMatch']);
  });

  it('makes nobody of the holder of a long-term key', async () => {
    const answer = await house.send(signed({ ...house.rootA, sessionToken: session.sessionToken }));
    expect([answer.status, answer.code]).toEqual([403, DEAD]);
  });
});

describe('attack/B07 the keys and policies of somebody else', () => {
  let house: House;
  let mallory: Credentials;
  let alice: Credentials;
  beforeAll(async () => {
    house = await openHouse();
    mallory = await house.user(house.rootA, 'mallory');
    alice = await house.user(house.rootA, 'alice');
    await house.user(house.rootB, 'mallory');
    await house.allowUser(house.rootA, 'mallory', { Action: 'iam:*', Resource: 'arn:aws:iam::*:user/${aws:username}' });
  });
  const document = policy({ Action: 's3:GetObject', Resource: '*' });
  const operations: [string, Parameters][] = [
    ['GetUser', {}],
    ['CreateAccessKey', {}],
    ['ListAccessKeys', {}],
    ['PutUserPolicy', { PolicyName: 'p', PolicyDocument: document }],
    ['GetUserPolicy', { PolicyName: 'p' }],
    ['ListUserPolicies', {}],
    ['DeleteUserPolicy', { PolicyName: 'p' }],
    ['AttachUserPolicy', { PolicyArn: `arn:aws:iam::${ACCOUNT_A}:policy/none` }],
    ['DeleteUserPermissionsBoundary', {}],
    ['TagUser', { 'Tags.member.1.Key': 'k', 'Tags.member.1.Value': 'v' }],
    ['ListMFADevices', {}],
  ];

  it.each(operations)('%s: the own user yes, another one no', async (action, parameters) => {
    const own = await house.call(mallory, action, { UserName: 'mallory', ...parameters });
    expect([action, own.code === 'AccessDenied']).toEqual([action, false]);
    const foreign = await house.call(mallory, action, { UserName: 'alice', ...parameters });
    expect([action, foreign.status, foreign.code]).toEqual([action, 403, 'AccessDenied']);
  });

  it.each([
    ['UpdateAccessKey', { Status: 'Inactive' }],
    ['DeleteAccessKey', {}],
  ] as [string, Parameters][])('%s: a key under the name of a user who does not have it', async (action, more) => {
    const AccessKeyId = alice.accessKeyId;
    const outcome = async (as: Credentials, UserName: string | undefined) =>
      (await house.call(as, action, { UserName, AccessKeyId, ...more })).code;
    expect(await outcome(mallory, 'mallory')).toBe('NoSuchEntity');
    expect(await outcome(mallory, 'alice')).toBe('AccessDenied');
    expect(await outcome(house.rootB, 'mallory')).toBe('NoSuchEntity');
    expect(await outcome(house.rootB, 'alice')).toBe('NoSuchEntity');
    expect(await outcome(house.rootB, undefined)).toBe('NoSuchEntity');
    // Root's keys belong to nobody by name, in every account.
    const rootKey = await house.call(house.rootB, action, { AccessKeyId: house.rootA.accessKeyId, ...more });
    expect(rootKey.code).toBe('NoSuchEntity');
    for (const credentials of [alice, house.rootA])
      expect((await house.call(credentials, 'GetCallerIdentity')).status).toBe(200);
  });
});

describe('attack/B09 longer than the chain may be', () => {
  it('each link of a chain lasts an hour at most, however long its role allows', async () => {
    const house = await openHouse();
    let holder = await house.user(house.rootA, 'alice');
    await house.allowUser(house.rootA, 'alice', ALL);
    for (const name of ['first', 'second', 'third', 'fourth']) {
      const arn = await house.role(
        house.rootA,
        name,
        { Principal: { AWS: ACCOUNT_A } },
        { MaxSessionDuration: 43_200 },
      );
      await house.allowRole(house.rootA, name, ALL);
      const long = await house.assume(holder, arn, { DurationSeconds: 43_200 });
      const hour = await house.assume(holder, arn, { DurationSeconds: 3600 });
      expect([name, long.status, hour.status]).toEqual([name, name === 'first' ? 200 : 400, 200]);
      holder = credentialsOf(hour);
    }
  });
});

describe('attack/B10 a session that wants to live on', () => {
  it('ends when it said it would, whatever happens meanwhile', async () => {
    const house = await openHouse();
    const alice = await house.user(house.rootA, 'alice');
    const role = await house.role(house.rootA, 'worker', {
      Principal: { AWS: [`arn:aws:iam::${ACCOUNT_A}:user/alice`] },
    });
    await house.must(house.rootA, 'UpdateAssumeRolePolicy', {
      RoleName: 'worker',
      PolicyDocument: policy({ Action: 'sts:AssumeRole', Principal: { AWS: [role, ACCOUNT_A] } }),
    });
    await house.allowRole(house.rootA, 'worker', ALL);
    await house.allowUser(house.rootA, 'alice', ALL);
    const session = await house.assumed(alice, role, { DurationSeconds: 900 });
    for (let i = 0; i < 8; i++) {
      house.clock.advance(100_000);
      await house.must(session, 'GetCallerIdentity');
    }
    await house.must(house.rootA, 'UpdateRole', { RoleName: 'worker', MaxSessionDuration: 43_200 });
    await house.must(session, 'AssumeRole', { RoleArn: role, RoleSessionName: 'child' });
    house.clock.advance(100_000);
    for (const [action, parameters] of [
      ['GetCallerIdentity', {}],
      ['AssumeRole', { RoleArn: role, RoleSessionName: 'renewed' }],
      ['CreateAccessKey', { UserName: 'alice' }],
    ] as [string, Parameters][]) {
      const answer = await house.call(session, action, parameters);
      expect([action, answer.status, answer.code]).toEqual([action, 403, 'ExpiredToken']);
    }
  });
});

describe('attack/B12 issued to somebody who is no more', () => {
  const issuing: [string, (role: string) => Parameters][] = [
    ['AssumeRole', (RoleArn) => ({ RoleArn, RoleSessionName: 'late' })],
    ['CreateAccessKey', () => ({ UserName: 'alice' })],
    ['CreateVirtualMFADevice', () => ({ VirtualMFADeviceName: 'late' })],
    ['CreateUser', () => ({ UserName: 'late' })],
  ];
  it.each(issuing)('%s asks whether the caller is still alive', async (action, parameters) => {
    const house = await openHouse();
    const alice = await house.user(house.rootA, 'alice');
    const bob = await house.user(house.rootA, 'bob');
    for (const name of ['alice', 'bob']) await house.allowUser(house.rootA, name, ALL);
    const arn = await house.role(house.rootA, 'worker', { Principal: { AWS: ACCOUNT_A } });
    const target = await house.role(house.rootA, 'target', { Principal: { AWS: ACCOUNT_A } });
    await house.allowRole(house.rootA, 'worker', ALL);
    const session = await house.assumed(alice, arn);
    for (const credentials of [alice, bob, session]) await house.must(credentials, 'GetCallerIdentity');

    await house.must(house.rootA, 'UpdateAccessKey', {
      UserName: 'alice',
      AccessKeyId: alice.accessKeyId,
      Status: 'Inactive',
    });
    await house.must(house.rootA, 'DeleteAccessKey', { UserName: 'bob', AccessKeyId: bob.accessKeyId });
    await house.must(house.rootA, 'DeleteRolePolicy', { RoleName: 'worker', PolicyName: 'allowed' });
    await house.must(house.rootA, 'DeleteRole', { RoleName: 'worker' });
    for (const credentials of [alice, bob, session])
      expect((await house.call(credentials, action, parameters(target))).code).toBe(DEAD);
  });
});

describe('attack/B14 a check the wrong way round', () => {
  it('every limit of AssumeRole lets in what is inside and keeps out what is not', async () => {
    const house = await openHouse();
    const alice = await house.user(house.rootA, 'alice');
    const seen = new Map<string, { in: number; out: number }>();
    const wrong: unknown[] = [];
    for (const { label, path, parameters, expectation } of constraintCases(sts.AssumeRole)) {
      const body = [['Action', 'AssumeRole'], ['Version', '2011-06-15'], ...parameters]
        .map(([name, value]) => `${encodeURIComponent(name!)}=${encodeURIComponent(value!)}`)
        .join('&');
      const answer = await house.send(signedPost(alice, body, 'sts', house.clock.now()));
      const isInside = !/^\d+ validation errors? detected: /.test(answer.message ?? '');
      const counts = seen.get(path) ?? { in: 0, out: 0 };
      counts[isInside ? 'in' : 'out']++;
      seen.set(path, counts);
      if (isInside !== (expectation === 'accepted')) wrong.push({ path, label, answer: answer.message });
    }
    expect(wrong).toEqual([]);
    const limited = [
      'roleArn',
      'roleSessionName',
      'durationSeconds',
      'externalId',
      'serialNumber',
      'tokenCode',
      'sourceIdentity',
    ];
    for (const path of limited) {
      expect(seen.get(path)?.in, path).toBeGreaterThan(0);
      expect(seen.get(path)?.out, path).toBeGreaterThan(0);
    }
  });
});

describe('attack/J07 asking refusals who exists', () => {
  it('a role that is missing, trusts nobody of us, or stands in another or no account: one answer', async () => {
    const house = await openHouse();
    const alice = await house.user(house.rootA, 'alice');
    await house.allowUser(house.rootA, 'alice', ALL);
    for (const root of [house.rootA, house.rootB]) await house.role(root, 'closed', { Principal: { AWS: ACCOUNT_B } });
    await house.must(house.rootB, 'UpdateAssumeRolePolicy', {
      RoleName: 'closed',
      PolicyDocument: policy({ Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT_B } }),
    });
    const answers = [];
    for (const account of [ACCOUNT_A, ACCOUNT_B, '999999999999']) {
      for (const name of ['closed', 'absent']) {
        const arn = `arn:aws:iam::${account}:role/${name}`;
        const { status, headers, body } = await house.assume(alice, arn, { ExternalId: 'x-1' });
        const names = headers.filter((_, i) => i % 2 === 0);
        answers.push([status, names, body.replaceAll(arn, 'ARN').replace(/<RequestId>.*<\/RequestId>/, '')]);
      }
    }
    expect(answers[0]![0]).toBe(403);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});
