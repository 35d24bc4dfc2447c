import { beforeAll, describe, expect, it } from 'vitest';
import * as iam from '../../src/model/generated/iam.ts';
import * as sts from '../../src/model/generated/sts.ts';
import {
  ACCOUNT_A,
  ACCOUNT_B,
  type Credentials,
  form,
  type House,
  openHouse,
  type Parameters,
  policy,
  signedPost,
} from '../house/harness.ts';

let house: House;
let alice: Credentials;
let role: string;
const ALL = { Action: '*', Resource: '*' };
const trustAlice = { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/alice` } };

beforeAll(async () => {
  house = await openHouse();
  alice = await house.user(house.rootA, 'alice');
  role = await house.role(house.rootA, 'worker', trustAlice);
});

describe('attack/A06 a key id without its secret', () => {
  const operations = [...sts.operations.keys(), ...iam.operations.keys()].filter(
    (name) => !/^AssumeRoleWith/.test(name),
  );
  it(`opens none of ${operations.length} operations`, async () => {
    const opened: string[] = [];
    for (const name of operations) {
      const answer = await house.call(
        { ...house.rootA, secretAccessKey: 'x'.repeat(40) },
        name,
        {},
        sts.operations.has(name) ? 'sts' : 'iam',
      );
      if (answer.status !== 403 || answer.code !== 'SignatureDoesNotMatch')
        opened.push(`${name}: ${answer.status} ${answer.code}`);
    }
    expect(operations.length).toBeGreaterThan(180);
    expect(opened).toEqual([]);
  });
});

describe('attack/A07 two values of one name', () => {
  it.each([
    ['Action=GetCallerIdentity&Version=2011-06-15&Action=AssumeRole', 'GetCallerIdentity'],
    ['A%63tion=GetCallerIdentity&Version=2011-06-15&Action=AssumeRole', 'GetCallerIdentity'],
    ['action=AssumeRole&Action=GetCallerIdentity&Version=2011-06-15', 'GetCallerIdentity'],
  ])('%s is one action in every room', async (body, action) => {
    const answer = await house.send(signedPost(alice, body, 'sts', house.clock.now()));
    expect(answer.body).toContain(`<${action}Response`);
    expect(house.events.at(-1)?.action).toBe(action);
  });

  it('in query and body: a POST reads its body only', async () => {
    const signed = signedPost(alice, form('GetCallerIdentity', {}, 'sts'), 'sts', house.clock.now());
    expect((await house.send({ ...signed, target: '/?Action=AssumeRole' })).code).toBe('SignatureDoesNotMatch');
  });

  it('the first RoleArn is the one that is asked about and assumed', async () => {
    const other = await house.role(house.rootA, 'other', { Principal: { AWS: ACCOUNT_B } });
    const body = `${form('AssumeRole', { RoleArn: role, RoleSessionName: 'first' }, 'sts')}&RoleArn=${encodeURIComponent(other)}&RoleSessionName=second`;
    const answer = await house.send(signedPost(alice, body, 'sts', house.clock.now()));
    expect(answer.text('Arn')).toBe(`arn:aws:sts::${ACCOUNT_A}:assumed-role/worker/first`);
  });
});

describe('attack/A11 a signature used for another request', () => {
  const good = () => signedPost(alice, form('GetCallerIdentity', {}, 'sts'), 'sts', house.clock.now());
  it.each([
    [
      'another action',
      () => ({ ...good(), body: Buffer.from(form('AssumeRole', { RoleArn: role, RoleSessionName: 'x2' }, 'sts')) }),
    ],
    ['the other service', () => ({ ...good(), body: Buffer.from(form('ListUsers', {}, 'iam')) })],
    ['another target', () => ({ ...good(), target: '/?x=1' })],
    [
      'an unsigned X-Amz-Target',
      () => ({ ...good(), rawHeaders: [...good().rawHeaders, 'X-Amz-Target', 'AWSSecurityTokenService.AssumeRole'] }),
    ],
    ['another method', () => ({ ...good(), method: 'GET', target: `/?${form('GetCallerIdentity', {}, 'sts')}` })],
  ])('%s', async (_label, request) => {
    const answer = await house.send(request());
    expect(answer.status).toBe(403);
    expect(answer.code).toBe('SignatureDoesNotMatch');
  });
});

describe('attack/A15 reflected input', () => {
  const hostile =
    '</Message><GetCallerIdentityResult><Arn>arn:aws:iam::999999999999:root</Arn></GetCallerIdentityResult>';
  it.each<[string, Parameters]>([
    ['AssumeRole', { RoleArn: `arn:aws:iam::${ACCOUNT_A}:role/${hostile}`, RoleSessionName: 'ok' }],
    ['AssumeRole', { RoleArn: role, RoleSessionName: hostile }],
    [
      'AssumeRole',
      { RoleArn: role, RoleSessionName: 'ok', 'Tags.member.1.Key': hostile, 'Tags.member.1.Value': hostile },
    ],
    ['AssumeRole', { RoleArn: role, RoleSessionName: 'ok', Policy: hostile }],
    [hostile, {}],
    ['GetUser', { UserName: hostile }],
    ['CreateRole', { RoleName: 'x', AssumeRolePolicyDocument: hostile }],
    ['GetPolicy', { PolicyArn: `arn:aws:iam::${ACCOUNT_A}:policy/${hostile}` }],
  ])('in %s makes no other answer', async (action, parameters) => {
    const { body } = await house.call(house.rootA, action, parameters);
    expect(body).not.toContain('<GetCallerIdentityResult');
    expect(body).not.toContain('<Arn>arn:aws:iam::999999999999');
  });
});

describe('attack/A16 the same names in another account', () => {
  it('are other principals: ids and ARNs differ, trust does not carry over', async () => {
    const twin = await house.user(house.rootB, 'alice');
    await house.allowUser(house.rootB, 'alice', ALL);
    await house.role(house.rootB, 'worker', { Principal: { AWS: `arn:aws:iam::${ACCOUNT_B}:user/alice` } });
    const [here, there] = [await house.must(alice, 'GetCallerIdentity'), await house.must(twin, 'GetCallerIdentity')];
    expect(here.text('UserId')).not.toBe(there.text('UserId'));
    expect((await house.assume(twin, role)).code).toBe('AccessDenied');
  });
});

describe('attack/B06 a restricted session that issues', () => {
  it('can issue nothing that its session policy does not allow', async () => {
    await house.allowRole(house.rootA, 'worker', ALL);
    const session = await house.assumed(alice, role, { Policy: policy({ Action: 'iam:GetRole', Resource: '*' }) });
    const issuing: [string, Parameters][] = [
      ['CreateAccessKey', { UserName: 'alice' }],
      ['CreateVirtualMFADevice', { VirtualMFADeviceName: 'm' }],
      ['CreateUser', { UserName: 'mallory' }],
      ['PutUserPolicy', { UserName: 'alice', PolicyName: 'p', PolicyDocument: policy(ALL) }],
      [
        'AssumeRole',
        {
          RoleArn: await house.role(house.rootA, 'account-wide', { Principal: { AWS: ACCOUNT_A } }),
          RoleSessionName: 'up',
        },
      ],
    ];
    for (const [action, parameters] of issuing)
      expect([action, (await house.call(session, action, parameters)).code]).toEqual([action, 'AccessDenied']);
    expect((await house.call(session, 'GetRole', { RoleName: 'worker' })).status).toBe(200);
  });
});

describe('attack/B08 every way to pass a session policy', () => {
  it.each<[string, (arn: string) => Parameters, boolean]>([
    ['none', () => ({}), true],
    ['inline that allows', () => ({ Policy: policy({ Action: 'iam:ListRoles', Resource: '*' }) }), true],
    ['inline that allows something else', () => ({ Policy: policy({ Action: 's3:*', Resource: '*' }) }), false],
    ['inline that denies', () => ({ Policy: policy(ALL, { Effect: 'Deny', ...ALL }) }), false],
    ['managed that allows', (arn) => ({ 'PolicyArns.member.1.arn': arn }), true],
    [
      'both: a union among themselves',
      (arn) => ({ 'PolicyArns.member.1.arn': arn, Policy: policy({ Action: 's3:*', Resource: '*' }) }),
      true,
    ],
    [
      'both, one denying',
      (arn) => ({ 'PolicyArns.member.1.arn': arn, Policy: policy({ Effect: 'Deny', ...ALL }) }),
      false,
    ],
  ])('AssumeRole with %s', async (_label, parameters, allowed) => {
    await house.allowRole(house.rootA, 'worker', { Action: ['iam:ListRoles', 'iam:CreatePolicy'], Resource: '*' });
    const made = await house.call(house.rootA, 'CreatePolicy', {
      PolicyName: 'list',
      PolicyDocument: policy({ Action: 'iam:ListRoles', Resource: '*' }),
    });
    const arn = made.text('Arn') ?? `arn:aws:iam::${ACCOUNT_A}:policy/list`;
    const session = await house.assumed(alice, role, parameters(arn));
    expect((await house.call(session, 'ListRoles')).status === 200).toBe(allowed);
  });
});

describe('attack/B11 deleted, disabled, re-created', () => {
  it('user, key and role: the next request is refused, 100 times out of 100', async () => {
    const refused = new Map<string, number>();
    for (let i = 0; i < 34; i++) {
      const name = `mortal-${i}`;
      const key = await house.user(house.rootA, name);
      const arn = await house.role(house.rootA, name, { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/${name}` } });
      const session = await house.assumed(key, arn);
      await house.must(key, 'GetCallerIdentity');
      const count = async (what: string, credentials: Credentials) => {
        const { code } = await house.call(credentials, 'GetCallerIdentity');
        if (code === 'InvalidClientTokenId') refused.set(what, (refused.get(what) ?? 0) + 1);
      };
      await house.must(house.rootA, 'UpdateAccessKey', {
        UserName: name,
        AccessKeyId: key.accessKeyId,
        Status: 'Inactive',
      });
      await count('inactive key', key);
      await house.must(house.rootA, 'DeleteAccessKey', { UserName: name, AccessKeyId: key.accessKeyId });
      await count('deleted key', key);
      await house.must(house.rootA, 'DeleteRole', { RoleName: name });
      await count('deleted role', session);
    }
    expect(Object.fromEntries(refused)).toEqual({ 'inactive key': 34, 'deleted key': 34, 'deleted role': 34 });
  });
});

