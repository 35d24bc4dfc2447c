import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SEED } from './answers.ts';
import { folder, rolecall } from './process.ts';

const CLEAN =
  '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}}';
const TYPO = CLEAN.replace('GetObject', 'GetObjet');
const STAR = CLEAN.replace('s3:GetObject', '*').replace('arn:aws:s3:::b/*', '*');
const NOTED = CLEAN.replace('"s3:GetObject"', '["s3:GetObject", "s3:Get*"]');

function run(args: readonly string[], files: Readonly<Record<string, string>> = {}, input?: string) {
  const cwd = folder();
  mkdirSync(join(cwd, 'policies/deeper'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  return rolecall(['lint', ...args], { cwd, ...(input !== undefined && { input }) });
}

describe('rolecall lint', () => {
  it('nothing found: exit 0', async () => {
    expect(await run(['p.json'], { 'p.json': CLEAN })).toEqual({ code: 0, stderr: '', stdout: 'nothing found\n' });
  });

  it('prints findings as compilers do, with what to do: exit 3', async () => {
    expect(await run(['p.json'], { 'p.json': TYPO })).toEqual({
      code: 3,
      stderr: '',
      stdout: `p.json:1:70: warning: \`s3\` has no action \`GetObjet\`; did you mean \`GetObject\`? [unknown-action]
  1 | ${TYPO}
    | ${' '.repeat(69)}^^^^^^^^^^^^^
  Correct the name by the service's list of actions.

1 warning
`,
    });
  });

  it('says what AWS says of a document that it refuses', async () => {
    const { code, stdout } = await run(['p.json'], { 'p.json': CLEAN.replace('"s3:GetObject"', '"GetObject"') });
    expect(code).toBe(3);
    expect(stdout).toContain(
      'p.json:1:70: error: Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. [refused]\n',
    );
  });

  it.each([
    ['warning', TYPO, [], 3],
    ['warning, failing on errors', TYPO, ['--fail-on', 'error'], 0],
    ['note', NOTED, [], 0],
    ['note, failing on notes', NOTED, ['--fail-on', 'note'], 3],
    ['never', STAR, ['--fail-on', 'never'], 0],
    ['ignored', TYPO, ['--ignore', 'unknown-action'], 0],
  ])('exit code: %s', async (_name, text, args, code) => {
    expect((await run(['p.json', ...args], { 'p.json': text })).code).toBe(code);
  });

  it('reads several files, folders and standard input', async () => {
    const files = {
      'a.json': TYPO,
      'policies/b.json': TYPO,
      'policies/deeper/c.json': TYPO,
      'policies/readme.md': 'x',
    };
    const { stdout } = await run(['a.json', 'policies', '-', '--format', 'json'], files, TYPO);
    const { files: linted } = JSON.parse(stdout);
    expect(linted.map(({ file, findings }: { file: string; findings: unknown[] }) => [file, findings.length])).toEqual([
      ['a.json', 1],
      ['policies/b.json', 1],
      ['policies/deeper/c.json', 1],
      ['-', 1],
    ]);
  });

  it('takes a document for what is in it, unless it is told', async () => {
    const trust = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}}';
    expect((await run(['p.json'], { 'p.json': trust })).stdout).toContain('[trust-everyone]');
    expect((await run(['p.json', '--type', 'identity'], { 'p.json': trust })).stdout).toContain(
      'Policy document should not specify a principal.',
    );
  });

  it('SARIF names the rule, the level, the file and the place', async () => {
    const { code, stdout } = await run(['policies/my policy.json', '--format', 'sarif'], {
      'policies/my policy.json': TYPO,
    });
    expect(code).toBe(3);
    const { runs } = JSON.parse(stdout);
    const [result] = runs[0].results;
    expect(runs[0].tool.driver.rules[result.ruleIndex].id).toBe('unknown-action');
    expect(result).toMatchObject({
      ruleId: 'unknown-action',
      level: 'warning',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'policies/my%20policy.json', index: 0 },
            region: { startLine: 1, startColumn: 70, endLine: 1, endColumn: 83 },
          },
        },
      ],
    });
  });

  it('the policies in a seed, at their places in it', async () => {
    expect(await run(['--seed', 's.yaml'], { 's.yaml': SEED })).toMatchObject({ code: 0, stdout: 'nothing found\n' });
    const seed = SEED.replace('s3:GetObject', 's3:GetObjet').replace(
      /Principal: \{ AWS: "444455556666" \}/,
      'Principal: { AWS: "777788889999" }',
    );
    const { code, stdout } = await run(['--seed', 's.yaml'], { 's.yaml': seed });
    expect(code).toBe(3);
    const found = seed.split('\n').findIndex((line) => line.includes('GetObjet')) + 1;
    expect(stdout).toContain(`s.yaml:${found}:`);
    expect(stdout).toContain('account 777788889999 is trusted, and no external ID is asked for [no-external-id]');
    const broken = await run(['--seed', 's.yaml'], { 's.yaml': SEED.replace('"s3:GetObject"', 'GetObject') });
    expect(broken.stdout).toContain('Actions/Conditions must be prefaced by a vendor');
  });

  it.each([
    [[], 2, 'name a policy file, `-`, or `--seed FILE`'],
    [['p.json', '--ignore', 'no-such'], 2, 'no such rule: `no-such`'],
    [['p.json', '--account', '1'], 2, 'an account is named by twelve digits: `1`'],
    [['none.json'], 1, 'cannot read `none.json`: ENOENT, no such file'],
  ])('%j: exit %i', async (args, code, sentence) => {
    expect(await run(args, { 'p.json': CLEAN })).toEqual({ code, stdout: '', stderr: `rolecall: ${sentence}\n` });
  });
});
