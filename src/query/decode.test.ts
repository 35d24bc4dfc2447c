import { describe, expect, test } from 'vitest';
import type { StructureShape } from '../model/facts.ts';
import { Fault } from '../model/fault.ts';
import { AssumeRole } from '../model/generated/sts.ts';
import { decodeInput } from './decode.ts';

const text = { type: 'string' } as const;
const shape: StructureShape = {
  type: 'structure',
  required: [],
  members: {
    Name: text,
    Count: { type: 'integer' },
    Flag: { type: 'boolean' },
    Data: { type: 'blob' },
    When: { type: 'timestamp' },
    Names: { type: 'list', member: text },
    Tags: { type: 'list', member: { type: 'structure', required: [], members: { Key: text, Value: text } } },
    Outer: { type: 'structure', required: [], members: { arn: text, Names: { type: 'list', member: text } } },
    Map: { type: 'map', key: text, value: text },
  },
};

/** `a=b&c=d`, not decoded: these tables are about names. */
const decode = (query: string): unknown => {
  const parameters = query.split('&').map((pair) => [pair.split('=')[0]!, pair.split('=').slice(1).join('=')] as const);
  const decoded = decodeInput(parameters, shape);
  if ('input' in decoded) return decoded.input;
  expect(decoded.fault).toBeInstanceOf(Fault);
  expect(decoded.fault).toMatchObject({ code: 'MalformedInput', status: 400 });
  return decoded.fault.text === undefined ? 'malformed' : `malformed: ${decoded.fault.text}`;
};

describe('decodeInput reads', () => {
  test.each<[string, object]>([
    ['Name=a', { Name: 'a' }],
    ['Name=', { Name: '' }],
    ['Action=X&Version=1&Unknown=2', {}],
    ['name=a', {}],
    ['Name=a&Name=b', { Name: 'a' }],
    ['Name=&Name=b', { Name: '' }],
    ['Names.member.1=a&Names.member.2=b', { Names: ['a', 'b'] }],
    ['Names.member.10=j&Names.member.2=b&Names.member.1=a', { Names: ['a', 'b', 'j'] }],
    ['Names.member.01=a', { Names: ['a'] }],
    ['Names.member.1=a&Names.member.01=b', { Names: ['a'] }],
    ['Names=', { Names: [] }],
    ['Names=&Names.member.1=a', { Names: ['a'] }],
    ['Names.member.1=', { Names: [''] }],
    ['Names.member.10=a&Names.member.20=b', { Names: ['a', 'b'] }],
    ['Tags.member.1.Key=k&Tags.member.1.Value=v', { Tags: [{ Key: 'k', Value: 'v' }] }],
    ['Tags.member.2.Value=w&Tags.member.1.Key=k', { Tags: [{ Key: 'k' }, { Value: 'w' }] }],
    ['Tags.member.1.key=k', { Tags: [{}] }],
    ['Tags.member.1.Key=a&Tags.member.1.Key=b', { Tags: [{ Key: 'a' }] }],
    ['Tags.member.1=', { Tags: [{}] }],
    ['Outer.arn=x&Outer.Names.member.1=y', { Outer: { arn: 'x', Names: ['y'] } }],
    ['Outer.Arn=x', { Outer: {} }],
    ['Map.entry.1.key=a&Map.entry.1.value=b', { Map: new Map([['a', 'b']]) }],
    ['Map.entry.1.key=__proto__&Map.entry.1.value=b', { Map: new Map([['__proto__', 'b']]) }],
    ['Map.entry.1.key=a&Map.entry.1.value=b&Map.entry.2.key=a&Map.entry.2.value=c', { Map: new Map([['a', 'b']]) }],
    ['__proto__=a&constructor=b&toString=c&__proto__.x=d', {}],
    ['Outer.__proto__=a&Outer.constructor.prototype=b', { Outer: {} }],
  ])('%s', (query, input) => {
    const plain = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (_key, v) => (v instanceof Map ? [...v] : v)));
    expect(plain(decode(query))).toEqual(plain(input));
  });

  test('structures have no prototype', () => {
    const input = decode('Outer.arn=x&Tags.member.1.Key=k') as { Outer: object; Tags: object[] };
    for (const structure of [input, input.Outer, input.Tags[0]]) expect(Object.getPrototypeOf(structure)).toBe(null);
  });
});