describe('attack/B13 spellings of a number', () => {
  const lenient = [
    '0x384',
    ' 900',
    '900 ',
    '9e2',
    '900.0',
    '٩٠٠',
    '1e400',
    '-0x1',
    '900\u0000',
    '0b1110000100',
    '0o1604',
    '1_000',
    '９００',
    '900,0',
    'NaN',
    'Infinity',
    '2147483648',
    '-2147483649',
    '9007199254740993',
    '\t900',
    '900\n',
    '--900',
    '+-900',
    '+',
    '-',
    '',
    '9 00',
    '900e',
    "900'",
    'null',
    'true',
    '1'.repeat(400),
  ];
  it.each(lenient)('DurationSeconds=%j is no number', async (DurationSeconds) => {
    expect((await house.assume(alice, role, { DurationSeconds })).code).toBe('MalformedInput');
  });
  it.each(['-0', '0', '-900', '899', '43201', '2147483647', '-2147483648'])(
    'DurationSeconds=%s is out of range',
    async (DurationSeconds) => {
      expect((await house.assume(alice, role, { DurationSeconds })).code).toBe('ValidationError');
    },
  );
});

describe('attack/H02 names of JavaScript', () => {
  const names = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__defineGetter__',
    'isPrototypeOf',
  ];
  it.each(names)('%s as tag key, parameter, action and user', async (name) => {
    const session = await house.assumed(alice, role, {
      'Tags.member.1.Key': name,
      'Tags.member.1.Value': 'v',
      [name]: 'x',
      [`${name}.member.1`]: 'y',
    });
    expect((await house.call(session, 'GetCallerIdentity')).status).toBe(200);
    expect((await house.call(alice, name, {}, 'sts')).code).toBe('InvalidAction');
    expect((await house.call(house.rootA, 'GetUser', { UserName: name })).code).toBe('NoSuchEntity');
    await house.allowRole(house.rootA, 'worker', {
      Action: 'iam:ListRoles',
      Resource: '*',
      Condition: { StringEquals: { [`aws:PrincipalTag/${name}`]: 'v' } },
    });
    expect((await house.call(session, 'ListRoles')).status).toBe(200);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
