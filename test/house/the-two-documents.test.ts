import { beforeAll, describe, expect, it } from 'vitest';
import { putRootKey } from '../../src/main/found.ts';
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

/** What the two documents that this project began from say, where no other test says it (docs/the-two-documents.md). */

const SEED_ACCOUNT = '123456789012';
const ALL = { Action: '*', Resource: '*' };
const printable = Array.from({ length: 0x5f }, (_, i) => String.fromCharCode(0x20 + i));
const alphanumeric = printable.filter((character) => /[A-Za-z0-9_]/.test(character));

let house: House;
let alice: Credentials;
let role: string;

beforeAll(async () => {
  house = await openHouse();
  alice = await house.user(house.rootA, 'alice');
  await house.allowUser(house.rootA, 'alice', { Action: 'sts:*', Resource: '*' });
  role = await house.role(house.rootA, 'demo', { Principal: { AWS: ACCOUNT_A } });
  await house.allowRole(house.rootA, 'demo', { Action: 'iam:ListRoles', Resource: '*' });
});

const validation = /^\d+ validation errors? detected: /;

describe('the example call of the second document', () => {
  const printed = '{"Version":"2012-10-17","Statement":[{"Sid":"Stmt1","Effect":...';
  const whole = '{"Version":"2012-10-17","Statement":[{"Sid":"Stmt1","Effect":"Allow","Action":"*","Resource":"*"}]}';
  const example = { DurationSeconds: 3600, ExternalId: '123ABC', RoleSessionName: 'Bob' };
  const demo = `arn:aws:iam::${SEED_ACCOUNT}:role/demo`;

  beforeAll(async () => {
    const { secrets } = house.tools;
    const root = await house.store.change(async (tx) => {
      await tx.put.account({ id: SEED_ACCOUNT, uuid: 'seed', createdAt: START_MS / 1000 });
      return putRootKey(tx, SEED_ACCOUNT, secrets, { clock: house.clock, entropy: house.entropy });
    });
    await house.role(root, 'demo', {
      Principal: { AWS: ACCOUNT_A },
      Condition: { StringEquals: { 'sts:ExternalId': '123ABC' } },
    });
  });

  it('with a whole policy gives Bob an hour in the account 123456789012', async () => {
    const answer = await house.assume(alice, demo, { ...example, Policy: whole });
    expect([answer.status, answer.text('Arn'), answer.text('Expiration')]).toEqual([
      200,
      `arn:aws:sts::${SEED_ACCOUNT}:assumed-role/demo/Bob`,
      '2026-11-21T11:00:00Z',
    ]);
  });

  it('with the policy as printed, cut off, is MalformedPolicyDocument', async () => {
    const answer = await house.assume(alice, demo, { ...example, Policy: printed });
    expect([answer.status, answer.code, answer.message]).toEqual([
      400,
      'MalformedPolicyDocument',
      'The policy is not in the valid JSON format.',
    ]);
  });
});

