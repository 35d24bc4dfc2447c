import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { base32 } from '../../src/base/identifiers.ts';
import { codeAt, stepAt } from '../../src/mfa/totp.ts';
import { form, signedPost } from '../house/harness.ts';
import { folder, rolecall, start } from './process.ts';

const ACCOUNT = '123456789012';
const OTHER = '210987654321';
const SEEDS = ['12345678901234567890', 'abcdefghijklmnopqrst'].map((text) => Buffer.from(text));
const TOKENS = [`GAHT00000001 ${base32(SEEDS[0]!)}`, `GAHT00000002\t${SEEDS[1]!.toString('hex')}`];

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

async function made(accounts: readonly string[] = [ACCOUNT]): Promise<{ data: string; keys: Keys }> {
  const data = join(folder(), 'data');
  const named = accounts.flatMap((id) => ['--account', id]);
  const { stdout } = await rolecall(['init', '--data', data, ...named, '--output', 'json']);
  return { data, keys: JSON.parse(stdout).accounts[0] };
}

const load = (data: string, input: string, ...more: readonly string[]) =>
  rolecall(['mfa', 'import', '--data', data, ...more], { input });

/** Calls the server; gives the text of its answer, or the code of its refusal. */
async function ask(
  url: string,
  keys: Keys,
  action: string,
  input: Record<string, string>,
  service: 'iam' | 'sts' = 'iam',
) {
  const { rawHeaders, body } = signedPost(
    ...([keys, form(action, input, service), service, Date.now(), 'us-east-1', new URL(url).host] as const),
  );
  const headers = Array.from({ length: rawHeaders.length / 2 }, (_, i) => rawHeaders.slice(2 * i, 2 * i + 2));
  const sent = headers.filter(([name]) => name !== 'host') as [string, string][];
  const text = await (await fetch(url, { method: 'POST', headers: sent, body })).text();
  return /<Code>(.*)<\/Code>/.exec(text)?.[1] ?? text;
}

/** Two codes as the token shows them one after the other, not yet shown to anybody. */
const codes = (seed: Buffer) => {
  const now = stepAt(Date.now());
  return { AuthenticationCode1: codeAt(seed, now - 1), AuthenticationCode2: codeAt(seed, now) };
};

