import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pooledEntropy } from '../../src/base/entropy.ts';
import { accessKeyId } from '../../src/base/identifiers.ts';
import { identity } from './identity.ts';
import { folder, rolecall, start } from './process.ts';

const ACCOUNT = '123456789012';
const SECRET = 'u5qT4hV6FGeJLI+sb27t0Nd5Fcn+27jxzGBaQj/d';
const KEY = accessKeyId('AKIA', ACCOUNT, pooledEntropy());

async function place() {
  const at = folder();
  const data = join(at, 'data');
  await rolecall(['init', '--data', data, '--account', ACCOUNT]);
  const file = join(at, 'seed.yaml');
  const write = (text: string) => writeFileSync(file, text, { mode: 0o600 });
  const apply = (...args: string[]) =>
    rolecall(['apply', '-f', file, '--data', data, ...args], { env: { CI_SECRET: SECRET } });
  const exported = async () => (await rolecall(['export', '--data', data])).stdout;
  return { at, data, file, write, apply, exported };
}

const seed = (users: string) => `rolecall: 1\naccounts:\n  "${ACCOUNT}":\n    users:\n${users}`;
const WITH_KEYS = seed(
  `      ann: { access-keys: generate }\n      ci: { access-keys: [{ id: ${KEY}, secret: { env: CI_SECRET } }] }\n`,
);
const CI = { accessKeyId: KEY, secretAccessKey: SECRET };

describe('rolecall apply', () => {
  it('shows what it would do, does nothing without a yes, and says so', async () => {
    const { write, apply, exported } = await place();
    write(WITH_KEYS);
    const before = await exported();
    const plan = `${ACCOUNT}\n  + user ann\n  + access key of user ann: generated\n  + user ci\n  + access key ${KEY} of user ci\n4 to add, 0 to change, 0 to remove\n`;
    expect(await apply('--dry-run')).toEqual({ code: 0, stdout: plan, stderr: '' });
    expect(await apply()).toEqual({
      code: 2,
      stdout: plan,
      stderr: 'rolecall: nobody can be asked here: say --yes to do it without a question\n',
    });
    expect(await exported()).toBe(before);
  });

  it('in a running server: what it made works when it ends; the keys it made are shown once and no secret that it was given', async () => {
    const { data, write, apply, exported } = await place();
    const server = await start(['serve', '--data', data, '--port', '0']);
    write(WITH_KEYS);
    const done = await apply('--yes', '--output', 'json');
    expect([done.code, done.stderr]).toEqual([0, '']);
    const { applied, changes, keys } = JSON.parse(done.stdout);
    expect([applied, changes.length, keys.length]).toEqual([true, 4, 1]);
    expect(await identity(server.url, keys[0])).toBe(`arn:aws:iam::${ACCOUNT}:user/ann`);
    expect(await identity(server.url, CI)).toBe(`arn:aws:iam::${ACCOUNT}:user/ci`);
    expect(done.stdout).not.toContain(SECRET);
    expect(await apply('--yes')).toEqual({ code: 0, stdout: 'nothing to change\n', stderr: '' });

    write(seed('      ci: { access-keys: [] }\n'));
    expect((await apply('--yes', '--prune')).stdout).toContain(`- access key ${KEY} of user ci\n  - user ann\n`);
    expect(await identity(server.url, CI)).toBe('InvalidClientTokenId');
    expect(await identity(server.url, keys[0])).toBe('InvalidClientTokenId');
    expect(await exported()).toContain('ci: {}');
    expect(server.output().stderr).not.toContain(SECRET);
    await server.stop();
  });

  it('says all that is wrong, each at its place, and changes nothing', async () => {
    const { file, write, apply } = await place();
    write(seed('      a b: {}\n      ann: { id: x }\n'));
    expect(await apply('--yes')).toEqual({
      code: 1,
      stdout: '',
      stderr: `rolecall: ${file}:5:7: \`a b\` cannot be a name here: does not fit \`[\\w+=,.@-]+\`\n${file}:6:14: no such member: \`id\`\n`,
    });
    write(seed('      ann: { groups: [none] }\n'));
    expect(await apply('--dry-run')).toMatchObject({
      code: 1,
      stderr: `rolecall: ${file}:5:23: AddUserToGroup: The group with name none cannot be found.\n`,
    });
  });

  it('writes keys that it makes to a new file that only its owner can read', async () => {
    const { at, write, apply } = await place();
    const out = join(at, 'keys.json');
    write(WITH_KEYS);
    const done = await apply('--yes', '--keys-out', out);
    expect(done.code).toBe(0);
    const { keys } = JSON.parse(readFileSync(out, 'utf8'));
    expect(keys).toMatchObject([{ account: ACCOUNT, userName: 'ann' }]);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(done.stdout).not.toContain(keys[0].secretAccessKey);
    write(seed('      eve: {}\n'));
    expect(await apply('--yes', '--keys-out', out)).toMatchObject({
      code: 1,
      stderr: `rolecall: cannot make \`${out}\`: EEXIST\n`,
    });
  });

  it('warns of secrets that others can read, and wants the ones that it is told of', async () => {
    const { at, data, file, write, apply } = await place();
    write(seed(`      ci: { access-keys: [{ id: ${KEY}, secret: { file: ci.secret } }] }\n`));
    expect(await apply('--dry-run')).toMatchObject({
      code: 1,
      stderr: 'rolecall: cannot read `ci.secret`: ENOENT, no such file\n',
    });
    writeFileSync(join(at, 'ci.secret'), `${SECRET}\n`, { mode: 0o644 });
    expect(await apply('--yes')).toMatchObject({
      code: 0,
      stderr: 'rolecall: `ci.secret` is a secret, and others can read it\n',
    });
    write(seed(`      ci: { access-keys: [{ id: ${KEY}, secret: ${SECRET} }] }\n`));
    chmodSync(file, 0o640);
    expect(await apply('--yes')).toEqual({
      code: 0,
      stdout: 'nothing to change\n',
      stderr: `rolecall: \`${file}\` holds secrets, and others can read it\n`,
    });
    write(WITH_KEYS);
    expect(await rolecall(['apply', '-f', file, '--data', data, '--yes'])).toMatchObject({
      code: 1,
      stderr: 'rolecall: the seed wants the environment variable CI_SECRET\n',
    });
  });

  it.each([[['apply']], [['apply', '-f', 'x']], [['export']]])('%j is wrong usage', async (args) =>
    expect(await rolecall(args)).toMatchObject({ code: 2, stdout: '' }),
  );
});