describe('the credentials', () => {
  it('are an access key id, a secret and a token, and all three are needed', async () => {
    const session = await house.assumed(alice, role);
    expect(session.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(session.secretAccessKey).toMatch(/^[A-Za-z0-9/+]{40}$/);
    expect(session.sessionToken!.length).toBeGreaterThan(100);
    const codes = await Promise.all(
      [
        session,
        { ...session, sessionToken: undefined },
        { ...session, secretAccessKey: alice.secretAccessKey },
        { ...session, accessKeyId: alice.accessKeyId },
      ].map(async (credentials) => (await house.call(credentials, 'GetCallerIdentity')).code),
    );
    expect(codes).toEqual([undefined, 'InvalidClientTokenId', 'SignatureDoesNotMatch', 'SignatureDoesNotMatch']);
  });

  it('reach what the role may, in the account of the role, and not what the user may', async () => {
    const abroad = await house.role(house.rootB, 'abroad', { Principal: { AWS: ACCOUNT_A } });
    await house.allowRole(house.rootB, 'abroad', { Action: 'iam:GetRole', Resource: '*' });
    const session = await house.assumed(alice, abroad);
    const seen = await house.must(session, 'GetRole', { RoleName: 'abroad' });
    expect(seen.text('Arn')).toBe(`arn:aws:iam::${ACCOUNT_B}:role/abroad`);
    expect((await house.call(session, 'ListRoles')).code).toBe('AccessDenied');
    expect((await house.call(alice, 'GetRole', { RoleName: 'demo' })).code).toBe('AccessDenied');
  });

  it.each(['GetFederationToken', 'GetSessionToken'])('do not call %s', async (action) => {
    const answer = await house.call(await house.assumed(alice, role), action, { Name: 'bob' });
    expect([answer.code, answer.message]).toEqual(['AccessDenied', `Cannot call ${action} with session credentials`]);
  });
});

describe('the session name', () => {
  it('tells sessions of one role apart, in the ARN and in the id of the assumed role', async () => {
    const bob = await house.user(house.rootA, 'bob');
    await house.allowUser(house.rootA, 'bob', { Action: 'sts:AssumeRole', Resource: '*' });
    const [first, second] = [
      await house.assume(alice, role, { RoleSessionName: 'reason-1' }),
      await house.assume(bob, role, { RoleSessionName: 'reason-2' }),
    ];
    expect(first.text('Arn')).toBe(`arn:aws:sts::${ACCOUNT_A}:assumed-role/demo/reason-1`);
    expect(second.text('Arn')).toBe(`arn:aws:sts::${ACCOUNT_A}:assumed-role/demo/reason-2`);
    const [one, two] = [first, second].map((answer) => answer.text('AssumedRoleId')!.split(':'));
    expect([one![1], two![1], one![0] === two![0]]).toEqual(['reason-1', 'reason-2', true]);
  });

  it('stands in the events of the account that owns the role, for each later request', async () => {
    const abroad = await house.role(house.rootB, 'watched', { Principal: { AWS: ACCOUNT_A } });
    const session = await house.assumed(alice, abroad, { RoleSessionName: 'ticket-4711' });
    for (const action of ['GetCallerIdentity', 'ListUsers']) {
      await house.call(session, action);
      const { caller } = house.events.at(-1)!;
      expect([caller?.account, caller?.arn]).toEqual([
        ACCOUNT_B,
        `arn:aws:sts::${ACCOUNT_B}:assumed-role/watched/ticket-4711`,
      ]);
    }
  });
});

describe('character sets', () => {
  // The documents leave out `+`, which AWS's pattern has, and give SerialNumber none of `:` and `/`, without which no ARN fits.
  const more = { RoleSessionName: '+=,.@-', ExternalId: '+=,.@:/-', SerialNumber: '+=/:,.@-' };
  it.each(Object.entries(more))('%s takes letters, digits, _ and %s, and no space', async (name, special) => {
    const inside = new Set([...alphanumeric, ...special]);
    const wrong: string[] = [];
    for (const character of [...printable, '\u00e9', '\t', '\u0000', '\uff21']) {
      const answer = await house.assume(alice, role, { [name]: `abcdefgh${character}` });
      if (validation.test(answer.message ?? '') === inside.has(character)) wrong.push(character);
    }
    expect(wrong).toEqual([]);
  });

  it.each(['12345', '1234567', '12345a', '12345 ', '１２３４５６', '-12345'])(
    'TokenCode %j is not six digits',
    async (TokenCode) => {
      const answer = await house.assume(alice, role, { SerialNumber: 'GAHT12345678', TokenCode });
      expect([answer.status, answer.code]).toEqual([400, 'ValidationError']);
      expect(answer.message).toMatch(validation);
    },
  );

  it('Policy takes U+0020 to U+00FF, tab, line feed and carriage return', async () => {
    const outcome = async (character: string) => {
      const condition = { StringNotEquals: { 'aws:x': 'VALUE' } };
      const document = policy({ Action: '*', Resource: '*', Condition: condition });
      const isSpace = /[\t\n\r]/.test(character);
      const Policy = isSpace
        ? `${character}${document}`
        : document.replace('VALUE', JSON.stringify(character).slice(1, -1));
      return house.assume(alice, role, { Policy });
    };
    for (const point of [0x09, 0x0a, 0x0d, 0x20, 0x22, 0x5c, 0x7e, 0x7f, 0x80, 0xa0, 0xff])
      expect([point, (await outcome(String.fromCharCode(point))).status]).toEqual([point, 200]);
    for (const character of ['\u0100', '\u20ac', '\u{1f600}']) {
      const answer = await outcome(character);
      expect([answer.status, answer.code]).toEqual([400, 'ValidationError']);
      expect(answer.message).toContain(
        'Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+',
      );
    }
    for (const character of ['\u0000', '\u0008', '\u000b', '\u001f']) {
      const answer = await house.assume(alice, role, { Policy: `${character}${policy(ALL)}` });
      expect(answer.code).toBe('ValidationError');
    }
  });
});

describe('the length of a session policy', () => {
  it('is counted in characters, not in bytes', async () => {
    const document = (length: number) => {
      const of = (text: string) => policy({ ...ALL, Condition: { StringNotEquals: { 'aws:x': text } } });
      return of('\u00ff'.repeat(length - of('').length));
    };
    expect(Buffer.byteLength(document(2048))).toBeGreaterThan(3900);
    expect((await house.assume(alice, role, { Policy: document(2048) })).status).toBe(200);
    expect((await house.assume(alice, role, { Policy: document(2049) })).code).toBe('PackedPolicyTooLarge');
  });

  it('and all else that the token carries is told as a percentage, which grows with it', async () => {
    const sized = async (parameters: Parameters) => {
      const answer = await house.assume(alice, role, parameters);
      const [packed, used] = [answer.text('PackedPolicySize'), answer.text('SessionTokenUtilization')];
      expect(packed).toBe(used);
      return Number(packed);
    };
    const small = await sized({ Policy: policy(ALL) });
    const resources = Array.from(
      { length: 18 },
      (_, i) => `arn:aws:s3:::bucket-${(i * 7919) % 997}-${(i * 104_729) % 991}/*`,
    );
    const large = await sized({ Policy: policy({ Action: 's3:GetObject', Resource: resources }) });
    expect(small).toBeGreaterThan(0);
    expect(large).toBeGreaterThan(small);
    expect(large).toBeLessThanOrEqual(100);
  });
});

describe('the maximum of a role', () => {
  const trust = policy({ Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT_A } });
  const refusal = (clause: string) =>
    `1 validation error detected: Value at 'maxSessionDuration' failed to satisfy constraint: Member must have value ${clause}`;
  it.each([
    [3599, refusal('greater than or equal to 3600')],
    [3600, undefined],
    [43_200, undefined],
    [43_201, refusal('less than or equal to 43200')],
  ])('MaxSessionDuration %s, when a role is made and when it is changed', async (MaxSessionDuration, message) => {
    const RoleName = `max-${MaxSessionDuration}`;
    const made = await house.call(house.rootA, 'CreateRole', {
      RoleName,
      AssumeRolePolicyDocument: trust,
      MaxSessionDuration,
    });
    const changed = await house.call(house.rootA, 'UpdateRole', { RoleName: 'demo', MaxSessionDuration });
    expect([made.message, changed.message]).toEqual([message, message]);
    if (message === undefined) {
      const seen = await house.must(house.rootA, 'GetRole', { RoleName: 'demo' });
      expect(seen.text('MaxSessionDuration')).toBe(String(MaxSessionDuration));
    }
    await house.must(house.rootA, 'UpdateRole', { RoleName: 'demo', MaxSessionDuration: 3600 });
  });

  it('of six hours refuses twelve, as in the example', async () => {
    const six = await house.role(
      house.rootA,
      'six-hours',
      { Principal: { AWS: ACCOUNT_A } },
      { MaxSessionDuration: 21_600 },
    );
    const answer = await house.assume(alice, six, { DurationSeconds: 43_200 });
    expect([answer.status, answer.code, answer.message]).toEqual([
      400,
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ]);
    expect((await house.assume(alice, six, { DurationSeconds: 21_600 })).status).toBe(200);
  });
});

