import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OperationFacts, Shape, StructureShape } from '../../src/model/facts.ts';
import * as iam from '../../src/model/generated/iam.ts';
import * as sts from '../../src/model/generated/sts.ts';
import { decodeInput } from '../../src/query/decode.ts';
import { encodeFault, encodeResult } from '../../src/query/encode.ts';
import { readXml, type XmlElement } from './xml.ts';

/** What is written reads back as it was, whatever a name, a tag or an error text holds (security.md E15). */
const operations = [...sts.operations.values(), ...iam.operations.values()];

/** Any text at all: every plane, controls, halves of pairs, and the sequences that end or begin markup. */
const awkward = [
  '\r',
  '\r\n',
  '\n',
  '\t',
  '\u0000',
  '\u000b',
  '\u001f',
  '\u007f',
  '\u0085',
  '\u2028',
  '\ufffe',
  '\uffff',
];
const markup = [
  ']]>',
  '<',
  '>',
  '&',
  '&amp;',
  '&#xD;',
  '"',
  "'",
  '<!--',
  '<?xml',
  '</Message>',
  '\ud800',
  '\udc00',
  '\u{1f600}',
];
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...awkward, ...markup),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 24,
});

/** What XML 1.0 cannot carry arrives as U+FFFD. Said again here, by its own words, code point by code point. */
function carried(text: string): string {
  let result = '';
  for (const character of text) {
    const point = character.codePointAt(0)!;
    const isControl = point < 0x20 && point !== 0x9 && point !== 0xa && point !== 0xd;
    const isHalf = point >= 0xd800 && point <= 0xdfff;
    result += isControl || isHalf || point === 0xfffe || point === 0xffff ? '\ufffd' : character;
  }
  return result;
}

describe('answers', () => {
  test('an error text comes back as it was, 20,000 times', () => {
    const property = fc.property(anyText, anyText, (text, id) => {
      const root = readXml(encodeFault({ code: 'AccessDenied', status: 403, text, namespace: 'urn:x' }, id));
      expect(root.children.map(({ name }) => name)).toEqual(['Error', 'RequestId']);
      expect(root.children[0]!.children.map(({ name }) => name)).toEqual(['Type', 'Code', 'Message']);
      expect(root.children[0]!.children[2]!.text).toBe(carried(text));
      expect(root.children[1]!.text).toBe(carried(id));
    });
    fc.assert(property, { numRuns: 20_000 });
  });

  test.each(operations.map((facts) => [facts.service.name, facts.name, facts] as const))(
    '%s %s',
    (_service, _name, facts) => {
      const output = facts.output === undefined ? fc.constant(undefined) : valueOfShape(facts.output, 'answer');
      const property = fc.property(output, (value) => {
        const text = encodeResult(facts, value, 'the-id');
        expect(text.endsWith(`</${facts.name}Response>\n`)).toBe(true);
        expect(readAnswer(text, facts)).toEqual(value);
      });
      fc.assert(property, { numRuns: 25 });
    },
  );
});

describe('requests', () => {
  test.each(operations.map((facts) => [facts.service.name, facts.name, facts] as const))(
    '%s %s',
    (_service, _name, facts) => {
      const property = fc.property(valueOfShape(facts.input, 'request'), fc.integer(), (value, seed) => {
        const parameters = shuffled([...parametersOf(facts.input, value, '')], seed);
        expect(decodeInput(parameters, facts.input)).toEqual({ input: value });
      });
      fc.assert(property, { numRuns: 25 });
    },
  );
});