describe('rolecall serve --seed', () => {
  it('serves what the seed has, shows the keys that it made the first time, and nothing the second', async () => {
    const { data, file, write } = await place();
    write(WITH_KEYS);
    const serve = ['serve', '--data', data, '--port', '0', '--seed', file];
    const first = await start(serve, { env: { CI_SECRET: SECRET } });
    expect(await identity(first.url, CI)).toBe(`arn:aws:iam::${ACCOUNT}:user/ci`);
    expect(first.output().stdout).toMatch(/user {15}ann\naccess key {9}AKIA/);
    await first.stop();
    const second = await start(serve, { env: { CI_SECRET: SECRET } });
    expect(second.output().stdout).toMatch(/^listening on \S+\n$/);
    await second.stop();
  });

  it('refuses to start where something is wrong with it', async () => {
    const { data, file, write } = await place();
    write('rolecall: 3\n');
    expect(await rolecall(['serve', '--data', data, '--port', '0', '--seed', file])).toEqual({
      code: 1,
      stdout: '',
      stderr: `rolecall: ${file}:1:11: expected 1\n`,
    });
  });
});

describe('rolecall export', () => {
  it('with secrets goes to a new file that only its owner can read, from which another store is made', async () => {
    const { at, data, write, apply } = await place();
    write(WITH_KEYS);
    await apply('--yes');
    const out = join(at, 'whole.yaml');
    expect(await rolecall(['export', '--data', data, '--with-secrets', out])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(readFileSync(out, 'utf8')).toContain(SECRET);
    expect(await rolecall(['export', '--data', data, '--with-secrets', out])).toMatchObject({ code: 1, stdout: '' });

    const other = join(at, 'other');
    await rolecall(['init', '--data', other, '--account', '210987654321']);
    expect((await rolecall(['apply', '-f', out, '--data', other, '--yes'])).code).toBe(0);
    const server = await start(['serve', '--data', other, '--port', '0']);
    expect(await identity(server.url, CI)).toBe(`arn:aws:iam::${ACCOUNT}:user/ci`);
    const ofOne = (from: string) => rolecall(['export', '--data', from, '--account', ACCOUNT]);
    expect((await ofOne(other)).stdout).toBe((await ofOne(data)).stdout);
    await server.stop();
  });

  it('refuses an account that is not there, and leaves no file', async () => {
    const { at, data } = await place();
    const out = join(at, 'x.yaml');
    const refused = await rolecall(['export', '--data', data, '--account', '999999999999', '--with-secrets', out]);
    expect(refused).toEqual({ code: 1, stdout: '', stderr: 'rolecall: no such account: `999999999999`\n' });
    expect(existsSync(out)).toBe(false);
  });
});
