import type { OperationFacts, Shape, StructureShape } from '../../src/model/facts.ts';
import { encodeFault, encodeResult } from '../../src/query/encode.ts';
import type { Stored } from './replay.ts';

/** The body of an answer with these members. */
export const answered = (facts: OperationFacts, output: object = {}): Stored => ({
  status: 200,
  body: encodeResult(facts, output, '01234567-89ab-cdef-0123-456789abcdef'),
});

export const refused = (facts: OperationFacts, code: string, text: string | undefined, status = 400): Stored => ({
  status,
  body: encodeFault({ code, status, text, namespace: facts.service.namespace }, '01234567-89ab-cdef-0123-456789abcdef'),
});

/** Makes up an answer of an operation: every kind of value that a format could trip over, some members absent. */
export function madeUp(facts: OperationFacts, below: (limit: number) => number): object {
  const pick = <T>(things: readonly T[]): T => things[below(things.length)]!;

  function value(shape: Shape, name: string, depth: number): unknown {
    switch (shape.type) {
      case 'structure':
        return structure(shape, depth);
      case 'list':
        return Array.from({ length: below(depth > 2 ? 2 : 4) }, () => value(shape.member, name, depth + 1));
      case 'map':
        return new Map(
          Array.from({ length: below(4) }, (_, index) => [`Key${index}`, value(shape.value, '', depth + 1)]),
        );
      case 'boolean':
        return below(2) === 0;
      case 'integer':
        return pick([0, 1, 42, 3600, 2147483647, -1]);
      case 'timestamp':
        return pick([0, 1747601140, 1700000000, 951782399]);
      case 'blob':
        return Buffer.from(pick(['', 'a', 'QRCODE\u0000\u0001', 'x'.repeat(200)]));
      default:
        if (/Document$/.test(name)) return pick(DOCUMENTS);
        return name === 'Marker' ? 'next' : (shape.enum && pick(shape.enum)) || pick(TEXTS);
    }
  }

  function structure(shape: StructureShape, depth: number): Record<string, unknown> {
    const members = Object.entries(shape.members).filter(([name]) => shape.required.includes(name) || below(5) > 0);
    const made = Object.fromEntries(members.map(([name, inner]) => [name, value(inner, name, depth + 1)]));
    // One page: what has more is asked again.
    if ('IsTruncated' in made) made.IsTruncated = false;
    return made;
  }
  return facts.output === undefined ? {} : structure(facts.output, 0);
}

const TEXTS = [
  'Bob',
  'arn:aws:iam::123456789012:role/path/of/some/length/Application-Developer',
  '/',
  '',
  ' ',
  'Zoë’s rôle',
  '日本語の説明',
  'smile 😀 wide',
  'true',
  'null',
  '~',
  '123456789012',
  '1.50',
  '0x1F',
  '2025-05-18',
  '2025-05-18T20:45:40Z',
  "it's",
  'say "yes"',
  '- dash',
  '# number',
  'key: value',
  'two\nlines',
  'two\n  indented lines\n',
  'tab\tbetween',
  'trailing ',
  'x'.repeat(120),
  'many words that go on and on until they are longer than any line of eighty columns could ever be, and then some more',
  '&<>',
  '@at',
  '*',
  '=',
  '[1, 2]',
  '{"a": 1}',
];

const encoded = (document: unknown): string => encodeURIComponent(JSON.stringify(document));

const DOCUMENTS = [
  encoded({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'sts:AssumeRole' },
      {
        Sid: 'Second',
        Effect: 'Deny',
        Principal: '*',
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: { NumericGreaterThan: { 'aws:MultiFactorAuthAge': 3600 }, Bool: { 'aws:SecureTransport': false } },
      },
    ],
  }),
  encoded({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }),
  encodeURIComponent('{"Statement": [], "Version": 1.0, "Big": 12345678901234567890, "Small": 0.00001, "Zoë": null}'),
  'no document at all, 100% of it',
  '%7B%22broken',
];