/** A value of a shape. An answer says only what XML can carry; a request cannot say an empty map or structure. */
function valueOfShape(shape: Shape, side: 'answer' | 'request'): fc.Arbitrary<unknown> {
  switch (shape.type) {
    case 'string':
      return side === 'answer' ? anyText.map(carried) : anyText;
    case 'integer':
      return fc.integer();
    case 'boolean':
      return fc.boolean();
    case 'timestamp':
      return fc.integer({ min: 0, max: 4_102_444_800 });
    case 'blob':
      return fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes));
    case 'list':
      return fc.array(valueOfShape(shape.member, side), { maxLength: 4 });
    case 'map':
      return fc
        .uniqueArray(fc.tuple(valueOfShape(shape.key, side), valueOfShape(shape.value, side)), {
          selector: ([key]) => key,
          minLength: 1,
          maxLength: 3,
        })
        .map((entries) => new Map(entries));
    case 'structure': {
      const members = Object.entries(shape.members).map(
        ([name, member]) => [name, valueOfShape(member, side)] as const,
      );
      return fc
        .record(Object.fromEntries(members), { requiredKeys: [] })
        .map((members) => Object.assign(Object.create(null), members));
    }
  }
}

function readAnswer(text: string, facts: OperationFacts): unknown {
  const root = readXml(text);
  const [metadata] = root.children.slice(-1);
  expect(root.name).toBe(`${facts.name}Response`);
  expect(root.attributes.get('xmlns')).toBe(facts.service.namespace);
  expect(metadata).toMatchObject({ name: 'ResponseMetadata', children: [{ name: 'RequestId', text: 'the-id' }] });
  if (facts.output === undefined) {
    expect(root.children).toHaveLength(1);
    return undefined;
  }
  expect(root.children.map(({ name }) => name)).toEqual([`${facts.name}Result`, 'ResponseMetadata']);
  return readValue(facts.output, root.children[0]!);
}

function readValue(shape: Shape, element: XmlElement): unknown {
  const { children, text } = element;
  switch (shape.type) {
    case 'string':
      return text;
    case 'integer':
      return Number(text);
    case 'boolean':
      return text === 'true';
    case 'timestamp':
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      return Date.parse(text) / 1000;
    case 'blob':
      return Buffer.from(text, 'base64');
    case 'list':
      return children.map((child) => readValue(shape.member, child));
    case 'map':
      return new Map(
        children.map(({ children: [key, value] }) => [readValue(shape.key, key!), readValue(shape.value, value!)]),
      );
    case 'structure': {
      const order = Object.keys(shape.members).filter((name) => children.some((child) => child.name === name));
      expect(children.map(({ name }) => name)).toEqual(order);
      const members = children.map((child) => [child.name, readValue(shape.members[child.name]!, child)]);
      return Object.assign(Object.create(null), Object.fromEntries(members));
    }
  }
}

/** Serialises as AWS's clients do. An empty structure, which they leave out, is said as they say an empty list. */
function* parametersOf(shape: Shape, value: unknown, name: string): Generator<[string, string]> {
  if (shape.type === 'structure') {
    const entries = Object.entries(value as object);
    if (entries.length === 0 && name !== '') yield [name, ''];
    for (const [member, item] of entries)
      yield* parametersOf(shape.members[member]!, item, name === '' ? member : `${name}.${member}`);
  } else if (shape.type === 'list') {
    const list = value as unknown[];
    if (list.length === 0) yield [name, ''];
    for (const [index, item] of list.entries()) yield* parametersOf(shape.member, item, `${name}.member.${index + 1}`);
  } else if (shape.type === 'map') {
    for (const [index, entry] of [...(value as Map<unknown, unknown>)].entries()) {
      const pair: StructureShape = { type: 'structure', members: { key: shape.key, value: shape.value }, required: [] };
      yield* parametersOf(pair, { key: entry[0], value: entry[1] }, `${name}.entry.${index + 1}`);
    }
  } else if (shape.type === 'blob') yield [name, Buffer.from(value as Uint8Array).toString('base64')];
  else if (shape.type === 'timestamp') yield [name, new Date((value as number) * 1000).toISOString()];
  else yield [name, String(value)];
}

/** The order on the wire says nothing, so it is mixed: the same way for the same seed. */
function shuffled<T>(items: T[], seed: number): T[] {
  let state = seed >>> 0;
  for (let i = items.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = state % (i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}
