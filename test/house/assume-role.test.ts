import { beforeAll, describe, expect, it } from 'vitest';
import { iamOperations } from '../../src/iam/service.ts';
import * as iam from '../../src/model/generated/iam.ts';
import * as sts from '../../src/model/generated/sts.ts';
import { stsOperations } from '../../src/sts/service.ts';
import {
  ACCOUNT_A,
  ACCOUNT_B,
  type Credentials,
  credentialsOf,
  type House,
  openHouse,
  type Parameters,
  policy,
  START_MS,
} from './harness.ts';

const root = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` });
const refused = (arn: string, role: string, action = 'sts:AssumeRole') =>
  `User: ${arn} is not authorized to perform: ${action} on resource: ${role}`;

describe('who may assume a role (sts.md 6, policy.md 6.7)', () => {
  let house: House;
  const callers: Record<string, Credentials> = {};
  const alice = `arn:aws:iam::${ACCOUNT_A}:user/alice`;

  beforeAll(async () => {
    house = await openHouse();
    for (const name of ['alice', 'allowed', 'bounded', 'denied']) callers[name] = await house.user(house.rootA, name);
    callers.stranger = await house.user(house.rootB, 'stranger');
    callers.permitted = await house.user(house.rootB, 'permitted');
    await house.allowUser(house.rootA, 'allowed', { Action: 'sts:AssumeRole', Resource: '*' });
    await house.allowUser(house.rootB, 'permitted', { Action: 'sts:AssumeRole', Resource: '*' });
    await house.allowUser(house.rootA, 'denied', { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' });
    await house.allowUser(house.rootA, 'bounded', { Action: 'sts:*', Resource: '*' });
    const boundary = await house.must(house.rootA, 'CreatePolicy', {
      PolicyName: 'iam-only',
      PolicyDocument: policy({ Action: 'iam:*', Resource: '*' }),
    });
    await house.must(house.rootA, 'PutUserPermissionsBoundary', {
      UserName: 'bounded',
      PermissionsBoundary: boundary.text('Arn')!,
    });
    const users = ['alice', 'bounded', 'denied'].map((name) => `arn:aws:iam::${ACCOUNT_A}:user/${name}`);
    await house.role(house.rootA, 'direct', {
      Principal: {
        AWS: [...users, `arn:aws:iam::${ACCOUNT_B}:user/stranger`, `arn:aws:iam::${ACCOUNT_B}:user/permitted`],
      },
    });
    await house.role(house.rootA, 'delegated', { Principal: root(ACCOUNT_A) });
    await house.role(house.rootA, 'cross', { Principal: root(ACCOUNT_B) });
    await house.role(house.rootA, 'anyone', { Principal: '*' });
    await house.role(house.rootA, 'other', { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/denied` } });
  });

  it.each([
    ['direct', 'alice', true, 'trust names the user: enough'],
    ['direct', 'bounded', true, 'a direct grant to a user is not limited by the boundary'],
    ['direct', 'denied', false, 'an explicit Deny of the caller wins'],
    ['direct', 'stranger', false, 'across accounts the caller needs an Allow of its own'],
    ['direct', 'permitted', true, 'across accounts with both'],
    ['delegated', 'alice', false, 'the account is trusted, the user has no Allow'],
    ['delegated', 'allowed', true, 'the account is trusted and the user has an Allow'],
    ['delegated', 'bounded', false, 'the boundary limits the Allow'],
    ['cross', 'stranger', false, 'the account is trusted, the user has no Allow'],
    ['cross', 'permitted', true, 'both sides allow'],
    ['cross', 'allowed', false, 'the role trusts another account'],
    ['anyone', 'alice', true, '"*" names everybody of the account'],
    ['anyone', 'stranger', false, '"*" does not lift the caller side across accounts'],
    ['anyone', 'permitted', true, '"*" across accounts with an Allow'],
    ['other', 'allowed', false, 'an identity policy alone is never enough'],
    ['missing', 'allowed', false, 'a role that does not exist trusts nobody'],
  ])('%s by %s: %s (%s)', async (role, caller, allowed) => {
    const arn = `arn:aws:iam::${ACCOUNT_A}:role/${role}`;
    const answer = await house.assume(callers[caller]!, arn);
    expect([answer.status, answer.code]).toEqual(allowed ? [200, undefined] : [403, 'AccessDenied']);
    const account = caller === 'stranger' || caller === 'permitted' ? ACCOUNT_B : ACCOUNT_A;
    if (!allowed) expect(answer.message).toBe(refused(`arn:aws:iam::${account}:user/${caller}`, arn));
  });

  it('answers a missing role and one that does not trust the caller alike, but for request id and name', async () => {
    const neutral = (body: string, role: string) =>
      body.replace(/<RequestId>.*<\/RequestId>/, '').replaceAll(role, 'ROLE');
    const untrusting = await house.assume(callers.alice!, `arn:aws:iam::${ACCOUNT_A}:role/delegated`);
    const missing = await house.assume(callers.alice!, `arn:aws:iam::${ACCOUNT_A}:role/no-such-r`);
    expect(neutral(untrusting.body, 'delegated')).toBe(neutral(missing.body, 'no-such-r'));
    expect(untrusting.status).toBe(missing.status);
    expect(untrusting.headers.map((value, i) => (i % 2 ? '' : value))).toEqual(
      missing.headers.map((value, i) => (i % 2 ? '' : value)),
    );
  });

  it('refuses root in its own words', async () => {
    const answer = await house.assume(house.rootA, `arn:aws:iam::${ACCOUNT_A}:role/anyone`);
    expect([answer.status, answer.code, answer.message]).toEqual([
      403,
      'AccessDenied',
      'Roles may not be assumed by root accounts.',
    ]);
  });

  it('answers who the session is, and the session is that', async () => {
    const answer = await house.assume(callers.alice!, `arn:aws:iam::${ACCOUNT_A}:role/direct`);
    const arn = `arn:aws:sts::${ACCOUNT_A}:assumed-role/direct/test-session`;
    expect(answer.text('Arn')).toBe(arn);
    expect(answer.text('Expiration')).toBe('2026-11-21T11:00:00Z');
    expect(answer.text('AssumedRoleId')).toMatch(/^AROA[A-Z2-7]{17}:test-session$/);
    expect(answer.text('PackedPolicySize')).toBeUndefined();
    const self = await house.must(credentialsOf(answer), 'GetCallerIdentity');
    expect([self.text('Arn'), self.text('UserId'), self.text('Account')]).toEqual([
      arn,
      answer.text('AssumedRoleId'),
      ACCOUNT_A,
    ]);
  });

  it('binds a trusted user by its unique id: re-creating the name restores nothing', async () => {
    await house.user(house.rootA, 'phoenix');
    const arn = await house.role(house.rootA, 'bound', {
      Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/phoenix` },
    });
    const keys = await house.must(house.rootA, 'ListAccessKeys', { UserName: 'phoenix' });
    await house.must(house.rootA, 'DeleteAccessKey', { UserName: 'phoenix', AccessKeyId: keys.text('AccessKeyId')! });
    await house.must(house.rootA, 'DeleteUser', { UserName: 'phoenix' });
    const reborn = await house.user(house.rootA, 'phoenix');
    expect((await house.assume(reborn, arn)).code).toBe('AccessDenied');
    expect(alice).toContain('alice');
  });

  it('a role does not trust itself unless it says so', async () => {
    const arn = await house.role(house.rootA, 'self', { Principal: { AWS: alice } });
    await house.allowRole(house.rootA, 'self', { Action: 'sts:AssumeRole', Resource: '*' });
    const session = await house.assumed(callers.alice!, arn);
    expect((await house.assume(session, arn)).code).toBe('AccessDenied');
    const trust = policy({ Action: 'sts:AssumeRole', Principal: { AWS: [alice, arn] } });
    await house.must(house.rootA, 'UpdateAssumeRolePolicy', { RoleName: 'self', PolicyDocument: trust });
    expect((await house.assume(session, arn)).status).toBe(200);
  });

  it('a role grant is limited by the session policy of the caller, a session grant is not', async () => {
    const first = await house.role(house.rootA, 'first', { Principal: { AWS: alice } });
    const byRole = await house.role(house.rootA, 'by-role', { Principal: { AWS: first } });
    const bySession = await house.role(house.rootA, 'by-session', {
      Principal: { AWS: `arn:aws:sts::${ACCOUNT_A}:assumed-role/first/test-session` },
    });
    const wide = await house.assumed(callers.alice!, first);
    const narrow = await house.assumed(callers.alice!, first, {
      Policy: policy({ Action: 'iam:GetRole', Resource: '*' }),
    });
    expect((await house.assume(wide, byRole)).status).toBe(200);
    expect((await house.assume(narrow, byRole)).status).toBe(403);
    expect((await house.assume(narrow, bySession)).status).toBe(200);
  });
});

describe('conditions of the trust policy', () => {
  let house: House;
  let user: Credentials;
  beforeAll(async () => {
    house = await openHouse();
    user = await house.user(house.rootB, 'vendor');
    await house.allowUser(house.rootB, 'vendor', { Action: 'sts:*', Resource: '*' });
    const trust = (Condition: object) => ({ Principal: root(ACCOUNT_B), Condition });
    await house.role(house.rootA, 'external', trust({ StringEquals: { 'sts:ExternalId': 'x-123' } }));
    await house.role(house.rootA, 'named', trust({ StringLike: { 'sts:RoleSessionName': 'ci-*' } }));
    await house.role(house.rootA, 'sourced', trust({ StringEquals: { 'sts:SourceIdentity': 'alice' } }));
    await house.role(
      house.rootA,
      'tagged',
      trust({
        StringEquals: { 'aws:RequestTag/Team': 'blue' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['Team'] },
      }),
    );
    await house.role(house.rootA, 'untaggable', { ...trust({}), Action: 'sts:AssumeRole' });
  });

  it.each<[string, Parameters, string | undefined]>([
    ['external', {}, 'sts:AssumeRole'],
    ['external', { ExternalId: 'X-123' }, 'sts:AssumeRole'],
    ['external', { ExternalId: 'x-123' }, undefined],
    ['named', { RoleSessionName: 'other' }, 'sts:AssumeRole'],
    ['named', { RoleSessionName: 'ci-7' }, undefined],
    ['sourced', {}, 'sts:AssumeRole'],
    ['sourced', { SourceIdentity: 'alice' }, undefined],
    ['tagged', {}, 'sts:AssumeRole'],
    ['tagged', { 'Tags.member.1.Key': 'Team', 'Tags.member.1.Value': 'blue' }, undefined],
    ['tagged', { 'Tags.member.1.Key': 'TEAM', 'Tags.member.1.Value': 'blue' }, 'sts:AssumeRole'],
    ['untaggable', { 'Tags.member.1.Key': 'Team', 'Tags.member.1.Value': 'blue' }, 'sts:TagSession'],
    ['untaggable', { SourceIdentity: 'alice' }, 'sts:SetSourceIdentity'],
  ])('%s with %o: refused on %s', async (role, parameters, refusedOn) => {
    const arn = `arn:aws:iam::${ACCOUNT_A}:role/${role}`;
    const answer = await house.assume(user, arn, parameters);
    expect(answer.status).toBe(refusedOn === undefined ? 200 : 403);
    if (refusedOn !== undefined)
      expect(answer.message).toBe(refused(`arn:aws:iam::${ACCOUNT_B}:user/vendor`, arn, refusedOn));
  });
});

describe('duration', () => {
  let house: House;
  let user: Credentials;
  let short: string;
  let long: string;
  beforeAll(async () => {
    house = await openHouse();
    user = await house.user(house.rootA, 'alice');
    const Principal = { AWS: [`arn:aws:iam::${ACCOUNT_A}:user/alice`, ACCOUNT_A] };
    short = await house.role(house.rootA, 'short', { Principal });
    long = await house.role(house.rootA, 'long', { Principal }, { MaxSessionDuration: 43_200 });
    await house.allowRole(house.rootA, 'long', { Action: 'sts:AssumeRole', Resource: '*' });
  });

  const BEYOND_ROLE = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
  it.each([
    ['short', undefined, 3600],
    ['short', 900, 900],
    ['short', 3600, 3600],
    ['short', 3601, BEYOND_ROLE],
    ['long', undefined, 3600],
    ['long', 43_200, 43_200],
    [
      'long',
      43_201,
      "1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200",
    ],
    [
      'long',
      899,
      "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ],
  ])('%s role, DurationSeconds %s: %s', async (role, DurationSeconds, expected) => {
    const answer = await house.assume(user, role === 'short' ? short : long, { DurationSeconds });
    if (typeof expected === 'number') expect(Date.parse(answer.text('Expiration')!) - START_MS).toBe(expected * 1000);
    else expect([answer.status, answer.code, answer.message]).toEqual([400, 'ValidationError', expected]);
  });

  it('caps chained sessions at an hour, after the maximum of the role', async () => {
    const session = await house.assumed(user, long, { DurationSeconds: 43_200 });
    expect((await house.assume(session, long, { DurationSeconds: 3600 })).status).toBe(200);
    const beyond = await house.assume(session, long, { DurationSeconds: 3601 });
    expect([beyond.code, beyond.message]).toEqual([
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    ]);
    expect((await house.assume(session, short, { DurationSeconds: 3601 })).message).toBe(BEYOND_ROLE);
  });

  it.each([
    ['abc', undefined],
    ['900.0', undefined],
    ['2147483648', undefined],
    ['-2147483649', undefined],
    ['0x384', undefined],
    [' 900', undefined],
    ['9e2', undefined],
    ['٩٠٠', undefined],
    ['', 'missing value for decimal type'],
  ])('DurationSeconds=%s is MalformedInput', async (DurationSeconds, message) => {
    const answer = await house.assume(user, short, { DurationSeconds });
    expect([answer.status, answer.code, answer.message]).toEqual([400, 'MalformedInput', message]);
  });

  it.each(['+900', '0900'])('DurationSeconds=%s is 900', async (DurationSeconds) => {
    const answer = await house.assume(user, short, { DurationSeconds });
    expect(Date.parse(answer.text('Expiration')!) - START_MS).toBe(900_000);
  });
});

describe('the chain: tags and source identity', () => {
  let house: House;
  let user: Credentials;
  let first: string;
  let second: string;
  const tag = (n: number, Key: string, Value: string): Parameters => ({
    [`Tags.member.${n}.Key`]: Key,
    [`Tags.member.${n}.Value`]: Value,
  });
  beforeAll(async () => {
    house = await openHouse();
    user = await house.user(house.rootA, 'alice');
    first = await house.role(house.rootA, 'first', { Principal: { AWS: ACCOUNT_A } });
    second = await house.role(house.rootA, 'second', {
      Principal: { AWS: ACCOUNT_A },
      Condition: { StringEquals: { 'aws:RequestTag/Team': 'blue', 'sts:SourceIdentity': 'alice' } },
    });
    await house.allowUser(house.rootA, 'alice', { Action: 'sts:*', Resource: '*' });
    await house.allowRole(house.rootA, 'first', { Action: 'sts:*', Resource: '*' });
    await house.allowRole(house.rootA, 'second', {
      Action: 'iam:ListUsers',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue', 'aws:SourceIdentity': 'alice' } },
    });
  });

  it('goes on: transitive tags and the source identity reach the second role without being sent again', async () => {
    const one = await house.assumed(user, first, {
      ...tag(1, 'Team', 'blue'),
      ...tag(2, 'Stays', 'here'),
      'TransitiveTagKeys.member.1': 'team',
      SourceIdentity: 'alice',
    });
    const answer = await house.assume(one, second);
    expect([answer.status, answer.text('SourceIdentity')]).toEqual([200, 'alice']);
    expect(Number(answer.text('PackedPolicySize'))).toBeGreaterThan(0);
    expect((await house.call(credentialsOf(answer), 'ListUsers')).status).toBe(200);
  });

  it.each<[string, Parameters, string, string]>([
    [
      'a tag that is transitive already',
      tag(1, 'TEAM', 'red'),
      'InvalidParameterValue',
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    ],
    [
      'duplicate keys',
      { ...tag(1, 'A', '1'), ...tag(2, 'a', '2') },
      'InvalidParameterValue',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ],
    [
      'a transitive key without its tag',
      { 'TransitiveTagKeys.member.1': 'Gone' },
      'InvalidParameterValue',
      'The specified transitive tag key must be included in the requested tags.',
    ],
    [
      'another source identity',
      { SourceIdentity: 'bob' },
      'ValidationError',
      'The source identity is already set for this assume role session',
    ],
  ])('refuses %s', async (_label, parameters, code, message) => {
    const one = await house.assumed(user, first, {
      ...tag(1, 'Team', 'blue'),
      'TransitiveTagKeys.member.1': 'Team',
      SourceIdentity: 'alice',
    });
    const answer = await house.assume(one, second, parameters);
    expect([answer.status, answer.code, answer.message]).toEqual([400, code, message]);
  });

  it('accepts the same source identity again', async () => {
    const one = await house.assumed(user, first, {
      ...tag(1, 'Team', 'blue'),
      'TransitiveTagKeys.member.1': 'Team',
      SourceIdentity: 'alice',
    });
    expect((await house.assume(one, second, { SourceIdentity: 'alice' })).status).toBe(200);
  });
});

describe('session policies', () => {
  let house: House;
  let user: Credentials;
  let role: string;
  beforeAll(async () => {
    house = await openHouse();
    user = await house.user(house.rootA, 'alice');
    role = await house.role(house.rootA, 'worker', { Principal: { AWS: ACCOUNT_A } });
    await house.allowUser(house.rootA, 'alice', { Action: 'sts:AssumeRole', Resource: '*' });
    await house.allowRole(house.rootA, 'worker', { Action: ['iam:GetRole', 'iam:ListRoles'], Resource: '*' });
  });
  const may = async (session: Credentials, action: string, parameters: Parameters = {}) =>
    (await house.call(session, action, parameters)).status === 200;

  it('narrow, and never widen', async () => {
    const plain = await house.assumed(user, role);
    const narrow = await house.assumed(user, role, { Policy: policy({ Action: 'iam:GetRole', Resource: '*' }) });
    const greedy = await house.assumed(user, role, { Policy: policy({ Action: '*', Resource: '*' }) });
    const verdicts = async (session: Credentials) => [
      await may(session, 'GetRole', { RoleName: 'worker' }),
      await may(session, 'ListRoles'),
      await may(session, 'ListUsers'),
    ];
    expect(await verdicts(plain)).toEqual([true, true, false]);
    expect(await verdicts(narrow)).toEqual([true, false, false]);
    expect(await verdicts(greedy)).toEqual([true, true, false]);
    expect((await house.call(narrow, 'ListRoles')).message).toMatch(
      / because no session policy allows the iam:ListRoles action$/,
    );
  });

  it('that are managed are read at each request', async () => {
    const made = await house.must(house.rootA, 'CreatePolicy', {
      PolicyName: 'narrow',
      PolicyDocument: policy({ Action: 'iam:GetRole', Resource: '*' }),
    });
    const session = await house.assumed(user, role, { 'PolicyArns.member.1.arn': made.text('Arn')! });
    expect([await may(session, 'GetRole', { RoleName: 'worker' }), await may(session, 'ListRoles')]).toEqual([
      true,
      false,
    ]);
    await house.must(house.rootA, 'DeletePolicy', { PolicyArn: made.text('Arn')! });
    expect(await may(session, 'GetRole', { RoleName: 'worker' })).toBe(false);
  });

  it('that are not policies are refused', async () => {
    const broken = await house.assume(user, role, { Policy: '{"Version":"2012-10-17","Statement":[' });
    expect([broken.status, broken.code, broken.message]).toEqual([
      400,
      'MalformedPolicyDocument',
      'The policy is not in the valid JSON format.',
    ]);
    const unknown = await house.assume(user, role, {
      Policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Conditon":{}}]}',
    });
    expect(unknown.code).toBe('MalformedPolicyDocument');
    const missing = await house.assume(user, role, {
      'PolicyArns.member.1.arn': `arn:aws:iam::${ACCOUNT_A}:policy/none`,
    });
    expect(missing.status).toBe(400);
  });

  it('may be 2,048 characters together, and not one more', async () => {
    const padded = (length: number) => policy({ Action: '*', Resource: '*' }).padEnd(length, ' ');
    expect((await house.assume(user, role, { Policy: padded(2047) })).status).toBe(200);
    expect((await house.assume(user, role, { Policy: padded(2048) })).status).toBe(200);
    const beyond = await house.assume(user, role, { Policy: padded(2049) });
    expect([beyond.status, beyond.code, beyond.message]).toEqual([
      400,
      'PackedPolicyTooLarge',
      'Packed policy consumes 101% of allotted space, please use smaller policy.',
    ]);
  });
});

describe('the life of a session', () => {
  let house: House;
  let user: Credentials;
  beforeAll(async () => {
    house = await openHouse();
    user = await house.user(house.rootA, 'alice');
  });
  const trust = { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/alice` } };

  it('ends with its time', async () => {
    const session = await house.assumed(user, await house.role(house.rootA, 'timed', trust), { DurationSeconds: 900 });
    house.clock.advance(899_999);
    expect((await house.call(session, 'GetCallerIdentity')).status).toBe(200);
    house.clock.advance(1);
    const expired = await house.call(session, 'GetCallerIdentity');
    expect([expired.status, expired.code, expired.message]).toEqual([
      403,
      'ExpiredToken',
      'The security token included in the request is expired',
    ]);
    const forged = await house.call({ ...session, secretAccessKey: 'wrong' }, 'GetCallerIdentity');
    expect(forged.code).toBe('ExpiredToken');
  });

  it('ends with its role, and re-creating the name revives nothing', async () => {
    const session = await house.assumed(user, await house.role(house.rootA, 'mortal', trust));
    await house.must(house.rootA, 'DeleteRole', { RoleName: 'mortal' });
    const dead = {
      status: 403,
      code: 'InvalidClientTokenId',
      message: 'The security token included in the request is invalid.',
    };
    expect(await house.call(session, 'GetCallerIdentity')).toMatchObject(dead);
    await house.role(house.rootA, 'mortal', trust);
    expect(await house.call(session, 'GetCallerIdentity')).toMatchObject(dead);
  });

  it('has the rights of its role at each moment', async () => {
    const session = await house.assumed(user, await house.role(house.rootA, 'changing', trust));
    expect((await house.call(session, 'ListUsers')).status).toBe(403);
    await house.allowRole(house.rootA, 'changing', { Action: 'iam:ListUsers', Resource: '*' });
    expect((await house.call(session, 'ListUsers')).status).toBe(200);
    await house.must(house.rootA, 'DeleteRolePolicy', { RoleName: 'changing', PolicyName: 'allowed' });
    expect((await house.call(session, 'ListUsers')).status).toBe(403);
  });

  it('obeys AWSRevokeOlderSessions', async () => {
    const arn = await house.role(house.rootA, 'revoked', trust);
    await house.allowRole(house.rootA, 'revoked', { Action: 'iam:ListUsers', Resource: '*' });
    const old = await house.assumed(user, arn);
    house.clock.advance(2000);
    const cut = new Date(house.clock.now()).toISOString();
    house.clock.advance(2000);
    const revoke = policy({
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { DateLessThan: { 'aws:TokenIssueTime': cut } },
    });
    await house.must(house.rootA, 'PutRolePolicy', {
      RoleName: 'revoked',
      PolicyName: 'AWSRevokeOlderSessions',
      PolicyDocument: revoke,
    });
    expect((await house.call(old, 'ListUsers')).code).toBe('AccessDenied');
    expect((await house.call(await house.assumed(user, arn), 'ListUsers')).status).toBe(200);
  });

  it('GetCallerIdentity cannot be denied', async () => {
    const arn = await house.role(house.rootA, 'gagged', trust);
    const session = await house.assumed(user, arn, { Policy: policy({ Effect: 'Deny', Action: '*', Resource: '*' }) });
    expect((await house.call(session, 'GetCallerIdentity')).status).toBe(200);
  });
});

