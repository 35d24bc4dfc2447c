import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { identity } from './identity.ts';
import { environment, folder, PROGRAM, rolecall, start } from './process.ts';

const ACCOUNT = '123456789012';
const OTHER = '210987654321';

async function made(accounts: readonly string[] = [ACCOUNT]) {
  const data = join(folder(), 'data');
  const { stdout } = await rolecall([
    'init',
    '--data',
    data,
    ...accounts.flatMap((id) => ['--account', id]),
    '--output',
    'json',
  ]);
  return {
    data,
    accounts: JSON.parse(stdout).accounts as { accountId: string; accessKeyId: string; secretAccessKey: string }[],
  };
}

describe('rolecall init', () => {
  it('makes a store and a key that only its owner can read, and prints the root keys once', async () => {
    const { data, accounts } = await made([ACCOUNT, OTHER]);
    expect(accounts.map(({ accountId }) => accountId)).toEqual([ACCOUNT, OTHER]);
    for (const { accessKeyId, secretAccessKey } of accounts) {
      expect(accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
      expect(secretAccessKey).toMatch(/^[A-Za-z0-9/+]{40}$/);
    }
    expect(statSync(join(data, 'root.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(data, 'rolecall.db')).mode & 0o077).toBe(0);
    const stored = readdirSync(data)
      .map((name) => readFileSync(join(data, name)).toString('latin1'))
      .join('');
    for (const { secretAccessKey } of accounts) expect(stored).not.toContain(secretAccessKey);
  });

  it('without --account makes one random account', async () => {
    const { accounts } = await made([]);
    expect(accounts).toHaveLength(1);
    expect(accounts[0]!.accountId).toMatch(/^[1-9][0-9]{11}$/);
  });

  it('for a reader says the same', async () => {
    const { stdout, code } = await rolecall(['init', '--data', join(folder(), 'd')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/account +[0-9]{12}\nroot access key +AKIA\S{16}\nroot secret key +\S{40}\n/);
  });

  it.each([
    [
      'a bad account id',
      ['--account', '12345'],
      1,
      'rolecall: not an account id: `12345`: twelve digits are expected\n',
    ],
    [
      'an account named twice',
      ['--account', ACCOUNT, '--account', ACCOUNT],
      1,
      'rolecall: an account id is named twice\n',
    ],
  ])('refuses %s and changes nothing', async (_label, args, code, sentence) => {
    const data = join(folder(), 'data');
    expect(await rolecall(['init', '--data', data, ...args])).toEqual({ code, stdout: '', stderr: sentence });
    expect(existsSync(data)).toBe(false);
  });

  it('refuses a folder that holds a store, and leaves it as it is', async () => {
    const { data } = await made();
    const before = readFileSync(join(data, 'root.key'));
    const again = await rolecall(['init', '--data', data]);
    expect([again.code, again.stdout]).toEqual([1, '']);
    expect(again.stderr).toMatch(/^rolecall: there is a store already: `.*rolecall\.db`\n$/);
    expect(readFileSync(join(data, 'root.key'))).toEqual(before);
  });

  it.each([
    [['init']],
    [['init', '--data']],
    [['serve', '--data', 'x', '--port', '70000']],
    [['serve', '--data', 'x', '--port', 'http']],
    [['nonsense']],
    [['init', '--nonsense']],
    [['serve', '--data', 'x', '--tls-cert', 'c']],
  ])('%j is wrong usage: exit 2, a sentence on stderr', async (args) => {
    const { code, stdout, stderr } = await rolecall(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });
});

describe('rolecall serve', () => {
  it('serves, answers health, finishes what is in flight and exits 0 on SIGTERM', async () => {
    const { data, accounts } = await made();
    const server = await start(['serve', '--data', data, '--port', '0']);
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:[0-9]+$/);
    expect(await identity(server.url, accounts[0]!)).toBe(`arn:aws:iam::${ACCOUNT}:root`);
    for (const path of ['/health/live', '/health/ready']) expect((await fetch(server.url + path)).status).toBe(200);
    expect(await server.stop()).toBe(0);
    const lines = server
      .output()
      .stderr.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.filter(({ action }) => action === 'GetCallerIdentity')).toMatchObject([
      { status: 200, caller: `arn:aws:iam::${ACCOUNT}:root` },
    ]);
    expect(server.output().stderr).not.toContain(accounts[0]!.secretAccessKey);
  });

  it('finds its data again', async () => {
    const { data, accounts } = await made();
    for (let i = 0; i < 2; i++) {
      const server = await start(['serve', '--data', data, '--port', '0']);
      expect(await identity(server.url, accounts[0]!)).toBe(`arn:aws:iam::${ACCOUNT}:root`);
      await server.stop();
    }
  });

  it('survives SIGKILL: the next start finds the folder free', async () => {
    const { data } = await made();
    await (await start(['serve', '--data', data, '--port', '0'])).stop('SIGKILL');
    expect(await (await start(['serve', '--data', data, '--port', '0'])).stop()).toBe(0);
  });

  it('refuses a second server on the same folder', async () => {
    const { data } = await made();
    const first = await start(['serve', '--data', data, '--port', '0']);
    const second = await rolecall(['serve', '--data', data, '--port', '0']);
    expect([second.code, second.stdout]).toEqual([1, '']);
    expect(second.stderr).toMatch(/is in use by another process/);
    await first.stop();
  });

  it('refuses where there is no store, and says what to do', async () => {
    const data = folder();
    expect(await rolecall(['serve', '--data', data, '--port', '0'])).toEqual({
      code: 1,
      stdout: '',
      stderr: `rolecall: no store in \`${data}\`: run \`rolecall init\`\n`,
    });
    expect(readdirSync(data)).toEqual([]);
  });

  it('refuses a key file that others can read, a link, a short one', async () => {
    const { data } = await made();
    const key = join(data, 'root.key');
    chmodSync(key, 0o640);
    expect(await rolecall(['serve', '--data', data, '--port', '0'])).toMatchObject({ code: 1, stdout: '' });
    chmodSync(key, 0o600);
    const link = join(folder(), 'link.key');
    symlinkSync(key, link);
    expect(await rolecall(['serve', '--data', data, '--key-file', link, '--port', '0'])).toMatchObject({
      code: 1,
      stdout: '',
    });
    const short = join(folder(), 'short.key');
    writeFileSync(short, 'AAAA\n', { mode: 0o600 });
    expect(await rolecall(['serve', '--data', data, '--key-file', short, '--port', '0'])).toMatchObject({
      code: 1,
      stdout: '',
    });
  });

  it('refuses the key of another store', async () => {
    const [here, there] = [await made(), await made([OTHER])];
    const refused = await rolecall([
      'serve',
      '--data',
      here.data,
      '--key-file',
      join(there.data, 'root.key'),
      '--port',
      '0',
    ]);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
  });

  it('refuses a store newer than itself, and leaves it as it is', async () => {
    const { data } = await made();
    const file = join(data, 'rolecall.db');
    const database = new DatabaseSync(file);
    database.exec("UPDATE meta SET value = '9999' WHERE name = 'format'");
    database.close();
    const refused = await rolecall(['serve', '--data', data, '--port', '0']);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(/newer/);
  });

  it('refuses an open address without TLS', async () => {
    const { data } = await made();
    for (const host of ['0.0.0.0', '::', '192.168.1.1']) {
      const refused = await rolecall(['serve', '--data', data, '--host', host, '--port', '0']);
      expect([refused.code, refused.stdout]).toEqual([1, '']);
      expect(refused.stderr).toBe(
        `rolecall: refusing to listen on \`${host}\` without TLS: give --tls-cert and --tls-key, or --behind-proxy\n`,
      );
    }
    const proxied = await start([
      'serve',
      '--data',
      data,
      '--host',
      '0.0.0.0',
      '--port',
      '0',
      '--behind-proxy',
      '127.0.0.0/8',
    ]);
    expect(await proxied.stop()).toBe(0);
  });

  it('refuses a port that is taken', async () => {
    const [one, two] = [await made(), await made()];
    const first = await start(['serve', '--data', one.data, '--port', '0']);
    const refused = await rolecall(['serve', '--data', two.data, '--port', new URL(first.url).port]);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/^rolecall: cannot listen on 127\.0\.0\.1:[0-9]+: another program does already; [^\n]+\n$/),
    ]);
    await first.stop();
  });
});

describe('settings', () => {
  it('a flag wins over the environment, the environment over the file', async () => {
    const { data, accounts } = await made();
    const cwd = folder();
    writeFileSync(join(cwd, 'rolecall.yaml'), 'port: 0\nregion: [eu-west-1]\nlog-level: info\n');
    const region = async (args: string[], env: Record<string, string>) => {
      const server = await start(['serve', '--data', data, ...args], { cwd, env });
      const outcome = await identity(server.url, accounts[0]!);
      await server.stop();
      return outcome;
    };
    expect(await region([], {})).toBe('SignatureDoesNotMatch');
    expect(await region([], { ROLECALL_REGION: 'us-east-1,eu-west-1' })).toBe(`arn:aws:iam::${ACCOUNT}:root`);
    expect(await region(['--region', 'eu-west-3'], { ROLECALL_REGION: 'us-east-1' })).toBe('SignatureDoesNotMatch');
  });

  it.each([
    ['prot: 1\n', 'no such setting: `prot`'],
    ['port: [\n', 'is not YAML'],
    ['- port\n', 'is not a mapping'],
  ])('a file that says %j is refused by name', async (text, sentence) => {
    const cwd = folder();
    writeFileSync(join(cwd, 'rolecall.yaml'), text);
    const refused = await rolecall(['serve', '--data', 'x'], { cwd });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(sentence);
  });
});

describe('rolecall up', () => {
  it('makes a store the first time, prints the way on once, and finds it again', async () => {
    const data = join(folder(), 'data');
    const first = await start(['up', '--data', data, '--port', '0']);
    const { stdout } = first.output();
    for (const line of [
      /^export AWS_ACCESS_KEY_ID=AKIA/m,
      /^export AWS_SECRET_ACCESS_KEY=/m,
      /^export AWS_REGION=/m,
      /^export AWS_ENDPOINT_URL=http/m,
      /^npx rolecall try$/m,
    ])
      expect(stdout).toMatch(line);
    await first.stop();
    const second = await start(['up', '--data', data, '--port', '0']);
    expect(second.output().stdout).toMatch(/^listening on \S+\n$/);
    await second.stop();
  });

  it('prints the root keys of a store that it made, though it cannot serve: nobody could read them again', async () => {
    const [one, data] = [await made(), join(folder(), 'data')];
    const first = await start(['serve', '--data', one.data, '--port', '0']);
    const refused = await rolecall(['up', '--data', data, '--port', new URL(first.url).port]);
    expect(refused).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^root secret key +\S{40}$/m),
      stderr: expect.stringMatching(/^rolecall: cannot listen on /),
    });
    await first.stop();
  });

  it.skipIf(process.getuid?.() !== 0)('says where it may not write', async () => {
    const closed = folder();
    chownSync(closed, 65_534, 65_534);
    chmodSync(closed, 0o555);
    // Root may write anywhere, so another user asks.
    const asked = spawnSync(process.execPath, [PROGRAM, 'up', '--data', join(closed, 'data')], {
      uid: 65_534,
      env: environment({}),
      encoding: 'utf8',
    });
    expect(asked).toMatchObject({
      status: 1,
      stderr: `rolecall: cannot make \`${join(closed, 'data')}\`: this user may not write there\n`,
    });
  });

  it('prints the address by which clients know the server, and refuses one that is none', async () => {
    const data = join(folder(), 'data');
    const first = await start(['up', '--data', data, '--port', '0', '--public-url', 'https://sts.example.com/']);
    expect(first.output().stdout).toMatch(/^export AWS_ENDPOINT_URL=https:\/\/sts\.example\.com$/m);
    await first.stop();
    for (const url of ['sts.example.com', 'ftp://x', 'https://user:secret@x', 'https://x/?a', 'https://x/#f']) {
      expect(await rolecall(['serve', '--data', data, '--port', '0', '--public-url', url])).toMatchObject({
        code: 2,
        stdout: '',
      });
    }
  });
});