describe('who is trusted, and who may', () => {
  it('the trust policy is given with the role, and can be given anew', async () => {
    const arn = await house.role(house.rootA, 'moved', { Principal: { AWS: ACCOUNT_B } });
    expect((await house.assume(alice, arn)).code).toBe('AccessDenied');
    const PolicyDocument = policy({ Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT_A } });
    await house.must(house.rootA, 'UpdateAssumeRolePolicy', { RoleName: 'moved', PolicyDocument });
    expect((await house.assume(alice, arn)).status).toBe(200);
  });

  it("the caller's permission is one for the ARN of that role", async () => {
    const carol = await house.user(house.rootA, 'carol');
    const [one, two] = [
      await house.role(house.rootB, 'one', { Principal: { AWS: ACCOUNT_A } }),
      await house.role(house.rootB, 'two', { Principal: { AWS: ACCOUNT_A } }),
    ];
    await house.allowUser(house.rootA, 'carol', { Action: 'sts:AssumeRole', Resource: one });
    expect((await house.assume(carol, one)).status).toBe(200);
    expect((await house.assume(carol, two)).code).toBe('AccessDenied');
  });

  it('one set of long-term credentials goes into several accounts', async () => {
    for (const [root, account] of [
      [house.rootA, ACCOUNT_A],
      [house.rootB, ACCOUNT_B],
    ] as const) {
      const arn = await house.role(root, 'visited', { Principal: { AWS: ACCOUNT_A } });
      const self = await house.must(credentialsOf(await house.assume(alice, arn)), 'GetCallerIdentity');
      expect(self.text('Account')).toBe(account);
    }
  });
});

describe('MFA', () => {
  const UNKNOWN =
    'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.';
  it.each(['GAHT12345678', `arn:aws:iam::${ACCOUNT_A}:mfa/user`])(
    'the serial number %s is well-formed, and no device of this user',
    async (SerialNumber) => {
      const answer = await house.assume(alice, role, { SerialNumber, TokenCode: '123456' });
      expect([answer.status, answer.code, answer.message]).toEqual([403, 'AccessDenied', UNKNOWN]);
    },
  );
});