describe('the size of the session token', () => {
  let house: House;
  let user: Credentials;
  let role: string;
  beforeAll(async () => {
    house = await openHouse();
    user = await house.user(house.rootA, 'alice');
    role = await house.role(house.rootA, 'sized', { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/alice` } });
  });

  it('is reported, and can be padded to 4,096 characters: 100 %', async () => {
    const plain = await house.assume(user, role);
    expect(Number(plain.text('SessionTokenSize'))).toBe(plain.text('SessionToken')!.length);
    const full = await house.assume(user, role, { MinimumSessionTokenSize: 4096 });
    expect([
      full.text('SessionToken')!.length,
      full.text('SessionTokenSize'),
      full.text('SessionTokenUtilization'),
    ]).toEqual([4096, '4096', '100']);
    expect((await house.call(credentialsOf(full), 'GetCallerIdentity')).status).toBe(200);
    const one = await house.assume(user, role, { MinimumSessionTokenSize: 1001 });
    expect(one.text('SessionToken')!.length).toBe(1004);
  });

  it('beyond 4,096 characters is refused with its percentage', async () => {
    // Values that do not compress: letters of a wide alphabet in a fixed pseudo-random order.
    const value = (seed: number) =>
      Array.from({ length: 256 }, (_, i) =>
        String.fromCodePoint(0x4e00 + ((seed * 7919 + i * 104_729 + ((seed + i) ** 2 % 9973)) % 20_000)),
      ).join('');
    const tags = (count: number): Parameters =>
      Object.assign(
        {},
        ...Array.from({ length: count }, (_, i) => ({
          [`Tags.member.${i + 1}.Key`]: `k${i}`,
          [`Tags.member.${i + 1}.Value`]: value(i),
        })),
      );
    expect((await house.assume(user, role, tags(3))).status).toBe(200);
    const beyond = await house.assume(user, role, tags(8));
    expect([beyond.status, beyond.code]).toEqual([400, 'PackedPolicyTooLarge']);
    expect(beyond.message).toMatch(/^Packed size of session tags consumes [12][0-9]{2}% of allotted space\.$/);
  });
});

describe('what is not a role, or not built', () => {
  let house: House;
  let user: Credentials;
  beforeAll(async () => {
    house = await openHouse();
    user = await house.user(house.rootA, 'alice');
  });

  it('a RoleArn that is no ARN is invalid', async () => {
    const answer = await house.assume(user, 'arn:a:a::aaaaaaaaaa:');
    expect([answer.status, answer.code, answer.message]).toEqual([
      400,
      'ValidationError',
      'arn:a:a::aaaaaaaaaa: is invalid',
    ]);
  });

  it('ProvidedContexts is refused by name', async () => {
    const answer = await house.assume(user, `arn:aws:iam::${ACCOUNT_A}:role/x`, {
      'ProvidedContexts.member.1.ProviderArn': 'arn:aws:iam::aws:contextProvider/IdentityCenter',
      'ProvidedContexts.member.1.ContextAssertion': 'assertion',
    });
    expect([answer.status, answer.code]).toEqual([501, 'NotImplemented']);
    expect(answer.message).toContain('ProvidedContexts');
  });

  const built = new Set([...stsOperations, ...iamOperations].map(({ facts }) => facts.name));
  const waiting = [...sts.operations.keys(), ...iam.operations.keys()].filter((name) => !built.has(name));

  it.each(waiting)('%s answers 501 by name', async (action) => {
    const answer = await house.call(user, action);
    expect([answer.status, answer.code]).toEqual([501, 'NotImplemented']);
    expect(answer.message).toContain(action);
  });
});
