import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Credentials, form, signedPost } from '../house/requests.ts';
import { folder, type Running, rolecall, start } from './process.ts';

const data = join(folder(), 'data');
const audit = (...args: string[]) => rolecall(['audit', ...args, '--data', data]);
const trailFiles = () => readdirSync(join(data, 'audit')).sort();

describe('the commands of the audit trail', () => {
  let server: Running;
  let root: Credentials;
  let account: string;

  const call = async (action: string, parameters: Record<string, string> = {}, service: 'sts' | 'iam' = 'iam') => {
    const host = new URL(server.url).host;
    const { rawHeaders, body } = signedPost(
      root,
      form(action, parameters, service),
      service,
      Date.now(),
      undefined,
      host,
    );
    const headers = Object.fromEntries(
      rawHeaders.flatMap((name, i) => (i % 2 === 0 && name !== 'host' ? [[name, rawHeaders[i + 1]!]] : [])),
    );
    return (await fetch(server.url, { method: 'POST', headers, body: new Uint8Array(body) })).status;
  };

  beforeAll(async () => {
    const { stdout } = await rolecall(['init', '--data', data, '--output', 'json']);
    const [made] = JSON.parse(stdout).accounts;
    root = made;
    account = made.accountId;
    await rolecall(['account', 'add', '--data', data, '--account', '222233334444']);
    server = await start(['serve', '--data', data, '--port', '0']);
    await call('CreateUser', { UserName: 'ann' });
    await call('GetUser', { UserName: 'nobody' });
    await call('GetCallerIdentity', {}, 'sts');
    await rolecall(['account', 'reset-keys', '--data', data, '--account', '222233334444']);
  }, 60_000);
  it('find what happened, what an operator did without a server too', async () => {
    await expect.poll(async () => (await audit('search')).stdout.trim().split('\n').length).toBe(5);
    const { stdout } = await audit('search');
    expect(stdout.split('\n').map((line) => line.split('  ')[2])).toEqual(
      expect.arrayContaining(['account-add', 'CreateUser', 'GetUser', 'GetCallerIdentity', 'reset-keys']),
    );
    expect((await audit('search', '--error')).stdout).toMatch(/NoSuchEntityException: .*nobody/);
    expect((await audit('search', '--account', '222233334444')).stdout.trim().split('\n')).toHaveLength(2);
    expect((await audit('search', '--event', 'createuser', '--user', account)).stdout).toContain('CreateUser');
    expect((await audit('search', '--since', '1m', '--until', '1m')).stdout).toBe('');
    expect((await audit('tail', '--lines', '1')).stdout.trim().split('\n')).toHaveLength(1);
    const whole = JSON.parse((await audit('search', '--event', 'CreateUser', '--json')).stdout);
    expect(whole).toMatchObject({ eventName: 'CreateUser', recipientAccountId: account });
  });

  it('refuse times that are none', async () => {
    expect(await audit('search', '--since', 'yesterday')).toMatchObject({ code: 2 });
    expect(await audit('tail', '--lines', 'all')).toMatchObject({ code: 2 });
  });

  it('keep their files to their owner', () => {
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect([mode(join(data, 'audit')), mode(join(data, 'audit', trailFiles()[0]!))]).toEqual(['700', '600']);
  });

  it('verify a trail that is whole, while it is written and after', async () => {
    expect(await audit('verify')).toMatchObject({ code: 0 });
    await server.stop();
    const verified = await audit('verify', '--output', 'json');
    expect([verified.code, JSON.parse(verified.stdout)]).toMatchObject([
      0,
      { files: 1, events: 5, problems: [], notes: [] },
    ]);
    server = await start(['serve', '--data', data, '--port', '0']);
    await call('CreateUser', { UserName: 'bob' });
    await server.stop();
    expect(JSON.parse((await audit('verify', '--output', 'json')).stdout)).toMatchObject({
      files: 2,
      events: 6,
      problems: [],
    });
  });

  it('see what was changed, taken out, cut off, or removed', async () => {
    const files = trailFiles().map((name) => join(data, 'audit', name));
    const before = files.map((file) => readFileSync(file, 'utf8'));
    const [first, second] = before as [string, string];
    const lines = first.split('\n');
    const without = (n: number) => lines.toSpliced(n, 1).join('\n');
    const wrongs: Record<string, [string | undefined, string | undefined]> = {
      'a letter': [first.replace('CreateUser', 'DeleteUser'), second],
      'an event': [without(lines.findIndex((line) => line.includes('CreateUser'))), second],
      'a whole batch': [
        lines
          .toSpliced(
            lines.findIndex((line) => line.includes('CreateUser')),
            2,
          )
          .join('\n'),
        second,
      ],
      'the end of a file': [lines.slice(0, -3).join('\n'), second],
      'the end of the trail': [first, `${second.split('\n').slice(0, 1).join('\n')}\n`],
      'the last file': [first, undefined],
      'the first file': [undefined, second],
      'a seal': [first.replace(/"mac":"(.)/, (_all, letter) => `"mac":"${letter === 'A' ? 'B' : 'A'}`), second],
    };
    const passed: string[] = [];
    for (const [what, contents] of Object.entries(wrongs)) {
      files.forEach((file, i) => {
        rmSync(file, { force: true });
        if (contents[i] !== undefined) writeFileSync(file, contents[i]!, { mode: 0o600 });
      });
      if ((await audit('verify')).code !== 1) passed.push(what);
    }
    files.forEach((file, i) => {
      writeFileSync(file, before[i]!);
      chmodSync(file, 0o600);
    });
    expect(passed).toEqual([]);
    expect((await audit('verify')).code).toBe(0);
    rmSync(files[0]!);
    expect([(await audit('verify')).code, (await audit('verify', '--first-file', '2')).code]).toEqual([1, 0]);
  }, 60_000);
});
