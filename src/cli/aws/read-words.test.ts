import { describe, expect, it } from 'vitest';
import { CommandError } from './command-error.ts';
import { type OptionRow, readWords } from './read-words.ts';

const ROWS: readonly OptionRow[] = [
  { name: '--role-arn', key: 'role-arn', takes: 'one' },
  { name: '--role-session-name', key: 'role-session-name', takes: 'one' },
  { name: '--tags', key: 'tags', takes: 'many' },
  { name: '--dry', key: 'dry', takes: 'nothing', value: true },
  { name: '--no-dry', key: 'dry', takes: 'nothing', value: false },
  { name: '--max-items', key: 'max-items', takes: 'one', isInteger: true },
  { name: '--skeleton', key: 'skeleton', takes: 'maybe', value: 'input', choices: ['input', 'output'] },
];

const READ: readonly (readonly [words: string, given: object, rest: readonly string[]])[] = [
  ['', {}, []],
  ['--role-arn x', { 'role-arn': 'x' }, []],
  ['--role-arn=x=y', { 'role-arn': 'x=y' }, []],
  ['--role-arn= --dry', { 'role-arn': '', dry: true }, []],
  ['--role-arn x --role-arn y', { 'role-arn': 'y' }, []],
  ['--role-a x', { 'role-arn': 'x' }, []],
  ['--tags a b --dry c', { tags: ['a', 'b'], dry: true }, ['c']],
  ['--tags', { tags: [] }, []],
  ['--tags=a b', { tags: ['a'] }, ['b']],
  ['--dry --no-dry', { dry: false }, []],
  ['--max-items 1_0', { 'max-items': 10 }, []],
  ['--max-items -5', { 'max-items': -5 }, []],
  ['--skeleton', { skeleton: 'input' }, []],
  ['--skeleton --dry', { skeleton: 'input', dry: true }, []],
  ['--skeleton output', { skeleton: 'output' }, []],
  ['--role-arn -', { 'role-arn': '-' }, []],
  ['--role-arn -1.5', { 'role-arn': '-1.5' }, []],
  ['x --unknown y --role-arn z -- --dry', { 'role-arn': 'z' }, ['x', '--unknown', 'y', '--dry']],
];

const REFUSED: readonly (readonly [words: string, message: string])[] = [
  ['--role-arn', 'argument --role-arn: expected one argument'],
  ['--role-arn --dry', 'argument --role-arn: expected one argument'],
  ['--role-arn -x', 'argument --role-arn: expected one argument'],
  ['--role x', 'ambiguous option: --role could match --role-arn, --role-session-name'],
  ['--dry=yes', "argument --dry: ignored explicit argument 'yes'"],
  ['--max-items x', "argument --max-items: invalid int value: 'x'"],
  ['--skeleton sideways', 'argument --skeleton: Invalid choice, valid choices are:'],
];

describe('readWords', () => {
  it.each(READ)('%s', (words, given, rest) => {
    const read = readWords(words.split(' ').filter(Boolean), ROWS);
    expect(Object.fromEntries(read.given)).toEqual(given);
    expect(read.rest).toEqual(rest);
  });

  it('takes a word with a blank for a value', () => {
    expect(readWords(['--role-arn', '- a b'], ROWS).given.get('role-arn')).toBe('- a b');
  });

  it.each(REFUSED)('refuses %s', (words, message) => {
    const read = () => readWords(words.split(' '), ROWS);
    expect(read).toThrow(CommandError);
    expect(read).toThrow(message);
  });
});
