import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEPLOY, SEED } from './answers.ts';
import { folder, rolecall, start } from './process.ts';

const cwd = folder();
const inSeed = (...args: string[]) => rolecall(['who-can', ...args, '--seed', 'seed.yaml'], { cwd });

beforeAll(() => writeFileSync(join(cwd, 'seed.yaml'), SEED));

describe('rolecall who-can', () => {
  it('prints the paths, and what has to hold', async () => {
    expect(await inSeed('sts:AssumeRole', DEPLOY)).toEqual({
      code: 0,
      stderr: '',
      stdout: `\`sts:AssumeRole\` on \`${DEPLOY}\`: 4 principals can

whatever the request is:
  service ec2.amazonaws.com -> role deploy (444455556666)

on conditions:
  role build (111122223333) -> role deploy (444455556666)
      if \`sts:ExternalId\` is \`123ABC\` and from \`192.0.2.0/24\`
  user eve (444455556666) -> role deploy (444455556666)
      with MFA
  user ann (111122223333) -> role build (111122223333) -> role deploy (444455556666)
      as build: if \`sts:ExternalId\` is \`123ABC\` and from \`192.0.2.0/24\`
`,
    });
  });

  it('of any other action, with chains that end in a role that may', async () => {
    const { stdout } = await inSeed(
      's3:GetObject',
      'arn:aws:s3:::b/k',
      '--account',
      '444455556666',
      '--output',
      'json',
    );
    const found = JSON.parse(stdout) as {
      principals: { principal: string; path: unknown[]; unconditional: boolean }[];
    };
    expect(
      found.principals.map(({ principal, path, unconditional }) => [principal, path.length, unconditional]),
    ).toEqual([
      [DEPLOY, 1, true],
      ['arn:aws:iam::444455556666:root', 1, true],
      ['arn:aws:iam::444455556666:user/eve', 1, true],
      ['ec2.amazonaws.com', 2, true],
      ['arn:aws:iam::111122223333:role/build', 2, false],
      ['arn:aws:iam::111122223333:user/ann', 3, false],
    ]);
  });

  it('within a policy of the resource, across accounts', async () => {
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:user/bob' },
      Action: 's3:GetObject',
      Resource: '*',
    };
    writeFileSync(join(cwd, 'bucket.json'), JSON.stringify({ Version: '2012-10-17', Statement: statement }));
    const names = async (account: string) =>
      (
        await inSeed(
          's3:GetObject',
          'arn:aws:s3:::b/k',
          '--account',
          account,
          '--resource-policy',
          'bucket.json',
          '--output',
          'expect',
        )
      ).stdout;
    // In his own account the bucket's word is enough; in another he would need a policy of his own.
    expect(await names('111122223333')).toContain('user/bob\n');
    expect(await names('444455556666')).not.toContain('user/bob');
  });

  it('a path may be no longer than it is told', async () => {
    const { stdout } = await inSeed('sts:AssumeRole', DEPLOY, '--max-depth', '1', '--output', 'expect');
    expect(stdout).not.toContain('user/ann');
  });

  describe('in CI', () => {
    const expectedly = async (list: string, ...more: string[]) => {
      writeFileSync(join(cwd, 'expected.txt'), list);
      return inSeed('sts:AssumeRole', DEPLOY, '--expect', 'expected.txt', ...more);
    };

    it('what it prints as list is what it expects: exit 0', async () => {
      const { stdout: list } = await inSeed('sts:AssumeRole', DEPLOY, '--output', 'expect');
      expect(list).toBe(
        'arn:aws:iam::111122223333:role/build conditionally\narn:aws:iam::111122223333:user/ann conditionally\narn:aws:iam::444455556666:user/eve conditionally\nec2.amazonaws.com\n',
      );
      const found = await expectedly(`# who deploys\n\n${list}`);
      expect(found).toMatchObject({ code: 0, stderr: '' });
      expect(found.stdout).toMatch(/\n\nas expected\n$/);
    });

    it('somebody else: exit 3, with the difference', async () => {
      const found = await expectedly(
        'ec2.amazonaws.com conditionally\narn:aws:iam::111122223333:user/ann # release\narn:aws:iam::444455556666:user/eve\narn:aws:iam::111122223333:user/gone\n',
      );
      expect(found.code).toBe(3);
      expect(found.stdout).toMatch(
        /not as expected:\n {2}\+ ec2.amazonaws.com {2}\(without conditions\)\n {2}\+ arn:aws:iam::111122223333:role\/build\n {2}- arn:aws:iam::111122223333:user\/gone\n$/,
      );
      const json = JSON.parse((await expectedly('ec2.amazonaws.com\n', '--output', 'json')).stdout);
      expect(json.difference.beyond).toHaveLength(3);
    });

    it('somebody who no longer can is said, and is no failure', async () => {
      const { stdout: list } = await inSeed('sts:AssumeRole', DEPLOY, '--output', 'expect');
      const found = await expectedly(`${list}arn:aws:iam::111122223333:user/gone\n`);
      expect(found.code).toBe(0);
      expect(found.stdout).toContain(
        'nobody beyond those expected; no longer:\n  - arn:aws:iam::111122223333:user/gone\n',
      );
    });

    it('--fail-if-any', async () => {
      expect((await inSeed('sts:AssumeRole', DEPLOY, '--fail-if-any')).code).toBe(3);
      expect(
        (await inSeed('s3:PutObject', 'arn:aws:s3:::b/k', '--account', '111122223333', '--fail-if-any')).code,
      ).toBe(3);
    });

    it.each([
      ['a b\n', 'expected.txt:1:1: a principal is expected, and perhaps the word `conditionally`'],
      ['\na\na\n', 'expected.txt:3:1: `a` is there twice'],
    ])('refuses the list %j', async (list, sentence) => {
      expect(await expectedly(list)).toEqual({ code: 1, stdout: '', stderr: `rolecall: ${sentence}\n` });
    });
  });

  it.each([
    [['AssumeRole', DEPLOY], 2, 'an action is named as `service:Operation`, without wildcards: `AssumeRole`'],
    [['sts:*', DEPLOY], 2, 'an action is named as `service:Operation`, without wildcards: `sts:*`'],
    [['sts:AssumeRole', 'deploy'], 2, 'a resource is named by its ARN, without wildcards, or as `*`: `deploy`'],
    [['sts:AssumeRole', DEPLOY, '--max-depth', '0'], 2, '`--max-depth` is a number from 1 to 16: `0`'],
    [['sts:AssumeRole', DEPLOY, '--account', '12'], 2, 'an account is named by twelve digits: `12`'],
    [['sts:AssumeRole', `${DEPLOY}s`], 1, `no such role: \`${DEPLOY}s\``],
    [
      ['sts:AssumeRole', DEPLOY, '--expect', 'x', '--fail-if-any'],
      2,
      '`--fail-if-any` expects nobody: `--expect FILE` does not go with it',
    ],
  ])('%j: exit %i', async (args, code, sentence) => {
    expect(await inSeed(...args)).toEqual({ code, stdout: '', stderr: `rolecall: ${sentence}\n` });
  });

  it('answers for a store, served or not', async () => {
    const data = join(folder(), 'data');
    await rolecall(['init', '--data', data, '--account', '111122223333', '--account', '444455556666']);
    const env = { NOBODY_NEEDS_THIS: 'a'.repeat(40) };
    const applied = await rolecall(['apply', '-f', 'seed.yaml', '--data', data, '--yes'], { cwd, env });
    expect(applied.stderr).toBe('');
    const ask = () => rolecall(['who-can', 'sts:AssumeRole', DEPLOY, '--data', data, '--output', 'expect']);
    const offline = await ask();
    expect(offline).toMatchObject({ code: 0, stderr: '' });
    expect(offline.stdout).toContain('user/ann conditionally\n');
    const server = await start(['serve', '--data', data, '--port', '0']);
    expect(await ask()).toEqual(offline);
    await server.stop();
  });
});
