import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  ListUsersCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { passwordFor } from '../../src/store/postgres/pass-file.ts';
import { folder, rolecall, start } from '../cli/process.ts';
import { freshDatabase, passFile, server, stranger, urlOf } from './support.ts';

/** The whole house on PostgreSQL: the program as it ships, the AWS SDK as its client. */

const ACCOUNT = '123456789012';

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

async function founded() {
  const address = await freshDatabase();
  const home = folder();
  const data = join(home, 'data');
  const key = join(home, 'root.key');
  const place = ['--data', data, '--key-file', key, '--database', urlOf(address.database)];
  const env = { PGPASSFILE: passFile() };
  const made = await rolecall(['init', ...place, '--account', ACCOUNT, '--output', 'json'], { env });
  expect(made).toMatchObject({ code: 0, stderr: '' });
  return { address, home, data, key, place, env, root: JSON.parse(made.stdout).accounts[0] as Keys };
}

const client = (url: string, credentials: Keys) => ({
  endpoint: url,
  region: 'us-east-1',
  credentials: credentials as { accessKeyId: string; secretAccessKey: string },
  maxAttempts: 1,
});

describe.skipIf(server === undefined)('the whole house on PostgreSQL', () => {
  it('founds, serves, assumes a role for the AWS SDK, and finds everything again after a restart', async () => {
    const { address, place, env, root } = await founded();
    const first = await start(['serve', ...place, '--port', '0'], { env });
    const iam = new IAMClient(client(first.url, root));
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    const trust = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' };
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
    await iam.send(new CreateRoleCommand({ RoleName: 'app', AssumeRolePolicyDocument: document }));
    const assume = (url: string, keys: Keys) =>
      new STSClient(client(url, keys)).send(
        new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${ACCOUNT}:role/app`, RoleSessionName: 'session' }),
      );
    // The root of an account may not assume roles.
    expect(await assume(first.url, root).catch((error: Error) => error.name)).toBe('AccessDenied');
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const alice = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
    await iam.send(
      new PutUserPolicyCommand({
        UserName: 'alice',
        PolicyName: 'assume',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }],
        }),
      }),
    );
    const { Credentials } = await assume(first.url, alice);
    const session = {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken,
    };
    // In the text of the database there is no secret, and its password is in no line of the log.
    const password = passwordFor(address, { PGPASSFILE: passFile() })!;
    expect(password).toHaveLength(32);
    expect(first.output().stderr + first.output().stdout).not.toContain(password);
    expect(await first.stop()).toBe(0);

    const second = await start(['serve', ...place, '--port', '0'], { env });
    const identity = await new STSClient(client(second.url, session)).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/app/session`);
    expect((await assume(second.url, alice)).AssumedRoleUser?.Arn).toBe(
      `arn:aws:sts::${ACCOUNT}:assumed-role/app/session`,
    );
    const { Users } = await new IAMClient(client(second.url, root)).send(new ListUsersCommand({}));
    expect(Users?.map(({ UserName }) => UserName)).toEqual(['alice']);

    const stored = await stranger(address);
    const keys = await stored.query('SELECT sealed_secret FROM access_keys');
    for (const row of keys.rows) expect(JSON.stringify(row)).not.toContain(alice.secretAccessKey);
    await stored.end();
    expect(await second.stop()).toBe(0);
  });

  it('administers the running server, and a second one on another folder sees it', async () => {
    const { place, env, home, key, root, address } = await founded();
    const first = await start(['serve', ...place, '--port', '0'], { env });
    const there = ['--data', join(home, 'other'), '--key-file', key, '--database', urlOf(address.database)];
    const second = await start(['serve', ...there, '--port', '0'], { env });
    const who = (url: string, keys: Keys) =>
      new STSClient(client(url, keys)).send(new GetCallerIdentityCommand({})).then(
        ({ Arn }) => Arn,
        (error: Error) => error.name,
      );
    for (const { url } of [first, second]) expect(await who(url, root)).toBe(`arn:aws:iam::${ACCOUNT}:root`);
    const reset = await rolecall(['account', 'reset-keys', ...place, '--output', 'json'], { env });
    expect(reset).toMatchObject({ code: 0 });
    expect(await who(first.url, root)).toBe('InvalidClientTokenId');
    await expect.poll(() => who(second.url, root), { timeout: 5000 }).toBe('InvalidClientTokenId');
    expect(await who(second.url, JSON.parse(reset.stdout))).toBe(`arn:aws:iam::${ACCOUNT}:root`);
    await first.stop();
    await second.stop();
  });

  it('up makes the store the first time and finds it the second time', async () => {
    const address = await freshDatabase();
    const home = folder();
    const place = ['--data', join(home, 'd'), '--key-file', join(home, 'k'), '--database', urlOf(address.database)];
    const env = { PGPASSFILE: passFile() };
    const first = await start(['up', ...place, '--port', '0'], { env });
    expect(first.output().stdout).toMatch(/^export AWS_ACCESS_KEY_ID=AKIA/m);
    await first.stop();
    const second = await start(['up', ...place, '--port', '0'], { env });
    expect(second.output().stdout).toMatch(/^listening on \S+\n$/);
    await second.stop();
  });

  it('a second init, the key of another store, no store, and no password are refused in a sentence', async () => {
    const { place, env, home } = await founded();
    const refusal = async (args: string[], more: Record<string, string> = env) => {
      const { code, stdout, stderr } = await rolecall(args, { env: more });
      return [code, stdout, stderr];
    };
    const withKey = (key: string) => place.map((word, at) => (place[at - 1] === '--key-file' ? key : word));
    expect(await refusal(['init', ...withKey(join(home, 'new.key'))])).toEqual([
      1,
      '',
      expect.stringMatching(/^rolecall: there is a store already, or a table of the same name: /),
    ]);
    const other = await founded();
    expect(await refusal(['serve', ...withKey(other.key), '--port', '0'])).toEqual([
      1,
      '',
      expect.stringMatching(/was made under another root key/),
    ]);
    const empty = await freshDatabase();
    const elsewhere = place.map((word, at) => (place[at - 1] === '--database' ? urlOf(empty.database) : word));
    expect(await refusal(['serve', ...elsewhere, '--port', '0'])).toEqual([
      1,
      '',
      expect.stringMatching(/^rolecall: no store in the database .*: run `rolecall init`\n$/),
    ]);
    const nothing = join(home, 'nothing');
    writeFileSync(nothing, '', { mode: 0o600 });
    expect(await refusal(['serve', ...place, '--port', '0'], { PGPASSFILE: nothing })).toEqual([
      1,
      '',
      expect.stringMatching(/it asks for a password: name a PGPASSFILE or a --database-file\n$/),
    ]);
    // The environment is not where a password is kept.
    const { PGPASSWORD } = { PGPASSWORD: passwordFor(empty, env)! };
    expect((await refusal(['serve', ...place, '--port', '0'], { PGPASSFILE: nothing, PGPASSWORD }))[0]).toBe(1);
  });

  it('takes the whole URL, with its password, from a file that its owner alone reads', async () => {
    const { address, data, key, home, env } = await founded();
    const file = join(home, 'url');
    const url = urlOf(address.database).replace('@', `:${passwordFor(address, env)}@`);
    writeFileSync(file, `${url}\n`, { mode: 0o600 });
    const args = ['serve', '--data', data, '--key-file', key, '--database-file', file, '--port', '0'];
    const running = await start(args, { env: { PGPASSFILE: '/nonexistent' } });
    expect(readFileSync(`/proc/${running.process.pid}/cmdline`, 'utf8')).not.toContain(passwordFor(address, env));
    expect(await running.stop()).toBe(0);
  });
});