describe('rolecall account reset-keys', () => {
  it('in a running server: the new key works and the old one is dead when it is acknowledged', async () => {
    const { data, accounts } = await made([ACCOUNT, OTHER]);
    const server = await start(['serve', '--data', data, '--port', '0']);
    expect(await identity(server.url, accounts[0]!)).toBe(`arn:aws:iam::${ACCOUNT}:root`);
    expect(statSync(join(data, 'admin.sock')).mode & 0o077).toBe(0);
    expect(await rolecall(['account', 'reset-keys', '--data', data])).toMatchObject({
      code: 1,
      stderr: 'rolecall: the store holds 2 accounts: name one with --account\n',
    });
    const reset = JSON.parse(
      (await rolecall(['account', 'reset-keys', '--data', data, '--account', ACCOUNT, '--output', 'json'])).stdout,
    );
    expect(await identity(server.url, accounts[0]!)).toBe('InvalidClientTokenId');
    expect(await identity(server.url, reset)).toBe(`arn:aws:iam::${ACCOUNT}:root`);
    expect(await identity(server.url, accounts[1]!)).toBe(`arn:aws:iam::${OTHER}:root`);
    await server.stop();
    expect(existsSync(join(data, 'admin.sock'))).toBe(false);
  });

  it('without a server: in the store itself', async () => {
    const { data, accounts } = await made();
    const reset = JSON.parse((await rolecall(['account', 'reset-keys', '--data', data, '--output', 'json'])).stdout);
    expect(await rolecall(['account', 'reset-keys', '--data', data, '--account', OTHER])).toMatchObject({
      code: 1,
      stderr: `rolecall: no such account: \`${OTHER}\`\n`,
    });
    const server = await start(['serve', '--data', data, '--port', '0']);
    expect(await identity(server.url, accounts[0]!)).toBe('InvalidClientTokenId');
    expect(await identity(server.url, reset)).toBe(`arn:aws:iam::${ACCOUNT}:root`);
    await server.stop();
  });
});
