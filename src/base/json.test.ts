import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Json, readJson } from './json.ts';

/** The tree as `JSON.parse` would give it, objects as entries so that no name is special. */
function plainOf(json: Json): unknown {
  switch (json.type) {
    case 'object':
      return { entries: json.members.map(({ name, value }) => [name, plainOf(value)]) };
    case 'array':
      return json.items.map(plainOf);
    case 'number':
      return Number(json.text);
    case 'null':
      return null;
    default:
      return json.value;
  }
}

function entriesOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(entriesOf);
  if (value === null || typeof value !== 'object') return value;
  return { entries: Object.entries(value).map(([name, each]) => [name, entriesOf(each)]) };
}

const read = (text: string) => {
  const result = readJson(text);
  return result.ok ? plainOf(result.value) : `${result.reason}@${result.offset}`;
};

describe('readJson', () => {
  test('gives what JSON.parse gives, for any value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(read(text)).toEqual(entriesOf(JSON.parse(text)));
      }),
    );
  });

  test('accepts exactly what JSON.parse accepts, duplicates aside', () => {
    const alphabet = fc.constantFrom(...'{}[]:,"\\ \n\t-+.eE01289truefalsnu\u0000\u00a0\ufeffab');
    const scraps = fc.oneof(
      fc.string({ unit: alphabet, maxLength: 12 }),
      fc
        .tuple(fc.constantFrom('[1e5,{"a":"\\u0041"}]', '{"a":[true,null,-0.5]}'), fc.nat(30), alphabet)
        .map(([text, at, unit]) => text.slice(0, at) + unit + text.slice(at + 1)),
    );
    fc.assert(
      fc.property(scraps, (text) => {
        let expected = true;
        try {
          JSON.parse(text);
        } catch {
          expected = false;
        }
        const result = readJson(text);
        if (!result.ok && result.reason === 'duplicate') return;
        expect(result.ok, JSON.stringify(text)).toBe(expected);
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    ['', 'syntax@0'],
    ['   ', 'syntax@3'],
    ['{"a":1,}', 'syntax@7'],
    ['[1,]', 'syntax@3'],
    ['01', 'syntax@1'],
    ['+1', 'syntax@0'],
    ['.5', 'syntax@0'],
    ['1.', 'syntax@1'],
    ['NaN', 'syntax@0'],
    ["{'a':1}", 'syntax@1'],
    ['{a:1}', 'syntax@1'],
    ['"a', 'syntax@2'],
    ['"\\x"', 'syntax@2'],
    ['"\\u12G4"', 'syntax@2'],
    ['"\n"', 'syntax@1'],
    ['\ufeff{}', 'syntax@0'],
    ['{} {}', 'syntax@3'],
    ['// a\n{}', 'syntax@0'],
    ['nul', 'syntax@0'],
    ['{"a":1,"a":2}', 'duplicate@7'],
    ['{"Effect":1,"Eff\\u0065ct":2}', 'duplicate@12'],
    ['[{"x":{"b":1,"b":1}}]', 'duplicate@13'],
    ['{"__proto__":1,"__proto__":2}', 'duplicate@15'],
    ['{"":1,"":2}', 'duplicate@6'],
  ])('refuses %j: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('names that differ in case are two names', () => {
    expect(read('{"a":1,"A":2}')).toEqual({
      entries: [
        ['a', 1],
        ['A', 2],
      ],
    });
  });

  test('__proto__, constructor and toString are names like any other', () => {
    expect(read('{"__proto__":{"x":1},"constructor":2,"toString":3}')).toEqual({
      entries: [
        ['__proto__', { entries: [['x', 1]] }],
        ['constructor', 2],
        ['toString', 3],
      ],
    });
  });

  test('every value knows where it stands', () => {
    const text = ' { "a" : [ true , "x\\n" ] } ';
    const result = readJson(text);
    if (!result.ok || result.value.type !== 'object') throw new Error('not read');
    const [member] = result.value.members;
    const list = member?.value;
    if (list?.type !== 'array') throw new Error('not a list');
    const spans = [result.value, list, ...list.items].map(({ start, end }) => text.slice(start, end));
    expect(spans).toEqual(['{ "a" : [ true , "x\\n" ] }', '[ true , "x\\n" ]', 'true', '"x\\n"']);
    expect(text.indexOf('"a"')).toBe(member?.start);
  });

  test('numbers keep their spelling', () => {
    const result = readJson('1.0e2');
    expect(result).toMatchObject({ ok: true, value: { type: 'number', text: '1.0e2' } });
  });

  test.each([
    [32, true],
    [33, false],
  ])('%i arrays inside one another: %s', (depth, ok) => {
    const result = readJson('['.repeat(depth) + ']'.repeat(depth));
    expect(result.ok).toBe(ok);
    if (!result.ok) expect(result).toMatchObject({ reason: 'depth', offset: 32 });
  });

  test('100,000 open brackets are refused, not recursed into', () => {
    expect(readJson('['.repeat(100_000))).toEqual({ ok: false, reason: 'depth', offset: 32 });
    expect(readJson('{"a":'.repeat(20_000))).toMatchObject({ ok: false, reason: 'depth' });
  });

  test('a text longer than the limit is refused unread', () => {
    expect(readJson(`"${'a'.repeat(131_072)}"`)).toEqual({ ok: false, reason: 'size', offset: 131_072 });
    expect(readJson('[1]', { maxLength: 2 })).toEqual({ ok: false, reason: 'size', offset: 2 });
  });
});
