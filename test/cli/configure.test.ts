import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { atTerminal } from './at-terminal.ts';
import { home, roleArn, type World, world } from './people.ts';
import { folder, rolecall } from './process.ts';

let w: World;
beforeAll(async () => {
  w = await world();
});

const KEYS = { AccessKeyId: 'AKIAEXAMPLEEXAMPLE12', SecretAccessKey: 'x'.repeat(40) };
const keysFile = (text: string = JSON.stringify({ AccessKey: KEYS })) => {
  const file = join(folder(), 'keys.json');
  writeFileSync(file, text, { mode: 0o600 });
  return file;
};
const files = (env: { HOME: string }) =>
  ['config', 'credentials'].map((name) => {
    const file = join(env.HOME, '.aws', name);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  });

describe('rolecall configure', () => {
  it('writes a profile that every command finds', async () => {
    const env = home();
    const keys = keysFile(JSON.stringify(w.ann));
    const made = await rolecall(
      ['configure', '--profile', 'ann', '--endpoint-url', w.url, '--region', 'eu-west-1', '--keys', keys],
      { env },
    );
    expect(made.code).toBe(0);
    expect(made.stdout).not.toContain(w.ann.secretAccessKey);
    expect(made.stdout).toContain('+ aws_secret_access_key = ****\n');
    expect(files(env)[0]).toBe(`[profile ann]\nendpoint_url = ${w.url}\nregion = eu-west-1\n`);
    await rolecall(
      [
        'configure',
        '--profile',
        'dep',
        '--endpoint-url',
        w.url,
        '--role',
        roleArn('deploy'),
        '--source-profile',
        'ann',
        '--duration',
        '30m',
      ],
      { env },
    );
    expect((await rolecall(['whoami', '--profile', 'dep'], { env })).stdout).toMatch(/:assumed-role\/deploy\//);
    for (const name of ['config', 'credentials'])
      expect(statSync(join(env.HOME, '.aws', name)).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(env.HOME, '.aws')).sort()).toEqual(['config', 'credentials']);
  });

  it('what is there already is shown, replaced with a yes, and all else stays', async () => {
    const config =
      '# mine\n[default]\n  region=us-east-1 ; old\n[plugins]\nwhat = ever\n\n[profile x]\ns3 =\n  a = b\n';
    const env = home({ config });
    const args = ['configure', '--region', 'eu-west-1'];
    const edited = config.replace('us-east-1', 'eu-west-1');
    expect(await rolecall([...args, '--dry-run'], { env })).toEqual({
      code: 0,
      stderr: '',
      stdout: `${join(env.HOME, '.aws/config')}\n-   region=us-east-1 ; old\n+   region=eu-west-1 ; old\n`,
    });
    expect(files(env)[0]).toBe(config);
    expect(await rolecall(args, { env })).toMatchObject({ code: 2, stderr: expect.stringContaining('say --yes') });
    expect(files(env)[0]).toBe(config);
    const no = await atTerminal(args, [{ await: '[y/N]' }, { type: 'n\r' }], env);
    expect([no.code, files(env)[0]]).toEqual([1, config]);
    const yes = await atTerminal(args, [{ await: '[y/N]' }, { type: 'y\r' }], env);
    expect([yes.code, files(env)[0]]).toEqual([0, edited]);
    expect((await rolecall(args, { env })).stdout).toBe('nothing to change\n');
    const role = await rolecall(['configure', '--profile', 'x', '--role', roleArn('r'), '--yes'], { env });
    expect([role.code, files(env)[0]]).toEqual([0, `${edited}role_arn = ${roleArn('r')}\nsource_profile = x\n`]);
  });

  const given: readonly [name: string, text: string][] = [
    ['CreateAccessKey', JSON.stringify({ AccessKey: KEYS })],
    ['AssumeRole', JSON.stringify({ Credentials: { ...KEYS, SessionToken: 'to+ken/=' } })],
    [
      'rolecall init',
      JSON.stringify({
        accounts: [{ accountId: '1', accessKeyId: KEYS.AccessKeyId, secretAccessKey: KEYS.SecretAccessKey }],
      }),
    ],
    ['the keys alone', JSON.stringify(KEYS)],
    ['AWS’s CSV', `\uFEFFAccess key ID,Secret access key\r\n${KEYS.AccessKeyId},${KEYS.SecretAccessKey}\r\n`],
  ];
  it.each(given)('takes keys as %s gives them', async (_name, text) => {
    const env = home();
    expect((await rolecall(['configure', '--keys', keysFile(text)], { env })).code).toBe(0);
    expect(files(env)).toEqual([
      undefined,
      expect.stringContaining(
        `aws_access_key_id = ${KEYS.AccessKeyId}\naws_secret_access_key = ${KEYS.SecretAccessKey}\n`,
      ),
    ]);
    expect(files(env)[1]?.includes('aws_session_token = to+ken/=')).toBe(text.includes('to+ken'));
    const piped = home();
    expect((await rolecall(['configure', '--keys', '-'], { env: piped, input: text })).code).toBe(0);
    expect(files(piped)).toEqual(files(env));
  });

  it('asks for them at a terminal, and does not show the secret', async () => {
    const env = home();
    const ended = await atTerminal(
      ['configure', '--keys', '-'],
      [
        { await: 'Access key ID: ' },
        { type: `${KEYS.AccessKeyId}\r` },
        { await: 'Secret access key (not shown): ' },
        { type: `${KEYS.SecretAccessKey}\r` },
      ],
      env,
    );
    expect(ended.code).toBe(0);
    expect(ended.shown).not.toContain('xxxx');
    expect(files(env)[1]).toContain(KEYS.SecretAccessKey);
    const other = home();
    const cancelled = await atTerminal(
      ['configure', '--keys', '-'],
      [{ await: 'Access key ID: ' }, { type: `${KEYS.AccessKeyId}\r` }, { await: 'not shown' }, { interrupt: true }],
      other,
    );
    expect([cancelled.code, files(other)]).toEqual([1, [undefined, undefined]]);
    expect(cancelled.shown).toContain('rolecall: cancelled');
  });

  it('a link stays a link', async () => {
    const env = home();
    const real = join(env.HOME, 'dotfiles');
    mkdirSync(real);
    writeFileSync(join(real, 'config'), '[default]\n');
    symlinkSync('../dotfiles/config', join(env.HOME, '.aws/config'));
    symlinkSync('../dotfiles/not-yet', join(env.HOME, '.aws/credentials'));
    expect((await rolecall(['configure', '--region', 'a-1', '--keys', keysFile()], { env })).code).toBe(0);
    for (const name of ['config', 'credentials'])
      expect(lstatSync(join(env.HOME, '.aws', name)).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(real, 'config'), 'utf8')).toBe('[default]\nregion = a-1\n');
    expect(readdirSync(real).sort()).toEqual(['config', 'not-yet']);
  });

  const refusals: readonly [name: string, args: readonly string[], code: number, told: RegExp, config?: string][] = [
    ['nothing', [], 2, /nothing to write: say --endpoint-url/],
    ['a secret in the arguments', ['--secret-access-key', 'x'], 2, /unknown option '--secret-access-key'/],
    ['keys that are nowhere', ['--keys', '/nowhere/k'], 1, /cannot read the keys in `\/nowhere\/k`: ENOENT/],
    ['keys that are none', ['--keys', keysFile('SECRET')], 1, /no access keys in `.*keys.json`: expected/],
    [
      'keys in each other’s place',
      ['--keys', keysFile(JSON.stringify({ AccessKeyId: KEYS.SecretAccessKey, SecretAccessKey: KEYS.AccessKeyId }))],
      1,
      /the access key id is none/,
    ],
    [
      'a line break in a key',
      ['--keys', keysFile(JSON.stringify({ ...KEYS, SecretAccessKey: 'a\n[x]\nb=c' }))],
      1,
      /the secret access key is none/,
    ],
    ['keys of several accounts', ['--keys', keysFile('{"accounts":[{},{}]}')], 1, /several accounts/],
    ['a role that is none', ['--role', 'deploy'], 2, /no ARN of a role: `deploy`/],
    ['a device without a role', ['--mfa-serial', 'x'], 2, /--mfa-serial goes with --role/],
    ['a profile that cannot be', ['--profile', 'a]', '--region', 'x'], 2, /no name for a profile/],
    ['an endpoint that is none', ['--endpoint-url', 'localhost'], 2, /--endpoint-url/],
    [
      'a value that cannot be',
      ['--role', roleArn('r'), '--external-id', 'a #b'],
      1,
      /no value that can stand in a configuration file for external_id/,
    ],
    ['a file that does not read', ['--region', 'x'], 1, /config:1: neither/, 'hello\n'],
    ['a file that cannot be read', ['--region', 'x'], 1, /cannot read .*config`: EISDIR/, 'folder'],
  ];
  it.each(refusals)('refuses %s', async (_name, args, code, told, config) => {
    const env = home(config === undefined || config === 'folder' ? {} : { config });
    if (config === 'folder') mkdirSync(join(env.HOME, '.aws/config'));
    const before = execFileSync('ls', ['-lAR', '--time-style=full-iso', join(env.HOME, '.aws')], { encoding: 'utf8' });
    const ended = await rolecall(['configure', ...args], { env });
    expect(ended).toMatchObject({ code, stderr: expect.stringMatching(told) });
    expect(ended.stderr).not.toMatch(/SECRET|xxxx/);
    expect(execFileSync('ls', ['-lAR', '--time-style=full-iso', join(env.HOME, '.aws')], { encoding: 'utf8' })).toBe(
      before,
    );
  });

  it('where the folder cannot be made, nothing is there in the end', async () => {
    const env = home();
    const ended = await rolecall(['configure', '--region', 'x', '--keys', keysFile()], {
      env: { ...env, AWS_CONFIG_FILE: '/proc/nowhere/config' },
    });
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringMatching(/^rolecall: cannot write `\/proc\/nowhere/) });
    expect(readdirSync(join(env.HOME, '.aws'))).toEqual([]);
  });
});
