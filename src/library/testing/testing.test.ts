import { CreateUserCommand, IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { movableClock, rolecallFixture, rolecallHooks, startTestRolecall } from './index.ts';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const allow = (Action: string, more: object = {}) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action, Resource: '*', ...more },
});
const team = (id: string) => ({
  users: {
    alice: {
      'access-keys': 'generate' as const,
      'inline-policies': { all: allow('sts:AssumeRole') },
      'mfa-devices': { phone: { seed: SECRET } },
    },
  },
  roles: {
    app: {
      trust: {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${id}:user/alice` }, Action: 'sts:AssumeRole' },
      },
    },
    careful: {
      trust: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${id}:root` },
          Action: 'sts:AssumeRole',
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        },
      },
    },
  },
});

describe('a server for tests', () => {
  test('is reached by clients of the AWS SDK without a port, and refuses as ever', async () => {
    await using rolecall = await startTestRolecall();
    const { accountId, credentials, credentialsOf } = await rolecall.account(team);
    const alice = new STSClient(rolecall.as(credentialsOf('alice')));
    const { Credentials } = await alice.send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${accountId}:role/app`, RoleSessionName: 'one' }),
    );
    const session = new STSClient(rolecall.as(Credentials!));
    expect((await session.send(new GetCallerIdentityCommand({}))).Arn).toBe(
      `arn:aws:sts::${accountId}:assumed-role/app/one`,
    );

    const forged = new STSClient(rolecall.as({ ...credentialsOf('alice'), secretAccessKey: 'x'.repeat(40) }));
    await expect(forged.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
    await expect(
      new IAMClient(rolecall.as(credentialsOf('alice'))).send(new ListUsersCommand({})),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    expect((await new IAMClient(rolecall.as(credentials)).send(new ListUsersCommand({}))).Users).toHaveLength(1);
    expect(() => rolecall.as({})).toThrow('these are no credentials');
  });

  test('sessions end by its clock, in clients that were made before it was moved too', async () => {
    await using rolecall = await startTestRolecall();
    const { accountId, credentialsOf } = await rolecall.account(team);
    const alice = new STSClient({ ...rolecall.as(credentialsOf('alice')), maxAttempts: 1 });
    const assume = new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/app`,
      RoleSessionName: 'one',
      DurationSeconds: 3600,
    });
    const session = new STSClient({ ...rolecall.as((await alice.send(assume)).Credentials!), maxAttempts: 1 });
    rolecall.clock.advance({ minutes: 59 });
    await session.send(new GetCallerIdentityCommand({}));
    rolecall.clock.advance({ minutes: 2 });
    await expect(session.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'ExpiredToken' });
    rolecall.clock.advance({ days: 400 });
    expect((await alice.send(assume)).Credentials?.Expiration?.getTime()).toBeGreaterThan(
      Date.now() + 400 * 86_400_000,
    );
  });

  test('a signature of the system’s clock is refused once that of the server was moved; the SDK then sets its own', async () => {
    await using rolecall = await startTestRolecall();
    rolecall.clock.advance({ hours: 2 });
    const { endpoint, region, credentials, requestHandler } = rolecall.as(rolecall.credentials);
    const once = new STSClient({ endpoint, region, credentials, requestHandler, maxAttempts: 1 });
    await expect(once.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    const often = new STSClient({ endpoint, region, credentials, requestHandler });
    expect((await often.send(new GetCallerIdentityCommand({}))).Account).toBe(rolecall.accounts[0]!.accountId);
  });

  test('over a port too, it says what time it is', async () => {
    await using rolecall = await startTestRolecall({ listen: true });
    rolecall.clock.set('2031-05-06T07:08:09Z');
    expect((await fetch(`${rolecall.url}/health/live`)).headers.get('date')).toMatch(
      /^Tue, 06 May 2031 07:08:(09|10) GMT$/,
    );
    const { credentials, endpoint, region } = rolecall.as(rolecall.credentials);
    const client = new STSClient({ endpoint, region, credentials });
    expect((await client.send(new GetCallerIdentityCommand({}))).Account).toBe(rolecall.accounts[0]!.accountId);
  });

  test('codes of MFA devices change by its clock, and count once', async () => {
    await using rolecall = await startTestRolecall({ clock: movableClock('2030-01-01T00:00:00Z') });
    const { accountId, credentialsOf } = await rolecall.account(team);
    const alice = new STSClient(rolecall.as(credentialsOf('alice')));
    const assume = () =>
      alice.send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${accountId}:role/careful`,
          RoleSessionName: 'one',
          SerialNumber: `arn:aws:iam::${accountId}:mfa/phone`,
          TokenCode: rolecall.totp(SECRET),
        }),
      );
    // Codes of a device that a seed brings count from the step after the next.
    await expect(assume()).rejects.toMatchObject({ name: 'AccessDenied' });
    rolecall.clock.advance({ seconds: 60 });
    await assume();
    await expect(assume()).rejects.toMatchObject({ name: 'AccessDenied' });
    rolecall.clock.advance({ seconds: 30 });
    await assume();
    expect(() => rolecall.totp('!')).toThrow('no seed of an MFA device');
  });

  test('a request comes from where the test says', async () => {
    await using rolecall = await startTestRolecall();
    const near = {
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, Bool: { 'aws:SecureTransport': 'true' } },
    };
    const { credentialsOf } = await rolecall.account({
      users: { bob: { 'access-keys': 'generate', 'inline-policies': { list: allow('iam:ListUsers', near) } } },
    });
    const list = (from: object) =>
      new IAMClient(rolecall.as(credentialsOf('bob'), from)).send(new ListUsersCommand({}));
    await list({ sourceIp: '203.0.113.7', secure: true });
    await expect(list({ sourceIp: '203.0.113.7' })).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(list({ sourceIp: '198.51.100.1', secure: true })).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('a clock to move', () => {
  test('stands still at a moment, or runs', () => {
    const still = movableClock('2030-01-01T00:00:00Z');
    still.advance({ days: 1, hours: 1, minutes: 1, seconds: 1, milliseconds: 1 });
    expect(new Date(still.now()).toISOString()).toBe('2030-01-02T01:01:01.001Z');
    still.set(new Date(0));
    expect(still.now()).toBe(0);
    const running = movableClock();
    running.advance({ hours: 1 });
    expect(running.now() - Date.now()).toBeGreaterThan(3_599_000);
  });

  test.each<[string, object]>([
    ['nothing', {}],
    ['a step back', { hours: -1 }],
    ['a unit that is none', { weeks: 1 }],
    ['no number', { hours: 'one' }],
  ])('refuses %s', (_what, span) => expect(() => movableClock().advance(span)).toThrow(/\.?/));

  test('refuses a moment that is none', () => expect(() => movableClock('soon')).toThrow('not a moment: `soon`'));
});

const perTest = test.extend<{ rolecall: Awaited<ReturnType<typeof startTestRolecall>> }>({
  rolecall: rolecallFixture(),
});
describe('a fixture of vitest', () => {
  const seen: string[] = [];
  perTest('a server of the test’s own', ({ rolecall }) => void seen.push(rolecall.credentials.accessKeyId));
  perTest('and another', ({ rolecall }) => expect(seen).not.toContain(rolecall.credentials.accessKeyId));
});

const shared = test.extend<{ rolecall: Awaited<ReturnType<typeof startTestRolecall>> }>({
  rolecall: rolecallFixture({ scope: 'file' }),
});
describe('a fixture of a file', () => {
  const seen: string[] = [];
  shared('a server', async ({ rolecall }) => {
    seen.push(rolecall.credentials.accessKeyId);
    const account = await rolecall.account();
    await new IAMClient(rolecall.as(account.credentials)).send(new CreateUserCommand({ UserName: 'mine' }));
  });
  shared('the same, with an account that nobody has touched', async ({ rolecall }) => {
    expect(seen).toEqual([rolecall.credentials.accessKeyId]);
    const account = await rolecall.account();
    expect((await new IAMClient(rolecall.as(account.credentials)).send(new ListUsersCommand({}))).Users).toEqual([]);
  });
});

describe('by hooks', () => {
  const rolecall = rolecallHooks({ before: beforeAll, after: afterAll });
  expect(() => rolecall()).toThrow('there is no server now');
  test('there is a server between them', async () => {
    expect(
      (await new STSClient(rolecall().as(rolecall().credentials)).send(new GetCallerIdentityCommand({}))).Account,
    ).toMatch(/^[0-9]{12}$/);
  });
});
