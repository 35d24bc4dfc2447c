import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ContextValue } from '../../src/policy/types.ts';
import { realAnswer } from '../agreement/real.ts';
import {
  ACCOUNT_A,
  ACCOUNT_B,
  type Credentials,
  type House,
  openHouse,
  type Parameters,
  policy,
} from '../house/harness.ts';
import { naiveDecide } from '../naive/evaluate.ts';
import type { Doc, Layers, Statement } from '../naive/shapes.ts';
import type { Cell } from '../policy/operator-cells.ts';

/** Trust policies and the confused deputy (security.md 2.F). */
let house: House;
let vendor: Credentials;
let alice: Credentials;
const ALICE = `arn:aws:iam::${ACCOUNT_A}:user/alice`;

beforeAll(async () => {
  house = await openHouse();
  alice = await house.user(house.rootA, 'alice');
  vendor = await house.user(house.rootB, 'vendor');
  await house.allowUser(house.rootB, 'vendor', { Action: 'sts:*', Resource: '*' });
  await house.allowUser(house.rootA, 'alice', { Action: 'sts:*', Resource: '*' });
});

describe('attack/F01 the wrong customer', () => {
  beforeAll(async () => {
    for (const customer of ['one', 'two']) {
      await house.role(house.rootA, `customer-${customer}`, {
        Principal: { AWS: ACCOUNT_B },
        Condition: { StringEquals: { 'sts:ExternalId': `id-${customer}` } },
      });
    }
  });

  it.each<[string, string | undefined, number]>([
    ['one', 'id-one', 200],
    ['two', 'id-two', 200],
    ['one', 'id-two', 403],
    ['two', 'id-one', 403],
    ['one', undefined, 403],
    ['one', '', 400],
    ['one', 'ID-ONE', 403],
    ['one', 'id-on', 403],
    ['one', 'id-one-', 403],
    ['one', 'id-\u{1D7CF}ne', 400],
    ['one', 'id-one ', 400],
  ])('the role of customer %s with %j: %i', async (customer, ExternalId, status) => {
    expect(
      (await house.assume(vendor, `arn:aws:iam::${ACCOUNT_A}:role/customer-${customer}`, { ExternalId })).status,
    ).toBe(status);
  });
});

describe('attack/F02 trust in oneself', () => {
  it('has to be said: neither the own policy nor the being is enough', async () => {
    const arn = await house.role(house.rootA, 'narcissus', { Principal: { AWS: ALICE } });
    await house.allowRole(house.rootA, 'narcissus', { Action: 'sts:AssumeRole', Resource: '*' });
    const session = await house.assumed(alice, arn);
    expect((await house.assume(session, arn)).code).toBe('AccessDenied');
    const trust = policy({ Action: 'sts:AssumeRole', Principal: { AWS: [ALICE, arn] } });
    await house.must(house.rootA, 'UpdateAssumeRolePolicy', { RoleName: 'narcissus', PolicyDocument: trust });
    expect((await house.assume(session, arn)).status).toBe(200);
  });
});

