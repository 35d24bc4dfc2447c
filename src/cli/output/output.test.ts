import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { writeJson } from './json.ts';
import { byCodePoint, floatText, pythonLiteral, SpelledNumber } from './python-text.ts';
import { writeTable } from './table.ts';
import { writeText } from './text.ts';
import { Unprintable } from './unprintable.ts';
import { widthOf } from './width.ts';
import { writeYaml } from './yaml.ts';

const table = (value: unknown) => writeTable(value, { title: 'ListThings', terminalWidth: 80, isColored: false });

describe('text', () => {
  it.each([
    [{ b: 1, a: 'x' }, 'x\t1\n'],
    [{ Credentials: { B: true, A: null }, Size: 6 }, '6\nCREDENTIALS\tNone\tTrue\n'],
    [{ Roles: [{ A: 1 }, { A: 2, B: 3 }] }, 'ROLES\t1\t\nROLES\t2\t3\n'],
    [{ Names: ['a', 'b'] }, 'NAMES\ta\nNAMES\tb\n'],
    [['a', 'b'], 'a\tb\n'],
    [
      [
        ['a', 'b'],
        ['c', ['d']],
      ],
      'a\tb\nc\nd\n',
    ],
    [{ S: [{ Action: 'x' }, { Action: ['y', "z'"] }] }, "S\tx\nS\t['y', \"z'\"]\n"],
    [{}, ''],
    [[], ''],
    [null, 'None\n'],
  ])('%j', (value, text) => expect(writeText(value)).toBe(text));

  it('refuses what has no columns', () => expect(() => writeText([{ a: 1 }, 'b'])).toThrow(Unprintable));
});

describe('table', () => {
  it('puts columns side by side, and a structure within in a box of its own', () => {
    expect(table({ Things: [{ Name: 'a', Tags: [{ Key: 'k' }] }] })).toBe(
      [
        '-------------',
        '|ListThings |',
        '+-----------+',
        '|| Things  ||',
        '|+---------+|',
        '||  Name   ||',
        '|+---------+|',
        '||  a      ||',
        '|+---------+|',
        '||| Tags  |||',
        '||+-------+||',
        '|||  Key  |||',
        '||+-------+||',
        '|||  k    |||',
        '||+-------+||',
        '',
      ].join('\n'),
    );
  });

  it('turns a row that is too wide', () => {
    expect(table({ A: 'x'.repeat(50), B: 'y'.repeat(50) }).split('\n')[3]).toMatch(/^\| {2}A *\| {2}x{50} +\|$/);
  });

  it.each([[{}], [[]], [''], [0], [null]])('has nothing to show of %j', (value) => expect(table(value)).toBe(''));

  it('refuses rows of different lengths', () => expect(() => table([['a'], ['b', 'c']])).toThrow(Unprintable));
});

describe('yaml', () => {
  it.each([
    [{ b: 1, a: [] }, 'a: []\nb: 1\n'],
    [{ a: [{ c: 1, b: null }, 'x'] }, 'a:\n- b: null\n  c: 1\n- x\n'],
    [
      { a: 'true', b: '12', c: "it's", d: '- x', e: '', f: 'a: b' },
      "a: 'true'\nb: '12'\nc: it's\nd: '- x'\ne: ''\nf: 'a: b'\n",
    ],
    [{ a: 'x\ty', b: '😀' }, 'a: "x\\ty"\nb: "\\U0001F600"\n'],
    [{ a: 'one\ntwo' }, "a: 'one\n\n  two'\n"],
    [{ a: '2025-05-18T20:45:40+00:00' }, "a: '2025-05-18T20:45:40+00:00'\n"],
    ['text', '"text"\n'],
    [{}, ''],
  ])('%j', (value, text) => expect(writeYaml(value)).toBe(text));

  it('refers to what it has written', () => {
    const role = { Name: 'x' };
    expect(writeYaml([role, role])).toBe('- &id001\n  Name: x\n- *id001\n');
  });

  it('reads back as what it was', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('a', ' ', '\n', "'", '"', ':', '#', '-') }),
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('map'),
      ),
      list: fc.array(tie('any'), { maxLength: 4 }),
      map: fc.dictionary(text, tie('any'), { maxKeys: 4 }),
    })).map;
    fc.assert(
      fc.property(value, (map) => {
        fc.pre(Object.keys(map as object).length > 0);
        expect(parse(writeYaml(map))).toEqual(map);
      }),
      { numRuns: 500 },
    );
  });
});

describe('all formats', () => {
  it('throw nothing but Unprintable, whatever they are given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const write of [writeJson, writeYaml, writeText, table]) {
          try {
            expect(typeof write(value)).toBe('string');
          } catch (error) {
            expect(error).toBeInstanceOf(Unprintable);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('Python spells', () => {
  it.each([
    [1.5, '1.5'],
    [0.00001, '1e-05'],
    [0.0001, '0.0001'],
    [1e16, '1e+16'],
    [123456789012345.6, '123456789012345.6'],
    [-1e-7, '-1e-07'],
    [3, '3.0'],
  ])('%d', (value, text) => expect(floatText(value)).toBe(text));

  it.each([
    ["it's", `"it's"`],
    [`it's "x"`, `'it\\'s "x"'`],
    ['a\nb\u0007\u00a0', "'a\\nb\\x07\\xa0'"],
    [{ a: [true, null, 1] }, "{'a': [True, None, 1]}"],
    [new SpelledNumber('1.0'), '1.0'],
  ])('%j', (value, text) => expect(pythonLiteral(value)).toBe(text));

  it('keeps a number as it was spelled', () => expect(writeJson([new SpelledNumber('1.0')])).toBe('[\n    1.0\n]\n'));

  it('orders by code points', () => {
    expect(['\u{1F600}', '\uFF5E', 'b', 'a', ''].sort(byCodePoint)).toEqual(['', 'a', 'b', '\uFF5E', '\u{1F600}']);
  });
});

describe('width', () => {
  it.each([
    ['abc', 3],
    ['日本', 4],
    ['é', 2],
    ['ñ', 1],
    ['😀', 2],
    ['', 0],
  ])('%s', (text, width) => expect(widthOf(text)).toBe(width));
});