describe('decodeInput reads scalars', () => {
  test.each<[string, unknown]>([
    ['Count=900', { Count: 900 }],
    ['Count=+900', { Count: 900 }],
    ['Count=0900', { Count: 900 }],
    ['Count=-1', { Count: -1 }],
    ['Count=-0', { Count: 0 }],
    ['Count=2147483647', { Count: 2147483647 }],
    ['Count=-2147483648', { Count: -2147483648 }],
    ['Count=2147483648', 'malformed'],
    ['Count=-2147483649', 'malformed'],
    ['Count=99999999999999999999999999', 'malformed'],
    ['Count=abc', 'malformed'],
    ['Count=900.0', 'malformed'],
    ['Count=9e2', 'malformed'],
    ['Count=0x10', 'malformed'],
    ['Count= 900', 'malformed'],
    ['Count=900\n', 'malformed'],
    ['Count=+', 'malformed'],
    ['Count=\u0669', 'malformed'],
    ['Count=', 'malformed: missing value for decimal type'],
    ['Flag=true', { Flag: true }],
    ['Flag=false', { Flag: false }],
    ['Flag=1', { Flag: true }],
    ['Flag=0', { Flag: false }],
    ['Flag=True', 'malformed'],
    ['Flag=yes', 'malformed'],
    ['Flag=', 'malformed'],
    ['When=2026-07-15T10:20:30Z', { When: 1784110830 }],
    ['When=2026-07-15T12:20:30+02:00', { When: 1784110830 }],
    ['When=2026-07-15T10:20:30.5Z', { When: 1784110830.5 }],
    ['When=1784110830', { When: 1784110830 }],
    ['When=2026-02-30T00:00:00Z', 'malformed'],
    ['When=2024-02-29T00:00:00Z', { When: 1709164800 }],
    ['When=2026-13-01T00:00:00Z', 'malformed'],
    ['When=2026-07-15', 'malformed'],
    ['When=2026-07-15T10:20:60Z', 'malformed'],
    ['When=', 'malformed'],
  ])('%j', (query, expected) => {
    const decoded = decode(query);
    expect(typeof decoded === 'string' ? decoded : { ...(decoded as object) }).toEqual(expected);
  });

  test.each([
    ['dmFsdWU=', 'value'],
    ['', ''],
    ['dmFsdWU', undefined],
    ['dmFsdWV=', undefined],
    ['dmFs dWU=', undefined],
    ['dmFsdWU-', undefined],
  ])('blob %j', (source, expected) => {
    const decoded = decode(`Data=${source}`);
    if (expected === undefined) expect(decoded).toBe('malformed');
    else expect(Buffer.from((decoded as { Data: Uint8Array }).Data).toString()).toBe(expected);
  });
});

describe('decodeInput refuses', () => {
  test.each([
    'Names.member.11=a',
    'Names.member.1=a&Names.member.12=b',
    'Names.member.0=a',
    'Names.member.-1=a',
    'Names.member.1e1=a',
    'Names.member.99999999999999999999=a',
    'Names.member.=a',
    'Names.member=a',
    'Names.=a',
    'Names.Member.1=a',
    'Names.1=a',
    'Names=a',
    'Names.member.1.x=a',
    'Tags.member.1=a',
    'Tags.1.Key=a',
    'Name.x=a',
    'Name.=a',
    'Outer=a',
    'Map.entry.1.key=a',
    'Map.entry.1.value=a',
    'Map.1.key=a',
    'Map.member.1.key=a',
  ])('%s', (query) => {
    expect(decode(query)).toBe('malformed');
  });

  test('a session policy list that is spelt wrongly, since dropping it would widen the session', () => {
    expect(
      decodeInput([['PolicyArns.1.arn', 'arn:aws:iam::aws:policy/ReadOnlyAccess']], AssumeRole.input),
    ).toHaveProperty('fault');
  });

  test('a long name without stopping to think', () => {
    const name = `Outer${'.Names.member.1'.repeat(60_000)}`;
    expect(decodeInput([[name, 'a']], shape)).toHaveProperty('fault');
  });
});
