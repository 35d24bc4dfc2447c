import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, describe, expect, it } from 'vitest';
import { type RolecallOptions, type SeedObject, startRolecall } from './index.ts';

const A = '111122223333';
const B = '444455556666';
const folder = mkdtempSync(join(tmpdir(), 'rolecall-library-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const trust = (principal: string) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' },
});
const seed: SeedObject = {
  rolecall: 1,
  accounts: {
    [A]: {
      users: {
        alice: {
          'access-keys': 'generate',
          'inline-policies': {
            assume: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' } },
          },
        },
        bob: { 'access-keys': 'generate' },
      },
      roles: { app: { trust: trust(`arn:aws:iam::${A}:root`) } },
    },
  },
};

const clientOf = (at: { url: string; region: string }, credentials: { accessKeyId: string; secretAccessKey: string }) =>
  new STSClient({ endpoint: at.url, region: at.region, credentials, maxAttempts: 1 });

const whoIs = async (at: { url: string; region: string }, keys: { accessKeyId: string; secretAccessKey: string }) =>
  (await clientOf(at, keys).send(new GetCallerIdentityCommand({}))).Arn;

describe('startRolecall', () => {
  it('in memory: serves the accounts of a seed, and gives the keys that it made', async () => {
    await using rolecall = await startRolecall({ memory: true, seed });
    expect(rolecall.url).toMatch(/^http:\/\/127\.0\.0\.1:[0-9]+$/);
    expect(rolecall.accounts).toEqual([{ accountId: A, credentials: rolecall.credentials }]);
    expect(await whoIs(rolecall, rolecall.credentials)).toBe(`arn:aws:iam::${A}:root`);
    expect(rolecall.keys.map(({ accountId, userName }) => [accountId, userName])).toEqual([
      [A, 'alice'],
      [A, 'bob'],
    ]);

    const alice = clientOf(rolecall, rolecall.credentialsOf('alice'));
    const assumed = new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${A}:role/app`, RoleSessionName: 'one' });
    expect((await alice.send(assumed)).AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${A}:assumed-role/app/one`);
    const bob = clientOf(rolecall, rolecall.credentialsOf('bob', A));
    await expect(bob.send(assumed)).rejects.toMatchObject({ name: 'AccessDenied' });
    const forged = { ...rolecall.credentialsOf('alice'), secretAccessKey: 'x'.repeat(40) };
    await expect(clientOf(rolecall, forged).send(assumed)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  });

  it('without anything: one account, and several servers in one process', async () => {
    const servers = await Promise.all([1, 2, 3].map(() => startRolecall({ memory: true })));
    for (const server of servers) {
      expect(server.accounts).toHaveLength(1);
      expect(await whoIs(server, server.credentials)).toBe(`arn:aws:iam::${server.accounts[0]!.accountId}:root`);
    }
    await expect(whoIs(servers[0]!, servers[1]!.credentials)).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
    await Promise.all(servers.map((server) => server.stop()));
  });

  it('takes the accounts that are named, in this order, and adds others later', async () => {
    await using rolecall = await startRolecall({ memory: true, accounts: [B, A], listen: false });
    expect(rolecall.accounts.map(({ accountId }) => accountId)).toEqual([B, A]);
    expect(rolecall.credentials).toEqual(rolecall.accounts[0]!.credentials);
    const added = await rolecall.addAccount('000000000001');
    expect(rolecall.accounts.at(-1)).toEqual(added);
    expect(rolecall.accounts[0]!.accountId).toBe(B);
    expect((await rolecall.addAccount()).accountId).toMatch(/^[0-9]{12}$/);
    await expect(rolecall.addAccount(A)).rejects.toMatchObject({ code: 'BadOption' });
  });

  it('gives the root key that a seed lists, beside which no other is made', async () => {
    const [id, secret] = ['AKIARTX3GSDSVIZ4PZT2', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'];
    const root = { 'access-keys': [{ id, secret }] };
    await using rolecall = await startRolecall({
      memory: true,
      listen: false,
      accounts: [A],
      seed: { rolecall: 1, accounts: { [A]: { root } } },
    });
    expect(rolecall.credentials).toEqual({ accessKeyId: id, secretAccessKey: secret });
  });

  it('applies seeds while it runs, all of one or nothing', async () => {
    await using rolecall = await startRolecall({ memory: true, listen: false });
    expect(await rolecall.apply(seed)).toHaveLength(2);
    expect(await rolecall.apply(seed)).toEqual([]);
    const wrong = { rolecall: 1, accounts: { [B]: { users: { eve: { groups: ['nobody'] } } } } } as const;
    await expect(rolecall.apply(wrong)).rejects.toMatchObject({ code: 'SeedRefused' });
    expect(rolecall.accounts.map(({ accountId }) => accountId)).not.toContain(B);
  });

  it('reads a seed from text, from a file, and with its secrets from elsewhere', async () => {
    const yaml = `rolecall: 1\naccounts:\n  "${A}":\n    users: { carol: { access-keys: generate } }\n`;
    const file = join(folder, 'seed.yaml');
    writeFileSync(file, yaml);
    for (const from of [
      yaml,
      file,
      JSON.stringify({ rolecall: 1, accounts: { [A]: { users: { carol: { 'access-keys': 'generate' } } } } }),
    ]) {
      await using rolecall = await startRolecall({ memory: true, listen: false, seed: from });
      expect(rolecall.credentialsOf('carol').accessKeyId).toMatch(/^AKIA/);
    }
  });

  it('answers without a port by the same rules', async () => {
    await using rolecall = await startRolecall({ memory: true, listen: false, bodyLimit: 1024 });
    expect(rolecall.url).toBe('http://rolecall.invalid');
    const headers = { host: 'x', 'content-type': 'application/x-www-form-urlencoded' };
    const post = (body: string) => rolecall.answer({ method: 'POST', target: '/', headers, body });
    const unsigned = await post('Action=GetCallerIdentity&Version=2011-06-15');
    expect([unsigned.status, /<Code>(.*)<\/Code>/.exec(unsigned.body)?.[1]]).toEqual([
      403,
      'MissingAuthenticationToken',
    ]);
    expect((await post('x'.repeat(1025))).status).toBe(413);
    expect((await rolecall.answer({ method: 'GET', target: '/health/ready', headers: {} })).body).toBe('ok\n');
    const split = await rolecall.answer({ method: 'GET', target: '/', headers: { host: 'x\r\nx-evil: 1' } });
    expect(split.status).toBe(400);
  });

  it('tells of requests, and says nothing else', async () => {
    const seen: unknown[] = [];
    await using rolecall = await startRolecall({ memory: true, accounts: [A], onRequest: (one) => seen.push(one) });
    await whoIs(rolecall, rolecall.credentials);
    expect(seen).toEqual([
      expect.objectContaining({
        service: 'sts',
        action: 'GetCallerIdentity',
        status: 200,
        code: undefined,
        caller: { arn: `arn:aws:iam::${A}:root`, account: A, accessKeyId: rolecall.credentials.accessKeyId },
      }),
    ]);
    expect(JSON.stringify(seen)).not.toContain(rolecall.credentials.secretAccessKey);
  });

  it('is stopped once, and for good', async () => {
    const rolecall = await startRolecall({ memory: true });
    await Promise.all([rolecall.stop(), rolecall.stop()]);
    await expect(rolecall.apply(seed)).rejects.toMatchObject({ code: 'Stopped' });
    await expect(fetch(rolecall.url)).rejects.toThrow();
  });

  it('keeps a store in a folder, which the commands of rolecall reach', async () => {
    const data = join(folder, 'data');
    let first: string;
    {
      await using rolecall = await startRolecall({ data, accounts: [A], seed });
      first = (await whoIs(rolecall, rolecall.credentials!))!;
      expect(readdirSync(data).sort()).toEqual(
        expect.arrayContaining(['admin.sock', 'audit', 'rolecall.db', 'root.key']),
      );
      await expect(startRolecall({ data })).rejects.toMatchObject({ code: 'StoreRefused' });
    }
    await using again = await startRolecall({ data, audit: false, accounts: [A, B] });
    expect(again.accounts).toEqual([
      { accountId: A, credentials: undefined },
      { accountId: B, credentials: expect.objectContaining({ accessKeyId: expect.stringMatching(/^AKIA/) }) },
    ]);
    expect(first).toBe(`arn:aws:iam::${A}:root`);
    expect(() => again.credentialsOf('alice')).toThrow(/no access key of user `alice` is known/);
  });
});

describe('what is refused', () => {
  const bad: [string, unknown, RegExp][] = [
    ['no options', undefined, /^options are missing/],
    ['no store', {}, /^one of `memory: true` and `data`/],
    ['two stores', { memory: true, data: '/x' }, /^one of `memory: true` and `data`/],
    ['a name that is misspelt', { memory: true, sede: {} }, /^there is no option `sede`$/],
    ['a trail in memory', { memory: true, audit: true }, /^`audit` goes with `data`/],
    ['an account that is none', { memory: true, accounts: ['12'] }, /`12` is not an account id/],
    ['an account twice', { memory: true, accounts: [A, A] }, /names one twice/],
    ['a port that is none', { memory: true, port: 70_000 }, /^`port`/],
    ['an open address', { memory: true, host: '0.0.0.0' }, /^refusing to listen on `0\.0\.0\.0` without TLS/],
    ['a quota that is none', { memory: true, quotas: { rolls: 1 } }, /there is no quota `rolls`/],
    [
      'a quota out of range',
      { memory: true, quotas: { versionsPerPolicy: 0 } },
      /`versionsPerPolicy` is a number from 1/,
    ],
    ['a block that is none', { memory: true, behindProxy: ['10.0.0.0'] }, /^`behindProxy`: not a CIDR block/],
    [
      'a destination with a star',
      { memory: true, signinDestinations: ['https://*.example.com'] },
      /^`signinDestinations`: /,
    ],
  ];
  it.each(bad)('%s', async (_what, options, sentence) => {
    await expect(startRolecall(options as RolecallOptions)).rejects.toMatchObject({
      name: 'RolecallError',
      code: 'BadOption',
      message: expect.stringMatching(sentence),
    });
  });

  const badSeeds: [string, unknown, RegExp][] = [
    ['a member that is misspelt, by its name', { rolecall: 1, acounts: {} }, /^acounts: no such member: `acounts`$/],
    [
      'a policy, by its place in the object',
      {
        rolecall: 1,
        accounts: {
          [A]: {
            roles: {
              app: {
                trust: { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: '*', Action: 'AssumeRole' } },
              },
            },
          },
        },
      },
      /^accounts\.111122223333\.roles\.app\.trust\.Statement\.Action: /,
    ],
    [
      'what an operation refuses',
      { rolecall: 1, accounts: { [A]: { users: { a: { groups: ['x'] } } } } },
      /^accounts\.111122223333\.users\.a\.groups.*: AddUserToGroup: /,
    ],
    ['a Map', { rolecall: 1, accounts: new Map() }, /^accounts: a Map is no part of a seed/],
    ['a function', { rolecall: 1, accounts: { [A]: () => {} } }, /^accounts\.111122223333: a function/],
    ['a text, by its line', 'rolecall: 1\naccounts:\n  "1": {}\n', /^seed:3:3: /],
    ['a file that is missing', '/nowhere/seed.yaml', /^cannot read `\/nowhere\/seed\.yaml`: ENOENT, no such file$/],
  ];
  it.each(badSeeds)('a seed with %s', async (_what, wrong, sentence) => {
    await expect(startRolecall({ memory: true, seed: wrong as SeedObject })).rejects.toMatchObject({
      name: 'RolecallError',
      code: 'SeedRefused',
      message: expect.stringMatching(sentence),
    });
  });

  it('a port that is taken, and then nothing is left open', async () => {
    await using first = await startRolecall({ memory: true });
    const port = Number(new URL(first.url).port);
    await expect(startRolecall({ memory: true, port })).rejects.toMatchObject({ code: 'CannotListen' });
  });
});

describe('a process', () => {
  it('ends by itself when what it started was stopped, with nothing printed and nothing left', async () => {
    const library = resolve(import.meta.dirname, 'index.ts');
    const script = `
      const before = [...process.eventNames()].sort().join();
      const { startRolecall } = await import(${JSON.stringify(library)});
      const rolecall = await startRolecall({ memory: true });
      await fetch(rolecall.url + '/health/live');
      await rolecall.stop();
      await new Promise((done) => setTimeout(done, 100));
      const left = process.getActiveResourcesInfo().filter((name) => !/^(TTY|Pipe)Wrap$/.test(name));
      process.exitCode = [...process.eventNames()].sort().join() === before && left.length === 0 ? 0 : 3;
      if (process.exitCode) console.log(left);
    `;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      timeout: 50_000,
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    expect([stdout, stderr]).toEqual(['', '']);
  });
});
