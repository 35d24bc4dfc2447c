import { describe, expect, it } from 'vitest';
import { type ReadSeed, readSeed } from './read-seed.ts';
import { SEED_MAX } from './yaml.ts';

const problems = (text: string): readonly string[] => {
  const read = readSeed(text);
  return read.ok ? [] : read.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
};
const inAccount = (...lines: readonly string[]) =>
  ['rolecall: 1', 'accounts:', '  "111122223333":', ...lines.map((line) => `    ${line}`), ''].join('\n');

describe('what is wrong with a seed', () => {
  it.each<[string, string, readonly string[]]>([
    ['nothing', '', ['1:1 the seed is empty']],
    ['no mapping', '- a\n', ['1:1 expected a mapping, found a list']],
    ['nothing where accounts are meant', 'rolecall: 1\naccounts:\n', ['2:10 expected a mapping, found nothing']],
    ['no version', 'accounts: {}\n', ['1:1 `rolecall` is missing']],
    ['another version', 'rolecall: 2\n', ['1:11 expected 1']],
    ['an unknown member', 'rolecall: 1\nacounts: {}\n', ['2:1 no such member: `acounts`']],
    ['a name written twice', 'rolecall: 1\naccounts: {}\naccounts: {}\n', ['3:1 `accounts` is written twice']],
    ['a name written twice in JSON', '{"rolecall":1,\n "rolecall":1}', ['2:2 `rolecall` is written twice']],
    ['a name that is one only to YAML', inAccount('users:', '  1: {}', '  "1": {}'), ['6:7 `1` is written twice']],
    ['an anchor', 'rolecall: &a 1\n', ['1:14 anchors and aliases are not read']],
    ['an alias', 'rolecall: 1\naccounts: *a\n', ['2:11 anchors and aliases are not read']],
    ['a tag', 'rolecall: !!set {a}\n', ['1:17 no such tag: `tag:yaml.org,2002:set`']],
    ['two documents', 'rolecall: 1\n---\nrolecall: 1\n', ['2:1 a seed is one document']],
    [
      'no YAML',
      'rolecall: [1\n',
      ['2:1 Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ],
    ['a number for a text', inAccount('alias: 123'), ['4:12 expected a text, found a number: write it in quotes']],
    [
      'a bad name',
      inAccount('users: { "a b": {} }'),
      ['4:14 `a b` cannot be a name here: does not fit `[\\w+=,.@-]+`'],
    ],
    ['too much', inAccount('roles: { r: { trust: "", max-session-seconds: 5 } }'), ['4:51 at least 3600 expected']],
    [
      'a document of a wrong kind',
      inAccount('roles:', '  r: { trust: [] }'),
      ['5:19 a policy document is a mapping or a text'],
    ],
    ['a role without trust', inAccount('roles:', '  r: {}'), ['5:10 `trust` is missing']],
    [
      'a policy without document',
      inAccount('policies:', '  p: { path: / }'),
      ['5:10 a managed policy has a `document`, or `versions`'],
    ],
    [
      'versions without a default',
      inAccount('policies:', '  p:', '    versions: [{ document: "" }]'),
      ['6:9 one of the versions is the `default`'],
    ],
    [
      'a secret of no kind',
      inAccount('root:', '  mfa-devices: { d: { seed: { url: x } } }'),
      ['5:33 a secret is a text, `{ env: NAME }` or `{ file: PATH }`'],
    ],
    [
      'many things at once',
      inAccount('alias: A', 'users: { a: { x: 1 }, b: { y: 2 } }'),
      [
        '4:12 at least 3 characters expected',
        '4:12 does not fit `^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$`',
        '5:19 no such member: `x`',
        '5:32 no such member: `y`',
      ],
    ],
  ])('%s', (_label, text, expected) => expect(problems(text)).toEqual(expected));

  it('a seed that is too long, or too deep, is refused before it is walked', () => {
    expect(problems(' '.repeat(SEED_MAX + 1))).toEqual([`1:1 a seed has at most ${SEED_MAX} characters`]);
    for (const text of ['['.repeat(100_000), '{"a":'.repeat(100_000), `${'- '.repeat(100)}a`])
      expect(problems(text)).toEqual([expect.stringMatching(/^1:[0-9]+ too deep$/)]);
  });
});

describe('what is wrong with a policy in a seed stands inside of it', () => {
  it.each<[string, string, RegExp]>([
    ['a mapping', 'p:\n            Version: 2012-10-17\n            Statement: [{ Effect: Maybe }]', /^Maybe/],
    ['a mapping in one line', 'p: { Version: 2012-10-17, Statement: { Effect: Maybe } }', /^Maybe/],
    [
      'a block',
      'p: |\n            {"Version": "2012-10-17",\n             "Statement": {"Effect": "Maybe"}}',
      /^"Maybe"/,
    ],
    [
      'a block with an empty line before',
      'p: |\n\n            {"Version": "2012-10-17",\n             "Statement": {"Effect": "Maybe"}}',
      /^"Maybe"/,
    ],
    ['single quotes', `p: '{"Version": "2012-10-17", "Statement": {"Effect": "Maybe"}}'`, /^"Maybe"/],
    ['double quotes, which are escaped, so its beginning', `p: "{\\"Statement\\": 1}"`, /^"\{/],
    [
      'a folded block, so its beginning',
      'p: >\n            {"Version": "2012-10-17",\n            "Statement": {"Effect": "Maybe"}}',
      /^>/,
    ],
  ])('as %s', (_label, policy, found) => {
    const text = inAccount('users:', '  a:', '    inline-policies:', `      ${policy}`);
    const [problem] = problems(text);
    const [line, column] = problem!.split(' ')[0]!.split(':').map(Number) as [number, number];
    expect(text.split('\n')[line - 1]!.slice(column - 1)).toMatch(found);
  });
});

describe('a document in a seed', () => {
  const documentOf = (written: string): string => {
    const read = readSeed(inAccount('users:', '  a:', '    inline-policies:', `      p: ${written}`)) as ReadSeed;
    return read.document(['accounts', '111122223333', 'users', 'a', 'inline-policies', 'p']);
  };
  it.each([
    [
      '{ Version: 2012-10-17, Statement: { Effect: Allow, Action: "*", Resource: "*", Condition: { NumericEquals: { x: 1.50 }, Bool: { y: true } } } }',
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericEquals":{"x":1.50},"Bool":{"y":true}}}}',
    ],
    [
      `'{ "Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}'`,
      '{ "Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}',
    ],
  ])('%s', (written, text) => expect(documentOf(written)).toBe(text));
});