describe('rolecall mfa import', () => {
  it('makes tokens that users enable by serial number, and assume roles with', async () => {
    const { data, keys } = await made();
    const done = await load(data, `${TOKENS.join('\n')}\n\n`);
    expect(done).toEqual({ code: 0, stdout: `imported 2 tokens into account ${ACCOUNT}\n`, stderr: '' });

    const { url, stop } = await start(['serve', '--data', data, '--port', '0', '--log-level', 'silent']);
    const token = { UserName: 'ann', SerialNumber: 'GAHT00000001' };
    await ask(url, keys, 'CreateUser', { UserName: 'ann' });
    expect(await ask(url, keys, 'EnableMFADevice', { ...token, ...codes(SEEDS[1]!) })).toBe(
      'InvalidAuthenticationCode',
    );
    expect(await ask(url, keys, 'EnableMFADevice', { ...token, ...codes(SEEDS[0]!) })).toContain(
      'EnableMFADeviceResponse',
    );
    expect(await ask(url, keys, 'ListMFADevices', { UserName: 'ann' })).toContain(
      '<SerialNumber>GAHT00000001</SerialNumber>',
    );
    expect(await ask(url, keys, 'ListVirtualMFADevices', {})).not.toContain('GAHT');

    const trust = {
      Version: '2012-10-17',
      Statement: {
        ...{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' },
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
    };
    const role = { RoleName: 'ops', AssumeRolePolicyDocument: JSON.stringify(trust) };
    await ask(url, keys, 'CreateRole', role);
    const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };
    const allowed = JSON.stringify({ Version: '2012-10-17', Statement: statement });
    await ask(url, keys, 'PutUserPolicy', { UserName: 'ann', PolicyName: 'x', PolicyDocument: allowed });
    const made2 = await ask(url, keys, 'CreateAccessKey', { UserName: 'ann' });
    const ann = {
      accessKeyId: /<AccessKeyId>(.*)<\/AccessKeyId>/.exec(made2)![1]!,
      secretAccessKey: /<SecretAccessKey>(.*)<\/SecretAccessKey>/.exec(made2)![1]!,
    };
    const wanted = { RoleArn: `arn:aws:iam::${ACCOUNT}:role/ops`, RoleSessionName: 'ops' };
    expect(await ask(url, ann, 'AssumeRole', wanted, 'sts')).toBe('AccessDenied');
    // The step after the one that enabled it: within the drift, and fresh.
    const factor = { SerialNumber: 'GAHT00000001', TokenCode: codeAt(SEEDS[0]!, stepAt(Date.now()) + 1) };
    expect(await ask(url, ann, 'AssumeRole', { ...wanted, ...factor }, 'sts')).toContain('<AccessKeyId>ASIA');
    expect(await ask(url, ann, 'AssumeRole', { ...wanted, ...factor }, 'sts')).toBe('AccessDenied');
    await stop();
  });

  it('goes through a running server, in force at once', async () => {
    const { data, keys } = await made([ACCOUNT, OTHER]);
    const { url, stop, output } = await start(['serve', '--data', data, '--port', '0']);
    const done = await load(data, TOKENS[0]!, '--account', ACCOUNT, '--output', 'json');
    expect(JSON.parse(done.stdout)).toEqual({ accountId: ACCOUNT, imported: 1 });
    await ask(url, keys, 'CreateUser', { UserName: 'ann' });
    const token = { UserName: 'ann', SerialNumber: 'GAHT00000001', ...codes(SEEDS[0]!) };
    expect(await ask(url, keys, 'EnableMFADevice', token)).toContain('EnableMFADeviceResponse');
    const again = await load(data, TOKENS.join('\n'), '--account', OTHER);
    expect(again).toMatchObject({
      code: 1,
      stderr: 'rolecall: no token was imported: line 1: a token of this serial number is there already\n',
    });
    await stop();
    const { stdout, stderr } = output();
    for (const seed of SEEDS)
      for (const text of [base32(seed), seed.toString('hex')]) {
        expect(stdout + stderr).not.toContain(text);
      }
  });

  it('keeps no seed that can be read', async () => {
    const { data } = await made();
    await load(data, TOKENS.join('\n'));
    const stored = readdirSync(data)
      .map((name) => readFileSync(join(data, name)))
      .map((file) => file.toString('latin1'))
      .join('');
    expect(stored).toContain('GAHT00000001');
    for (const seed of SEEDS) {
      for (const text of [seed.toString('latin1'), base32(seed), seed.toString('hex'), seed.toString('base64')]) {
        expect(stored).not.toContain(text);
      }
    }
  });

  it('names the lines that are wrong, quotes none of them, and imports nothing', async () => {
    const { data } = await made();
    const seed = base32(SEEDS[0]!);
    const lines = [
      TOKENS[0]!,
      `${seed}`,
      `${seed} GAHT00000003`,
      `GAHT00000004 ${seed} x`,
      `short ${seed}`,
      `arn:aws:iam::${ACCOUNT}:mfa/x ${seed}`,
      'GAHT00000005 secret-that-is-no-seed',
      `GAHT00000001 ${SEEDS[1]!.toString('hex')}`,
      `GAHT00000006 ${'AB'.repeat(16)}`,
      `GAHT00000007 ${'A'.repeat(2000)}`,
      'GAHT00000008',
      '<serial> x',
      'GAHT00000009 15bytes',
    ];
    const { code, stdout, stderr } = await load(data, lines.join('\n'));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      `rolecall: no token was imported: ${[
        'line 2: a serial number and a seed are expected',
        'line 3: no seed: base32 or hex of 16 to 64 bytes',
        'line 4: a serial number and a seed are expected',
        'line 5: no serial number: 9 to 256 letters, digits or _+=/:,.@-, and no ARN',
        'line 6: no serial number: 9 to 256 letters, digits or _+=/:,.@-, and no ARN',
        'line 7: no seed: base32 or hex of 16 to 64 bytes',
        'line 8: the serial number stands in a line before',
        'line 9: the seed can be read as base32 and as hex: write base32: or hex: before it',
        'line 10: too long',
        'line 11: a serial number and a seed are expected',
        'and 2 lines more',
      ].join('; ')}\n`,
    );
    for (const secret of [seed, SEEDS[1]!.toString('hex'), 'secret-that']) expect(stderr).not.toContain(secret);
    expect(await load(data, TOKENS[0]!)).toMatchObject({
      code: 0,
      stdout: `imported 1 token into account ${ACCOUNT}\n`,
    });
    expect(await load(data, `gaht00000001 ${seed}`)).toMatchObject({
      code: 1,
      stderr:
        'rolecall: no token was imported: line 1: a token of this serial number is there already, but for the case of its letters\n',
    });
  });

  it.each<
    readonly [
      what: string,
      accounts: readonly string[],
      input: string,
      args: readonly string[],
      code: number,
      stderr: string,
    ]
  >([
    [
      'nothing on stdin',
      [ACCOUNT],
      ' \n',
      [],
      1,
      'rolecall: no token was given: a line each, serial number and seed, is expected\n',
    ],
    [
      'an account that is not there',
      [ACCOUNT],
      TOKENS[0]!,
      ['--account', OTHER],
      1,
      `rolecall: no such account: \`${OTHER}\`\n`,
    ],
    [
      'no account where there are two',
      [ACCOUNT, OTHER],
      TOKENS[0]!,
      [],
      2,
      'rolecall: the store holds 2 accounts: name one with --account\n',
    ],
    ['too many', [ACCOUNT], `${TOKENS[0]}\n`.repeat(10_001), [], 1, 'rolecall: more than 10000 tokens at once\n'],
  ])('refuses %s', async (_what, accounts, input, args, code, stderr) => {
    const { data } = await made(accounts);
    expect(await load(data, input, ...args)).toEqual({ code, stdout: '', stderr });
  });

  it('takes no seed as an argument', async () => {
    const { data } = await made();
    expect(await rolecall(['mfa', 'import', '--data', data, 'GAHT00000001', base32(SEEDS[0]!)])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'rolecall: tokens are read from stdin, never from arguments\n',
    });
  });
});
