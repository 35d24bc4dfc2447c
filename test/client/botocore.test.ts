import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Case, callers, refusals } from '../../src/client/profiles/cases.testing.ts';

/** What our client makes of AWS's configuration files, held to what botocore makes of them. */
const python = resolve(import.meta.dirname, '../../.cache/clients/venv/bin/python');
const isThere = existsSync(python) && spawnSync(python, ['-c', 'import botocore']).status === 0;
if (!isThere) console.log('NOT RUN: profiles against botocore: install it by test/clients/install.sh');

const root = mkdtempSync(join(tmpdir(), 'rolecall-botocore-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Where we knowingly differ, and why. */
const DIFFERENCES: ReadonlyMap<string, string> = new Map([
  [
    'AWS_PROFILE before AWS_DEFAULT_PROFILE',
    'as AWS CLI v2 and the SDKs have it; botocore has them the other way round',
  ],
  ['half of the keys in the environment', 'botocore takes a secret key without its id for nothing'],
  ['a machine as a source', 'we serve no metadata of machines'],
  ['AWS sign-in', 'not ours'],
  ['a process with an open quote', 'not started by this script'],
  ['a profile that stands twice', 'botocore takes the last, the SDK for JavaScript merges'],
  ['an end that is no time', 'botocore fails while it reads it'],
  ['authorities that are nowhere', 'botocore reads them when it calls'],
  ['a folder for a file', 'botocore takes what is no file for missing'],
]);

function written({ config = '', credentials = '', env = {}, profile }: Case, index: number) {
  const home = join(root, String(index));
  mkdirSync(join(home, '.aws'), { recursive: true });
  writeFileSync(join(home, '.aws/config'), config);
  writeFileSync(join(home, '.aws/credentials'), credentials);
  return { env: { HOME: home, ...env }, profile };
}

function botocore(cases: readonly Case[], offset: number): string[] {
  const input = JSON.stringify(cases.map((one, index) => written(one, offset + index)));
  const ran = spawnSync(python, [join(import.meta.dirname, 'botocore_profiles.py')], { input, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout);
}

describe.skipIf(!isThere)('botocore', () => {
  const named = <Row extends readonly [string, ...unknown[]]>(rows: readonly Row[]) =>
    rows.filter(([name]) => !DIFFERENCES.has(name));

  it('comes to the same credentials', () => {
    const rows = named(callers);
    const theirs = botocore(
      rows.map(([, asked]) => asked),
      0,
    );
    expect(rows.map(([name], index) => [name, theirs[index]])).toEqual(rows.map(([name, , caller]) => [name, caller]));
    expect(rows.length).toBeGreaterThan(25);
  });

  it('refuses what we refuse', () => {
    const rows = named(refusals);
    const theirs = botocore(
      rows.map(([, asked]) => asked),
      1000,
    );
    const open = rows.flatMap(([name], index) =>
      theirs[index]!.startsWith('refused') ? [] : [`${name}: ${theirs[index]}`],
    );
    expect(open).toEqual([]);
  });
});
