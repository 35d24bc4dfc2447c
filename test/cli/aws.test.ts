import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { home, keysOf, roleArn, type World, world } from './people.ts';
import { folder, PROGRAM_FOLDER, rolecall } from './process.ts';

let here: World;
beforeAll(async () => {
  here = await world();
});

/** What ann gets who types these words. */
const ann = (words: readonly string[], env: Record<string, string> = {}, input?: string) =>
  rolecall(words, {
    env: { ...home(), AWS_ENDPOINT_URL: here.url, ...keysOf(here.ann), ...env },
    cwd: folder(),
    ...(input === undefined ? {} : { input }),
  });
const root = (words: readonly string[], env: Record<string, string> = {}) =>
  ann(words, { ...keysOf(here.root), ...env });

const ASSUME = ['sts', 'assume-role', '--role-arn', roleArn('deploy'), '--role-session-name', 'Bob'];
/** The second document prints its policy cut off; this is the rest of it. */
const POLICY =
  '{"Version":"2012-10-17","Statement":[{"Sid":"Stmt1","Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}';

describe('the synopsis of assume-role', () => {
  it.each([
    ['as little as possible', []],
    ['--policy', ['--policy', POLICY]],
    ['--duration-seconds', ['--duration-seconds', '900']],
    ['--external-id', ['--role-arn', roleArn('guarded'), '--external-id', 'blue']],
    ['all of them', ['--policy', POLICY, '--duration-seconds', '1800', '--external-id', '123ABC']],
    ['tags', ['--tags', 'Key=Project,Value=Unicorn', '--transitive-tag-keys', 'Project']],
    ['a managed policy', ['--policy-arns', 'arn=arn:aws:iam::aws:policy/ReadOnlyAccess']],
  ])('%s', async (_what, options) => {
    const { code, stdout, stderr } = await ann([...ASSUME, ...options]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const { AssumedRoleUser, Credentials } = JSON.parse(stdout);
    expect(AssumedRoleUser.Arn).toMatch(/:assumed-role\/(deploy|guarded)\/Bob$/);
    expect(Credentials).toEqual({
      AccessKeyId: expect.stringMatching(/^ASIA/),
      SecretAccessKey: expect.any(String),
      SessionToken: expect.any(String),
      Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
    });
  });

  it('the call of the second document, its policy completed', async () => {
    const { code, stdout, stderr } = await ann([
      ...['sts', 'assume-role', '--duration-seconds', '3600', '--external-id', '123ABC'],
      ...['--policy', POLICY, '--role-arn', roleArn('deploy'), '--role-session-name', 'Bob'],
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout).PackedPolicySize).toBeGreaterThan(0);
  });

  it('the same call as it is printed, cut off: refused, and the place underlined', async () => {
    const cut = '{"Version":"2012-10-17","Statement":[{"Sid":"Stmt1","Effect":...';
    const { code, stdout, stderr } = await ann([...ASSUME, '--policy', cut]);
    expect({ code, stdout }).toEqual({ code: 254, stdout: '' });
    expect(stderr).toMatch(/^\nAn error occurred \(MalformedPolicyDocument\) when calling the AssumeRole operation: /);
    expect(stderr).toMatch(/hint: request id [0-9a-f-]{36}\n/);
    expect(stderr).toMatch(/hint: Policy, line 1, column 62: /);
    expect(stderr).toMatch(/hint: {3}\| {2,}\^\n/);
  });

  it('with an MFA device: its code from stdin, the policy from a file; a code is taken once', async () => {
    const file = join(folder(), 'policy.json');
    writeFileSync(file, POLICY);
    const code = await here.code();
    const words = [...ASSUME, '--role-arn', roleArn('careful'), '--serial-number', here.device];
    const piped = [...words, '--policy', `file://${file}`, '--token-code', 'file:///dev/stdin'];
    const done = await ann(piped, keysOf(here.mia), code);
    expect({ code: done.code, stderr: done.stderr }).toEqual({ code: 0, stderr: '' });
    const again = await ann([...words, '--token-code', code], keysOf(here.mia));
    expect(again.code).toBe(254);
    expect(again.stderr).toContain('a code is taken once');
  });

  it('the credentials that it prints work', async () => {
    const words = [...ASSUME, '--query', 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]', '--output', 'text'];
    const [id, secret, token] = (await ann(words)).stdout.trim().split('\t') as [string, string, string];
    const env = { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token };
    const known = await ann(['sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text'], env);
    expect(known.stdout).toBe('arn:aws:sts::123456789012:assumed-role/deploy/Bob\n');
  });
});

describe('a life by iam', () => {
  it('makes, lists, waits, tags, reads, deletes', async () => {
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
    });
    const made = await root(['iam', 'create-role', '--role-name', 'made', '--assume-role-policy-document', trust]);
    expect(made.stderr).toBe('');
    expect(JSON.parse(made.stdout).Role.AssumeRolePolicyDocument).toEqual(JSON.parse(trust));
    expect(await root(['iam', 'wait', 'role-exists', '--role-name', 'made'])).toMatchObject({ code: 0, stdout: '' });
    const tags = ['--tags', 'Key=Owner,Value=Zoë', 'Key=Cost Center,Value="1 2"'];
    expect(await root(['iam', 'tag-role', '--role-name', 'made', ...tags])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    const read = await root(['iam', 'list-role-tags', '--role-name', 'made', '--output', 'text']);
    expect(read.stdout.split('\n').sort()).toEqual(['', 'TAGS\tCost Center\t1 2', 'TAGS\tOwner\tZoë']);
    const names = await root([
      'iam',
      'list-roles',
      '--page-size',
      '2',
      '--query',
      'Roles[].RoleName',
      '--output',
      'yaml',
    ]);
    expect(names.stdout).toBe('- careful\n- deep\n- deploy\n- guarded\n- made\n');
    expect(await root(['iam', 'delete-role', '--role-name', 'made'])).toEqual({ code: 0, stdout: '', stderr: '' });
    const gone = await root(['iam', 'get-role', '--role-name', 'made']);
    expect(gone.code).toBe(254);
    expect(gone.stderr).toContain('\nAn error occurred (NoSuchEntity) when calling the GetRole operation: ');
  });

  it('keeps the seed of a device in a file that only its owner can read', async () => {
    const file = join(folder(), 'seed');
    const words = ['iam', 'create-virtual-mfa-device', '--virtual-mfa-device-name', 'phone', '--bootstrap-method'];
    const made = await root([...words, 'Base32StringSeed', '--outfile', file]);
    expect(made.stderr).toBe('');
    expect(Object.keys(JSON.parse(made.stdout).VirtualMFADevice)).toEqual(['SerialNumber']);
    expect(readFileSync(file, 'utf8')).toMatch(/^[A-Z2-7]{64}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('writes the seed to what is no file, and leaves that there', async () => {
    const words = ['iam', 'create-virtual-mfa-device', '--virtual-mfa-device-name', 'null', '--bootstrap-method'];
    const made = await root([...words, 'Base32StringSeed', '--outfile', '/dev/null']);
    expect({ code: made.code, stderr: made.stderr }).toEqual({ code: 0, stderr: '' });
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('makes no device whose seed could not be written', async () => {
    const closed = folder();
    chmodSync(closed, 0o500);
    const file = join(closed, 'missing/seed');
    const words = ['iam', 'create-virtual-mfa-device', '--virtual-mfa-device-name', 'lost', '--outfile', file];
    const refused = await root([...words, '--bootstrap-method', 'QRCodePNG']);
    expect(refused).toEqual({ code: 252, stdout: '', stderr: `\nUnable to write to file: ${file}\n` });
    const devices = await root(['iam', 'list-virtual-mfa-devices', '--query', 'VirtualMFADevices[].SerialNumber']);
    expect(devices.stdout).not.toContain('lost');
  });
});

describe('what goes wrong', () => {
  it('a refusal: who may, and where it is told why', async () => {
    const { code, stdout, stderr } = await ann(ASSUME, keysOf(here.root));
    expect({ code, stdout }).toEqual({ code: 254, stdout: '' });
    expect(stderr).toContain('hint: a root user assumes no role');
    const other = await ann([...ASSUME.slice(0, 3), roleArn('careful'), ...ASSUME.slice(4)]);
    expect(other.stderr).toMatch(/\nAn error occurred \(AccessDenied\) when calling the AssumeRole operation: User: /);
    expect(other.stderr).toMatch(
      /hint: who may: rolecall who-can sts:AssumeRole arn:\S+careful; why: rolecall audit why [0-9a-f-]{36}\n$/,
    );
  });

  it('the id of the refused request leads to the reason', async () => {
    const refused = await ann([...ASSUME.slice(0, 3), roleArn('careful'), ...ASSUME.slice(4)]);
    const id = /rolecall audit why (\S+)/.exec(refused.stderr)![1]!;
    let why = await rolecall(['audit', 'why', id, '--data', here.data]);
    // The trail is written off the request's path.
    for (let tries = 0; why.code !== 0 && tries < 20; tries++) {
      await new Promise((soon) => setTimeout(soon, 100));
      why = await rolecall(['audit', 'why', id, '--data', here.data]);
    }
    expect({ code: why.code, stderr: why.stderr }).toEqual({ code: 0, stderr: '' });
    expect(why.stdout).toContain('sts:AssumeRole');
  });

  it.each([
    [
      'a key that nobody has',
      { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' },
      'InvalidClientTokenId',
      'temporary keys need',
    ],
    ['another secret', { AWS_SECRET_ACCESS_KEY: 'no' }, 'SignatureDoesNotMatch', 'rolecall doctor'],
  ])('%s', async (_what, env, code, hint) => {
    const refused = await ann(['sts', 'get-caller-identity'], env);
    expect(refused.code).toBe(254);
    expect(refused.stderr).toContain(`(${code})`);
    expect(refused.stderr).toContain(hint);
  });

  it('nobody at the endpoint: one sentence, exit 255', async () => {
    const { code, stdout, stderr } = await ann(['sts', 'get-caller-identity', '--endpoint-url', 'http://127.0.0.1:1']);
    expect({ code, stdout }).toEqual({ code: 255, stdout: '' });
    expect(stderr).toMatch(/^\nCould not connect to the endpoint URL: "http:\/\/127.0.0.1:1\/"\nhint: .*\n$/);
  });

  it('no answer in time', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((listening) => silent.once('listening', listening));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const late = await ann(['sts', 'get-caller-identity', '--endpoint-url', url, '--cli-read-timeout', '1']);
    silent.closeAllConnections();
    silent.close();
    expect(late.code).toBe(255);
    expect(late.stderr).toContain('answer within 1 s');
  });

  it('no keys, and no such profile', async () => {
    const bare = { AWS_ENDPOINT_URL: here.url, ...home() };
    const none = await rolecall(['sts', 'get-caller-identity'], { env: bare });
    expect(none.code).toBe(253);
    expect(none.stderr).toContain('Unable to locate credentials');
    const unknown = await rolecall(['sts', 'get-caller-identity', '--profile', 'nobody'], { env: bare });
    expect(unknown.code).toBe(255);
    expect(unknown.stderr).toContain('The config profile (nobody) could not be found');
  });

  it.each([
    ['an option', ['sts', 'assume-role', '--role-arm', 'x'], 'hint: --role-arm: did you mean --role-arn?'],
    ['an operation', ['sts', 'asume-role'], '  * assume-role\n'],
    ['a file', [...ASSUME, '--policy', 'file:///not/there'], 'No such file or directory'],
    ['a number', [...ASSUME, '--policy-arns', 'arn'], "Expected: '='"],
    ['a format', [...ASSUME, '--output', 'xml'], 'argument --output: Invalid choice'],
    ['a query', [...ASSUME, '--query', '[a'], 'Bad value for --query [a'],
    ['an unverified server', [...ASSUME, '--no-verify-ssl'], '--ca-bundle'],
  ])('%s that cannot be read: exit 252, nothing sent', async (_what, words, sentence) => {
    const { code, stdout, stderr } = await ann(words, { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
    expect({ code, stdout }).toEqual({ code: 252, stdout: '' });
    expect(stderr).toContain(sentence);
  });

  it('Ctrl-C while it waits: exit 130', async () => {
    const child = spawn(
      process.execPath,
      [join(PROGRAM_FOLDER, 'rolecall.js'), 'iam', 'wait', 'role-exists', '--role-name', 'never'],
      { env: { ...process.env, ...home(), AWS_ENDPOINT_URL: here.url, ...keysOf(here.root) } },
    );
    await new Promise((soon) => setTimeout(soon, 1500));
    child.kill('SIGINT');
    expect(await new Promise((ended) => child.once('close', ended))).toBe(130);
  });

  it('tells no secret, even where it tells all that it does', async () => {
    const secret = 'QmxhY2tib3hTZWNyZXQ';
    const words = [
      'sts',
      'assume-role-with-web-identity',
      '--role-arn',
      roleArn('deploy'),
      '--role-session-name',
      'Bob',
    ];
    const { code, stdout, stderr } = await ann([...words, '--web-identity-token', secret, '--debug']);
    expect(code).toBe(254);
    expect(stderr).toContain('debug: AssumeRoleWithWebIdentity at http');
    expect(stdout + stderr).not.toContain(secret);
    const password = await root(['iam', 'create-login-profile', '--cli-input-json', `{"Password": ["${secret}"]}`]);
    expect(password.code).toBe(252);
    expect(password.stderr).not.toContain(secret);
  });
});

describe('settings', () => {
  it('the profile says the format; the environment before it; the option before both', async () => {
    const env = home({ config: '[default]\noutput = yaml\ncli_timestamp_format = wire\n' });
    const words = ['sts', 'get-caller-identity', '--query', 'Account'];
    const identity = (more: Record<string, string>, ...options: string[]) =>
      ann(['sts', 'get-caller-identity', ...options], { ...env, ...more }).then(({ stdout }) => stdout);
    expect(await identity({})).toMatch(/^Account: '123456789012'\nArn: /);
    expect(await identity({ AWS_DEFAULT_OUTPUT: 'text' })).toMatch(/^123456789012\tarn:/);
    expect(await identity({ AWS_DEFAULT_OUTPUT: 'text' }, '--output', 'json')).toMatch(/^\{\n {4}"UserId"/);
    expect((await ann([...words, '--output', 'off'])).stdout).toBe('');
    expect((await ann([...ASSUME, '--query', 'Credentials.Expiration'], env)).stdout).toMatch(/^"\d{4}-.*Z"\n$/);
  });

  it('a format that there is not', async () => {
    const env = home({ config: '[default]\noutput = xml\n' });
    const { code, stderr } = await ann(['sts', 'get-caller-identity'], env);
    expect(code).toBe(253);
    expect(stderr).toContain('Unknown output value: xml');
  });

  it('help is the manual', async () => {
    for (const words of [
      ['sts', 'assume-role', 'help'],
      ['sts', 'assume-role', '--help'],
      ['help', 'sts', 'assume-role'],
    ]) {
      const { code, stdout } = await rolecall(words);
      expect(code).toBe(0);
      expect(stdout).toContain('SYNOPSIS');
      expect(stdout).toContain('--role-session-name <value>');
    }
  });

  it('a reader that has seen enough ends it quietly', async () => {
    const program = join(PROGRAM_FOLDER, 'rolecall.js');
    const child = spawn('/bin/sh', ['-c', `"$0" "$1" iam help | head -n 1; echo "$?"`, process.execPath, program]);
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    await new Promise((ended) => child.once('close', ended));
    expect(said).toBe('iam\n0\n');
    expect(existsSync(program)).toBe(true);
  });
});
