import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assumeRole,
  call,
  credentialProvider,
  ProfileError,
  ServiceError,
  Unreachable,
} from '../../src/client/index.ts';
import { ACCOUNT, home, keysIn, keysOf, roleArn, type World, world } from '../cli/people.ts';

let w: World;
beforeAll(async () => {
  w = await world();
});
const as = (who: 'ann' | 'mia' | 'root', more: object = {}) => ({
  endpoint: w.url,
  credentials: w[who],
  env: {},
  ...more,
});

describe('assumeRole', () => {
  it('gives whom one is, and credentials whose end is a date', async () => {
    const assumed = await assumeRole(
      { RoleArn: roleArn('deploy'), RoleSessionName: 'one', DurationSeconds: 900 },
      as('ann'),
    );
    expect(assumed.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/deploy/one`);
    const leftMs = assumed.Credentials.Expiration.getTime() - Date.now();
    expect(leftMs).toBeGreaterThan(880_000);
    expect(leftMs).toBeLessThan(901_000);
  });

  it('by the environment, as AWS’s clients', async () => {
    const env = { ...home(), ...keysOf(w.ann), AWS_ENDPOINT_URL: w.url };
    await expect(assumeRole({ RoleArn: roleArn('deploy'), RoleSessionName: 'one' }, { env })).resolves.toBeDefined();
  });

  it('by a profile, through its role', async () => {
    const config = `[profile p]\nrole_arn=${roleArn('deploy')}\nsource_profile=ann\nendpoint_url=${w.url}\n`;
    const env = home({ config, credentials: keysIn('ann', w.ann) });
    const deep = await assumeRole({ RoleArn: roleArn('deep'), RoleSessionName: 'two' }, { env, profile: 'p' });
    expect(deep.AssumedRoleUser?.Arn).toContain('/deep/two');
  });

  it('refuses in the service’s words', async () => {
    const error = await assumeRole({ RoleArn: roleArn('guarded'), RoleSessionName: 'one' }, as('ann')).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({
      code: 'AccessDenied',
      status: 403,
      operation: 'AssumeRole',
      requestId: expect.any(String),
    });
    const input = { RoleArn: roleArn('deploy'), RoleSessionName: 'one' };
    await expect(assumeRole(input, as('ann', { endpoint: 'http://127.0.0.1:1' }))).rejects.toThrow(Unreachable);
    await expect(assumeRole(input, { env: {}, profile: 'p' })).rejects.toThrow(ProfileError);
    await expect(assumeRole({ ...input, Polcy: 'x' } as never, as('ann'))).rejects.toThrow(
      'no such parameter: `Polcy`',
    );
  });
});

describe('call', () => {
  it('any operation, typed by its name', async () => {
    const { Role } = await call('GetRole', { RoleName: 'deploy' }, as('root'));
    expect(Role.RoleName).toBe('deploy');
    // A date for the compiler too.
    expect(Role.CreateDate.getTime()).toBeLessThanOrEqual(Date.now());
    const { Account } = await call('GetCallerIdentity', {}, as('ann'));
    expect(Account).toBe(ACCOUNT);
    expect(await call('TagRole', { RoleName: 'deploy', Tags: [{ Key: 'a', Value: 'b' }] }, as('root'))).toEqual({});
    await expect(call('GetRol' as 'GetRole', { RoleName: 'x' }, as('root'))).rejects.toThrow(
      'no operation of STS or IAM',
    );
  });
});

describe('credentialProvider', () => {
  it('is one of the AWS SDK', async () => {
    const credentials = credentialProvider({ RoleArn: roleArn('deploy'), RoleSessionName: 'sdk' }, as('ann'));
    const client = new STSClient({ endpoint: w.url, region: 'us-east-1', credentials });
    expect((await client.send(new GetCallerIdentityCommand({}))).Arn).toContain('assumed-role/deploy/sdk');
  });

  it('asks once, however many ask', async () => {
    const provider = credentialProvider({ RoleArn: roleArn('deploy') }, as('ann'));
    const given = await Promise.all(Array.from({ length: 20 }, provider));
    expect(new Set(given.map(({ accessKeyId }) => accessKeyId)).size).toBe(1);
  });

  it('through several roles', async () => {
    const credentials = credentialProvider(
      [{ RoleArn: roleArn('deploy') }, { RoleArn: roleArn('deep'), RoleSessionName: 'end' }],
      as('ann'),
    );
    expect((await call('GetCallerIdentity', {}, as('ann', { credentials }))).Arn).toContain('assumed-role/deep/end');
  });

  it('asks for the code of a device', async () => {
    const asked: string[] = [];
    const askCode = async (serial: string) => {
      asked.push(serial);
      return w.code();
    };
    const role = { RoleArn: roleArn('careful'), SerialNumber: w.device };
    const provider = credentialProvider(role, as('mia', { askCode }));
    await Promise.all([provider(), provider()]);
    expect(asked).toEqual([w.device]);
    await expect(credentialProvider(role, as('mia'))()).rejects.toThrow('nobody can be asked here');
  });

  it('is refused at each call, and looks again', async () => {
    const env = home();
    const provider = credentialProvider(
      { RoleArn: roleArn('deploy') },
      { env: { ...env, AWS_ENDPOINT_URL: w.url }, profile: 'late' },
    );
    await expect(provider()).rejects.toThrow('no profile `late`');
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(env.HOME, '.aws/credentials'), keysIn('late', w.ann));
    expect((await provider()).accessKeyId).toMatch(/^ASIA/);
  });
});

/** The examples of docs/client.md, run as they stand. */
describe('docs/client.md', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../docs/client.md'), 'utf8');
  const examples = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map((found) => found[1]!);
  const kept = { ...process.env };
  afterAll(() => {
    process.env = kept;
  });

  it('has examples', () => expect(examples.length).toBeGreaterThanOrEqual(4));

  it.each(examples)('%s', async (example) => {
    Object.assign(process.env, home(), keysOf(w.ann), { AWS_ENDPOINT_URL: w.url, AWS_REGION: 'us-east-1' });
    const lib = await import('../../src/client/index.ts');
    const sdk = await import('@aws-sdk/client-sts');
    const said: unknown[] = [];
    const { STSClient, GetCallerIdentityCommand } = sdk;
    const console = { log: (...words: unknown[]) => said.push(...words) };
    const names = { ...lib, STSClient, GetCallerIdentityCommand, console };
    const body = example
      .replace(/^import .*$/gm, '')
      .replaceAll('123456789012', ACCOUNT)
      .replaceAll('arn:aws:iam::123456789012:mfa/ann', w.device);
    const run = new Function(...Object.keys(names), `return (async () => {${body}})()`);
    await run(...Object.values(names));
    expect(said.join(' ')).not.toContain('undefined');
    expect(said.length).toBeGreaterThan(0);
  });
});
