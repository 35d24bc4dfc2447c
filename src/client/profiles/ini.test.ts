import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProfileError } from '../problems.ts';
import { readIni } from './ini.ts';
import { splitWords } from './split-words.ts';

const flat = (text: string) =>
  readIni('f', text).map(({ header, settings }) => [
    header,
    Object.fromEntries(
      [...settings].map(([name, { value, nested }]) => [name, nested.size > 0 ? Object.fromEntries(nested) : value]),
    ),
  ]);

describe('readIni', () => {
  const rows: readonly [name: string, text: string, read: unknown][] = [
    ['nothing', '', []],
    ['comments alone', '# a\n ; b\n\n', []],
    ['a setting', '[default]\nregion = eu-west-1\n', [['default', { region: 'eu-west-1' }]]],
    ['no spaces, other cases, CRLF', '[default]\r\nRegion=eu-west-1\r\n', [['default', { region: 'eu-west-1' }]]],
    ['a byte order mark', '\uFEFF[a]\nb=c', [['a', { b: 'c' }]]],
    ['an equal-sign within a value', '[a]\nb = c=d==', [['a', { b: 'c=d==' }]]],
    ['a comment after a value', '[a] # x\nb = c # d\ne = f#g\nh = i ;j', [['a', { b: 'c', e: 'f#g', h: 'i' }]]],
    ['settings further in, all alike', '[a]\n  b = c\n  d = e', [['a', { b: 'c', d: 'e' }]]],
    [
      'settings of a setting',
      '[services s]\nsts =\n  endpoint_url = http://a\n  x = y\niam =\n  endpoint_url = http://b',
      [['services s', { sts: { endpoint_url: 'http://a', x: 'y' }, iam: { endpoint_url: 'http://b' } }]],
    ],
    ['a value of two lines', '[a]\nb = c\n  d\ne = f', [['a', { b: 'c\nd', e: 'f' }]]],
    ['a setting without a value', '[a]\nb =\nc = d', [['a', { b: '', c: 'd' }]]],
    [
      'names that objects have',
      '[__proto__]\n__proto__ = x',
      [['__proto__', Object.fromEntries([['__proto__', 'x']])]],
    ],
  ];
  it.each(rows)('%s', (_name, text, read) => expect(flat(text)).toEqual(read));

  const refusals: readonly [name: string, text: string, told: string][] = [
    ['a section twice', '[a]\nb=c\n[a]', 'f:3: `[a]` stands in line 1 already'],
    ['a setting twice', '[a]\nb=c\nB=d', 'f:3: `b` stands in line 2 already'],
    ['a setting before a section', 'b=c', 'f:1: a setting before any `[section]`'],
    ['a line that says nothing', '[a]\nhello', 'f:2: neither `[section]` nor `name = value`'],
    ['a section that stays open', '[a\nb=c', 'f:1: neither `[section]` nor `name = value`'],
    ['a setting without a name', '[a]\n= c', 'f:2: neither `[section]` nor `name = value`'],
    ['a line within a setting', '[a]\nsts =\n  hello', 'f:3: no setting: `name = value` is expected'],
    ['a file without end', '#'.repeat(5_000_000), '`f` is too long to be a configuration file'],
  ];
  it.each(refusals)('refuses %s', (_name, text, told) => expect(() => readIni('f', text)).toThrow(told));
});

it('any text is read, or refused by its line', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '=',
    '#',
    ';',
    ' ',
    '\n',
    '\r\n',
    '\t',
    'a',
    'profile ',
    '"',
    '\uFEFF',
    '\u0000',
    '__proto__',
  );
  let refused = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      try {
        for (const { settings } of readIni('f', pieces.join('')))
          for (const [name] of settings) expect(name).not.toBe('');
      } catch (error) {
        refused++;
        expect(error).toBeInstanceOf(ProfileError);
        expect((error as Error).message).toMatch(/^f:[0-9]+: /);
      }
    }),
    { numRuns: 5000 },
  );
  expect(refused).toBeGreaterThan(100);
});

it.each(['[', ']', ' ', ' #', '=', '[]'])('a line of %j takes time as it is long, and no more', (piece) => {
  const msFor = (length: number) => {
    const text = `[a]\nb = c\n${piece.repeat(length / piece.length)}x`;
    const beganAt = performance.now();
    try {
      readIni('f', text);
    } catch {}
    return performance.now() - beganAt;
  };
  msFor(1000);
  // The square of sixteen is far beyond; what a busy machine adds is not.
  expect(msFor(1_600_000)).toBeLessThan(16 * 6 * Math.max(2, msFor(100_000)));
});

describe('splitWords', () => {
  const rows: readonly [line: string, words: readonly string[] | undefined][] = [
    ['', []],
    ['  a  b\tc ', ['a', 'b', 'c']],
    ['"a b" \'c d\'', ['a b', 'c d']],
    ['a"b c"d', ['ab cd']],
    ['""', ['']],
    ["a ''", ['a', '']],
    ['a\\ b', ['a b']],
    ['"a\\"b\\\\c\\d"', ['a"b\\c\\d']],
    ["'a\\b'", ['a\\b']],
    ['$HOME `id` $(id) ; | && > x *', ['$HOME', '`id`', '$(id)', ';', '|', '&&', '>', 'x', '*']],
    ['"open', undefined],
    ["'open", undefined],
    ['a\\', undefined],
  ];
  it.each(rows)('%s', (line, words) => expect(splitWords(line)).toEqual(words));
});
