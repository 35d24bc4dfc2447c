import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { compile, decide, readPolicy } from '../policy/index.ts';
import type { CompiledPolicy, Context } from '../policy/types.ts';
import { AWS_READ_AS, awsManagedPolicies, isAwsManaged, isForServiceLinkedRoles } from './aws-managed-policies.ts';
import { compiledPolicies } from './compiled-policies.ts';

const catalogue = awsManagedPolicies();
const ACCOUNT = '111122223333';
const READ = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

const allowed = (policy: CompiledPolicy, action: string, as: 'identity' | 'boundary') => {
  const arn = `arn:aws:iam::${ACCOUNT}:user/ann`;
  const context: Context = new Map([['aws:username', { kind: 'single', value: 'ann' }]]);
  const all = compile(valid('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'), {});
  return decide(
    {
      identity: [as === 'identity' ? policy : all],
      boundary: as === 'boundary' ? [policy] : undefined,
      resourceAccount: ACCOUNT,
    },
    {
      action,
      resource: '*',
      principal: { type: 'user', account: ACCOUNT, arn, entityId: 'AIDA', entityArn: arn },
      context,
    },
  );
};

function valid(text: string) {
  const read = readPolicy(text, 'identity');
  if (!read.ok) throw new Error(read.problem.message);
  return read.policy;
}

describe('the catalogue', () => {
  it('every document reads, compiles and decides, as identity policy and as boundary', async () => {
    const refused: string[] = [];
    const asOurs: string[] = [];
    let decisions = 0;
    let characters = 0;
    let longest = 0;
    const policies = await catalogue.list();
    for (const { name, id, defaultVersion } of policies) {
      const { text } = (await catalogue.version(id, defaultVersion))!;
      characters += text.length;
      longest = Math.max(longest, text.length);
      const own = readPolicy(text, 'identity');
      if (!own.ok) asOurs.push(`${name}: ${own.problem.message}`);
      const read = readPolicy(text, AWS_READ_AS);
      if (!read.ok) {
        refused.push(`${name}: ${read.problem.message}`);
        continue;
      }
      const compiled = compile(read.policy, { source: name });
      for (const action of ['s3:GetObject', 'iam:GetUser', 'ec2:RunInstances']) {
        for (const use of ['identity', 'boundary'] as const) {
          if (allowed(compiled, action, use).failed) refused.push(`${name}: ${action} as ${use}`);
          decisions++;
        }
      }
    }
    const lines = (list: readonly string[]) => list.map((line) => `\n  ${line}`).join('');
    console.log(
      `AWS managed policies: ${policies.length} read and compiled, ${decisions} decisions, ${refused.length} refused; ` +
        `${characters} characters, the longest ${longest}${lines(refused)}\n` +
        `${asOurs.length} of them a customer could not save:${lines(asOurs)}`,
    );
    expect(policies.length).toBeGreaterThan(1400);
    expect(refused).toEqual([]);
    expect(asOurs.length).toBeLessThan(10);
  });

  it('is in order, each policy under its own ARN and id, with one version', async () => {
    const policies = await catalogue.list();
    const lower = policies.map(({ name }) => name.toLowerCase());
    expect(lower).toEqual([...lower].sort());
    expect(new Set(lower).size).toBe(policies.length);
    expect(new Set(policies.map(({ id }) => id)).size).toBe(policies.length);
    for (const policy of policies) {
      const { account, path, name, id, defaultVersion, createdAt, updatedAt } = policy;
      expect(account).toBe('aws');
      expect(path).toMatch(/^\/([a-z-]+\/)*$/);
      expect(await catalogue.byArn(`arn:aws:iam::aws:policy${path}${name}`)).toBe(policy);
      const [version, ...more] = await catalogue.versions(id);
      expect([version!.version, version!.policyId, more]).toEqual([defaultVersion, id, []]);
      expect(createdAt).toBeGreaterThan(Date.parse('2010-01-01') / 1000);
      expect(updatedAt).toBeGreaterThanOrEqual(createdAt);
    }
    expect(policies.filter(isForServiceLinkedRoles).length).toBeGreaterThan(300);
  });

  it('says what everybody knows', async () => {
    const admin = (await catalogue.byArn('arn:aws:iam::aws:policy/AdministratorAccess'))!;
    expect((await catalogue.version(admin.id, 'v1'))!.text).toBe(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    );
    const read = (await catalogue.byArn(READ))!;
    const compiled = compile(valid((await catalogue.version(read.id, read.defaultVersion))!.text), {});
    expect(allowed(compiled, 's3:GetObject', 'identity').allowed).toBe(true);
    expect(allowed(compiled, 's3:PutObject', 'identity').allowed).toBe(false);
    expect(allowed(compiled, 's3:PutObject', 'boundary').layer).toBe('boundary');
  });

  it.each([
    ['arn:aws:iam::aws:policy/readonlyaccess'],
    ['arn:aws:iam::aws:policy/job-function/ReadOnlyAccess'],
    ['arn:aws:iam::aws:policy/'],
    ['arn:aws-cn:iam::aws:policy/ReadOnlyAccess'],
    [`arn:aws:iam::${ACCOUNT}:policy/ReadOnlyAccess`],
    ['arn:aws:iam::aws:policy/__proto__'],
  ])('%s is none', async (arn) => expect(await catalogue.byArn(arn)).toBeUndefined());

  it('knows no other version, and no other id', async () => {
    const { id } = (await catalogue.byArn(READ))!;
    expect(await catalogue.version(id, 'v1')).toBeUndefined();
    expect(await catalogue.versions('ANPA')).toEqual([]);
  });

  it('compiles each once, for all accounts', async () => {
    const { awsManaged } = compiledPolicies();
    let loads = 0;
    const load = async () => {
      loads++;
      return '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
    };
    const compiled = await awsManaged(READ, load);
    expect(await awsManaged(READ, load)).toBe(compiled);
    expect([loads, compiled.source]).toEqual([1, 'ReadOnlyAccess']);
  });
});

