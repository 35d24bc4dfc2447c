import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { awsQuotas, type QuotaName, quotaSetting, quotaTable } from '../../operation/quotas.ts';
import { quotaSettings, quotasOf } from './quota-settings.ts';
import { readSettings } from './read-settings.ts';
import { settingsFile } from './settings-file.ts';

const fileOf = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'rolecall-quotas-')), 'rolecall.yaml');
  writeFileSync(file, text);
  return file;
};
const settled = async (flags: readonly string[], variable: string | undefined, yaml: string) =>
  quotasOf(
    readSettings(
      { quota: flags.length === 0 ? undefined : flags },
      { ROLECALL_QUOTA: variable },
      await settingsFile(fileOf(yaml), true),
    ),
  );

const src = resolve(import.meta.dirname, '../..');
const sources = ['iam', 'sts'].flatMap((room) =>
  readdirSync(join(src, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('summary.ts'))
    .map((file) => readFileSync(join(src, room, file), 'utf8')),
);

describe('quotas as settings', () => {
  it.each(Object.keys(quotaTable))('%s is held to by an operation: no setting is taken and ignored', (name) => {
    const used = new RegExp(`\\b${name}\\b`);
    expect(sources.some((source) => used.test(source))).toBe(true);
  });

  it.each(Object.keys(quotaTable) as QuotaName[])('%s can be set, to its least and its most', (name) => {
    const { min, max, standard } = quotaTable[name];
    expect(standard).toBeGreaterThanOrEqual(min);
    expect(standard).toBeLessThanOrEqual(max);
    const setting = quotaSetting(name);
    expect(quotaSettings([`${setting}=${min}`])).toEqual({ [name]: min });
    expect(quotaSettings([`${setting}=${max}`])).toEqual({ [name]: max });
    const range = `expected a number from ${min} to ${max} of \`${setting}\``;
    for (const wrong of [max + 1, min - 1, 'x', ''])
      expect(() => quotaSettings([`${setting}=${wrong}`])).toThrow(range);
  });

  it('come from flags, variable and file together, name by name', async () => {
    const quotas = await settled(
      ['roles-per-account=1', 'roles-per-account=2'],
      'roles-per-account=8,users-per-account=3',
      'quotas:\n  users-per-account: 9\n  groups-per-account: 4\n',
    );
    expect(quotas).toEqual({ ...awsQuotas, rolesPerAccount: 2, usersPerAccount: 3, groupsPerAccount: 4 });
    expect(await settled([], undefined, '')).toEqual(awsQuotas);
  });

  it.each([
    ['roles=1', 'there is no quota `roles`: expected a name of docs/quotas.md for `--quota`: `roles=1`'],
    ['__proto__=1', 'there is no quota `__proto__`: expected a name of docs/quotas.md for `--quota`: `__proto__=1`'],
    ['rolesPerAccount=1', 'there is no quota `rolesPerAccount`'],
    ['roles-per-account', 'expected NAME=VALUE for `--quota`: `roles-per-account`'],
    ['roles-per-account=-1', 'expected a number from 0 to 1000000 of `roles-per-account` for `--quota`'],
    ['roles-per-account=1e3', 'expected a number from 0 to 1000000 of `roles-per-account` for `--quota`'],
  ])('%s is refused by name', async (said, sentence) => {
    await expect(settled([said], undefined, '')).rejects.toThrow(sentence);
  });

  it.each([
    ['quota: x=1', 'no such setting: `quota`'],
    ['quotas: 5', '`quotas` is not a mapping'],
    ['quotas: [roles-per-account=5]', '`quotas` is not a mapping'],
    ['quotas: { roles: 5 }', 'there is no quota `roles`'],
    ['quotas: { roles-per-account: [5, 6] }', 'expected a number from 0 to 1000000 of `roles-per-account`'],
  ])('the file: %s is refused', async (yaml, sentence) => {
    await expect(settled([], undefined, yaml)).rejects.toThrow(sentence);
  });

  it('--session-policy-size is the quota of that name, and may not contradict it', () => {
    const both = (alias: number | undefined, quota: number | undefined) =>
      quotasOf({ 'session-policy-size': alias, quota: quota === undefined ? undefined : { sessionPolicySize: quota } })
        .sessionPolicySize;
    expect([both(100, undefined), both(undefined, 200), both(300, 300), both(undefined, undefined)]).toEqual([
      100, 200, 300, 2048,
    ]);
    expect(() => both(100, 200)).toThrow('`--session-policy-size` and `--quota session-policy-size` differ');
  });
});
