import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../src/cli/aws/operation-rows.ts';
import { commandName } from '../../src/manual/names.ts';
import { operations as iam } from '../../src/model/generated/iam.ts';
import { operations as sts } from '../../src/model/generated/sts.ts';
import recorded from './names.json' with { type: 'json' };

const operations = [...sts.values(), ...iam.values()];
const names = [...new Set(operations.flatMap(({ name, input }) => [name, ...Object.keys(input.members)]))].sort();
const python = join(import.meta.dirname, '../../.cache/clients/venv/bin/python');

describe('names of operations and options', () => {
  it('are those of the AWS CLI, by its own function, once recorded', () => {
    expect(Object.fromEntries(names.map((name) => [name, commandName(name)]))).toEqual(recorded);
  });

  it.skipIf(!existsSync(python))('are those of botocore, asked now', () => {
    const script =
      'import sys, json; from botocore import xform_name; print(json.dumps([xform_name(n, "-") for n in json.load(sys.stdin)]))';
    const { stdout } = spawnSync(python, ['-c', script], { input: JSON.stringify(names), encoding: 'utf8' });
    expect(names.map(commandName)).toEqual(JSON.parse(stdout));
  });
  if (!existsSync(python)) console.log('NOT RUN: names of botocore: test/clients/install.sh has not brought it');

  it('no option of an operation hides another, or one that every operation has', () => {
    for (const facts of operations) {
      const options = optionsOf(facts).rows.map(({ name }) => name);
      expect(new Set(options).size).toBe(options.length);
    }
  });
});