describe('its file', () => {
  const file = pathToFileURL(join(tmpdir(), `rolecall-catalogue-${process.pid}.br`));
  afterAll(() => rmSync(file, { force: true }));
  const row = ['/Nobody', 'ANPA1', 'v3', 1, 2, 3];
  const written = (bytes: number) =>
    writeFileSync(file, brotliCompressSync(`${JSON.stringify([[...row, bytes]])}\n{"é":1}`));

  it('is not asked for before a policy of AWS is', async () => {
    let asked = 0;
    const lazy = awsManagedPolicies(() => {
      asked++;
      return file;
    });
    expect(await lazy.byArn(`arn:aws:iam::${ACCOUNT}:policy/Nobody`)).toBeUndefined();
    expect(asked).toBe(0);
    written(8);
    const [one] = await Promise.all([lazy.list(), lazy.list(), lazy.byArn(READ)]);
    expect([asked, one.length]).toEqual([1, 1]);
    expect((await lazy.versions('ANPA1'))[0]).toEqual({
      policyId: 'ANPA1',
      version: 'v3',
      text: '{"é":1}',
      createdAt: 3,
    });
  });

  it('says so when it is missing, each time, and is found once it is there', async () => {
    let there: URL | undefined;
    const lazy = awsManagedPolicies(() => there);
    for (let i = 0; i < 2; i++) await expect(lazy.byArn(READ)).rejects.toThrow(/missing: `npm run build` makes dist/);
    written(8);
    there = file;
    expect(await lazy.byArn('arn:aws:iam::aws:policy/Nobody')).toMatchObject({ name: 'Nobody', path: '/' });
  });

  it.each([7, 9])('says so when it is not whole (%i bytes)', async (bytes) => {
    written(bytes);
    await expect(awsManagedPolicies(() => file).list()).rejects.toThrow(/not whole/);
  });
});

it.each([
  [READ, true],
  ['arn:aws:iam::aws:policy/service-role/X', true],
  ['arn:aws:iam::aws:policies/X', false],
  [`arn:aws:iam::${ACCOUNT}:policy/X`, false],
])('%s is AWS managed: %s', (arn, expected) => expect(isAwsManaged(arn)).toBe(expected));