describe('attack/F03 one side of two', () => {
  const ids: Record<string, string> = {
    [`arn:aws:iam::${ACCOUNT_A}:user/u`]: 'AIDAU',
    [`arn:aws:iam::${ACCOUNT_A}:role/r`]: 'AROAR',
  };
  const callers = {
    user: {
      type: 'user',
      account: ACCOUNT_A,
      arn: `arn:aws:iam::${ACCOUNT_A}:user/u`,
      entityId: 'AIDAU',
      entityArn: `arn:aws:iam::${ACCOUNT_A}:user/u`,
    },
    session: {
      type: 'role-session',
      account: ACCOUNT_A,
      arn: `arn:aws:sts::${ACCOUNT_A}:assumed-role/r/s`,
      entityId: 'AROAR',
      entityArn: `arn:aws:iam::${ACCOUNT_A}:role/r`,
    },
  } as const;
  const trusts = { nobody: [], everyone: ['*'], account: [ACCOUNT_A], entity: Object.keys(ids) };
  const document = (...Statement: Statement[]): Doc => ({ Version: '2012-10-17', Statement });
  const allows = document({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' });
  const other = document({ Effect: 'Allow', Action: 's3:*', Resource: '*' });

  const rows = Object.entries(callers).flatMap(([who, principal]) =>
    Object.entries(trusts).flatMap(([trusted, named]) =>
      [ACCOUNT_A, ACCOUNT_B].flatMap((resourceAccount) =>
        [[], [allows]].flatMap((identity) =>
          [undefined, allows, other].map((boundary) => ({
            who,
            principal,
            trusted,
            named,
            resourceAccount,
            identity,
            boundary,
          })),
        ),
      ),
    ),
  );

  it(`${rows.length} combinations, each as policy.md 6.7 has it, in both engines`, () => {
    expect(rows.length).toBeGreaterThanOrEqual(64);
    for (const { who, principal, trusted, named, resourceAccount, identity, boundary } of rows) {
      const trust = document({ Effect: 'Allow', Principal: { AWS: named }, Action: 'sts:AssumeRole' });
      const layers: Layers = {
        identity,
        boundary,
        resource: { document: trust, kind: 'trust', bindings: ids },
        resourceAccount,
      };
      const pair = {
        layers,
        request: {
          action: 'sts:AssumeRole',
          resource: `arn:aws:iam::${resourceAccount}:role/target`,
          principal,
          context: new Map(),
        },
      };
      const isLimited = boundary === other;
      const own = identity.length > 0 && !isLimited;
      const isDirect = trusted === 'everyone' || (trusted === 'entity' && who === 'user');
      const expected =
        trusted !== 'nobody' &&
        (resourceAccount === ACCOUNT_B ? own : isDirect || (trusted === 'entity' ? !isLimited : own));
      const where = `${who}, trust ${trusted}, role in ${resourceAccount}, own ${identity.length}, boundary ${boundary === undefined ? 'none' : isLimited ? 'other' : 'allows'}`;
      expect(`${where}: ${realAnswer(pair) === 'allowed'}`).toBe(`${where}: ${expected}`);
      expect(`${where}: ${naiveDecide(pair).allowed}`).toBe(`${where}: ${expected}`);
    }
  });
});

describe('attack/F04 principals wider than meant', () => {
  it.each([
    ['NotPrincipal', { NotPrincipal: { AWS: ALICE } }],
    ['a wildcard in a name', { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/*` } }],
    ['a wildcard in an account', { Principal: { AWS: 'arn:aws:iam::*:root' } }],
    ['a group', { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:group/g` } }],
    ['every service', { Principal: { Service: '*' } }],
    ['every provider', { Principal: { Federated: '*' } }],
    ['no principal at all', {}],
  ])('%s is not saved', async (_label, trust) => {
    const AssumeRolePolicyDocument = policy({ Action: 'sts:AssumeRole', ...trust });
    expect((await house.call(house.rootA, 'CreateRole', { RoleName: 'wide', AssumeRolePolicyDocument })).code).toBe(
      'MalformedPolicyDocument',
    );
  });

  it('everyone, with a condition on the caller: who does not meet it is refused', async () => {
    const arn = await house.role(house.rootA, 'open', {
      Principal: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT_B}:user/ven*` } },
    });
    expect((await house.assume(vendor, arn)).status).toBe(200);
    expect((await house.assume(alice, arn)).status).toBe(403);
  });
});

describe('attack/F05 an old name, a new user', () => {
  it('is shown by its id, and the new bearer of the name is a stranger', async () => {
    await house.must(house.rootA, 'CreateUser', { UserName: 'phoenix' });
    const first = (await house.must(house.rootA, 'GetUser', { UserName: 'phoenix' })).text('UserId')!;
    const arn = await house.role(house.rootA, 'ashes', {
      Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/phoenix` },
    });
    await house.must(house.rootA, 'DeleteUser', { UserName: 'phoenix' });
    const reborn = await house.user(house.rootA, 'phoenix');
    await house.allowUser(house.rootA, 'phoenix', { Action: 'sts:*', Resource: '*' });
    expect((await house.assume(reborn, arn)).code).toBe('AccessDenied');
    const shown = decodeURIComponent(
      (await house.must(house.rootA, 'GetRole', { RoleName: 'ashes' })).text('AssumeRolePolicyDocument')!,
    );
    expect(shown).toContain(first);
    expect(shown).not.toContain('user/phoenix');
  });
});

describe('attack/F06 conditions on what is not there', () => {
  const cells = JSON.parse(readFileSync(new URL('../policy/operator-cells.json', import.meta.url), 'utf8')) as Cell[];
  const absent = cells.filter(([, , presence]) => presence === 'missing' || presence === 'empty');

  it(`${absent.length} cells of operator, qualifier and IfExists on a missing key or an empty list`, () => {
    expect(new Set(absent.map(([operator]) => operator.replace(/^.*:/, '').replace(/IfExists$/, ''))).size).toBe(27);
    for (const [operator, operands, presence, value, answer] of absent) {
      if (answer === 'refused') continue;
      const Condition = { [operator]: { 'test:key': operands } } as NonNullable<Statement['Condition']>;
      const layers: Layers = {
        identity: [{ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition } }],
        resourceAccount: ACCOUNT_A,
      };
      const context = new Map<string, ContextValue>();
      if (typeof value === 'string') context.set('test:key', { kind: 'single', value });
      else if (value !== null) context.set('test:key', { kind: 'multi', values: value });
      const principal = { type: 'user', account: ACCOUNT_A, arn: ALICE, entityId: 'AIDAX', entityArn: ALICE } as const;
      const where = `${operator} ${presence}`;
      expect(
        `${where}: ${realAnswer({ layers, request: { action: 's3:GetObject', resource: '*', principal, context } }) === 'allowed'}`,
      ).toBe(`${where}: ${answer}`);
    }
  });
});

describe('attack/F07 tags that overwrite each other', () => {
  const tag = (n: number, Key: string, Value = 'v'): Parameters => ({
    [`Tags.member.${n}.Key`]: Key,
    [`Tags.member.${n}.Value`]: Value,
  });
  let arn: string;
  let next: string;
  beforeAll(async () => {
    arn = await house.role(
      house.rootA,
      'tagged',
      { Principal: { AWS: ALICE } },
      { 'Tags.member.1.Key': 'Team', 'Tags.member.1.Value': 'admins' },
    );
    next = await house.role(house.rootA, 'tagged-next', { Principal: { AWS: ACCOUNT_A } });
    await house.allowRole(house.rootA, 'tagged', { Action: 'sts:*', Resource: '*' });
  });

  it.each<[string, Parameters]>([
    ['two keys that differ in case', { ...tag(1, 'Team'), ...tag(2, 'TEAM') }],
    ['a reserved prefix', tag(1, 'aws:PrincipalArn')],
    ['a reserved prefix in another case', tag(1, 'AWS:username')],
  ])('%s is refused', async (_label, parameters) =>
    expect((await house.assume(alice, arn, parameters)).code).toBe('InvalidParameterValue'),
  );

  it('more than 50, counted along the chain', async () => {
    const many = (count: number, prefix: string) =>
      Object.assign({}, ...Array.from({ length: count }, (_, i) => tag(i + 1, `${prefix}${i}`)));
    expect((await house.assume(alice, arn, many(51, 'k'))).code).toBe('ValidationError');
    const transitive = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`TransitiveTagKeys.member.${i + 1}`, `k${i}`]),
    );
    const session = await house.assumed(alice, arn, { ...many(30, 'k'), ...transitive });
    expect((await house.assume(session, next, many(20, 'x'))).status).toBe(200);
    expect((await house.assume(session, next, many(21, 'x'))).code).toBe('InvalidParameterValue');
  });

  it('a transitive tag cannot be replaced further on, in whatever case', async () => {
    const session = await house.assumed(alice, arn, {
      ...tag(1, 'Project', 'blue'),
      'TransitiveTagKeys.member.1': 'Project',
    });
    expect((await house.assume(session, next, tag(1, 'pROJECT', 'red'))).code).toBe('InvalidParameterValue');
  });

  it('a session tag stands over the tag of the role, and only where the trust policy lets tags in', async () => {
    await house.allowRole(house.rootA, 'tagged', {
      Action: 'iam:ListUsers',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalTag/Team': 'admins' } },
    });
    expect((await house.call(await house.assumed(alice, arn), 'ListUsers')).status).toBe(200);
    expect((await house.call(await house.assumed(alice, arn, tag(1, 'team', 'guests')), 'ListUsers')).status).toBe(403);
    const closed = await house.role(house.rootA, 'untaggable', { Principal: { AWS: ALICE }, Action: 'sts:AssumeRole' });
    expect((await house.assume(alice, closed, tag(1, 'Team', 'admins'))).code).toBe('AccessDenied');
  });
});

describe('attack/F09 time and transport', () => {
  it.each<[string, object, number]>([
    ['TLS is asked for, and there is none', { Bool: { 'aws:SecureTransport': 'true' } }, 403],
    ['no TLS is asked for', { Bool: { 'aws:SecureTransport': 'false' } }, 200],
    ['after a time that is past', { DateGreaterThan: { 'aws:CurrentTime': '2026-11-21T09:59:59Z' } }, 200],
    ['after a time that is to come', { DateGreaterThan: { 'aws:CurrentTime': '2026-11-21T10:00:01Z' } }, 403],
    [
      'after the same, in seconds',
      { NumericGreaterThan: { 'aws:EpochTime': String(Date.parse('2026-11-21T10:00:01Z') / 1000) } },
      403,
    ],
    ['MFA of a long-term key is absent, not false', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, 403],
    ['and so BoolIfExists holds', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }, 200],
    ['its age is absent too', { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }, 403],
    ['the address is the socket’s', { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }, 200],
    ['and no other', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, 403],
  ])('%s', async (_label, Condition, status) => {
    const fresh = await openHouse();
    const bob = await fresh.user(fresh.rootA, 'bob');
    const arn = await fresh.role(fresh.rootA, 'timed', {
      Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/bob` },
      Condition,
    });
    expect((await fresh.assume(bob, arn)).status).toBe(status);
  });
});
