import { describe, expect, it } from 'vitest';
import { compile, decide, readPolicy } from '../../src/policy/index.ts';
import type { Context, Layers } from '../../src/policy/types.ts';

/** Documents and requests that nobody means well with: a clear refusal in a bounded time, a decision in any case. */
const ROUNDS = 9;
/** A document may take so many times what `JSON.parse` takes for the same bytes, or for as many of valid JSON. */
const RATIO_MAX = 20;

const LIMIT = 131_072;
const statement = '{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}';
const whole = (statements: string) => `{"Version":"2012-10-17","Statement":[${statements}]}`;
const many = whole(
  Array.from({ length: Math.floor((LIMIT - 60) / (statement.length + 1)) }, () => statement).join(','),
);

/** Valid JSON of about so many characters, for what `JSON.parse` would refuse at once. */
const validOf = (length: number) =>
  `[${Array.from({ length: Math.max(1, Math.floor(length / 10)) }, () => '"abcdefg"').join(',')}]`;

describe('attack/H08 documents that cost', () => {
  it.each<[string, string, string | undefined]>([
    ['131,072 characters of statements', many, undefined],
    ['50,000 levels', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, undefined],
    ['a million statements', whole(Array.from({ length: 1_000_000 }, () => '{}').join(',')), undefined],
    [
      'ten thousand times one name',
      `{${Array.from({ length: 10_000 }, () => '"Version":"2012-10-17"').join(',')}}`,
      undefined,
    ],
    ['a string without an end', `{"Version":"${'a'.repeat(LIMIT)}`, validOf(LIMIT)],
    [
      'names of JavaScript',
      `{${Array.from({ length: 5000 }, (_, i) => `"__proto__${i}":{"constructor":1}`).join(',')}}`,
      undefined,
    ],
    [
      'confusable letters',
      whole(
        Array.from(
          { length: 2000 },
          () => '{"Effect":"Allow","Action":"iam:CreateAccess\u212aey","Resource":"*"}',
        ).join(','),
      ),
      undefined,
    ],
  ])('%s', (label, text, parsed = text) => {
    // The least of each, taken in turn: whatever else the machine does only adds to either.
    let theirs = Number.POSITIVE_INFINITY;
    let ours = Number.POSITIVE_INFINITY;
    for (let round = 0; round < ROUNDS; round++) {
      theirs = Math.min(
        theirs,
        micros(() => JSON.parse(parsed)),
      );
      ours = Math.min(
        ours,
        micros(() => readPolicy(text, 'identity')),
      );
    }
    const read = readPolicy(text, 'identity');
    if (!read.ok) expect(read.problem.message).toMatch(/^[A-Z]/);
    console.log(`${label}: ${(ours / theirs).toFixed(1)} x JSON.parse`);
    expect(ours / theirs).toBeLessThan(RATIO_MAX);
  });
});

describe('a request with a missing or strange context', () => {
  const conditions = [
    'StringLike',
    'NumericLessThan',
    'DateGreaterThan',
    'Bool',
    'IpAddress',
    'ArnLike',
    'BinaryEquals',
    'Null',
  ];
  const read = readPolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: conditions.map((operator) => ({
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: {
          [operator]: {
            'test:key':
              operator === 'Null'
                ? 'false'
                : operator === 'IpAddress'
                  ? '10.0.0.0/8'
                  : operator === 'DateGreaterThan'
                    ? '2026-01-01'
                    : operator === 'ArnLike'
                      ? 'arn:aws:s3:::x'
                      : operator === 'BinaryEquals'
                        ? 'QQ=='
                        : '1',
          },
        },
      })),
    }),
    'identity',
  );
  const layers: Layers = { identity: read.ok ? [compile(read.policy)] : [], resourceAccount: '1' };
  const single = (value: string): Context => new Map([['test:key', { kind: 'single', value }]]);

  it.each<[string, Context]>([
    ['nothing', new Map()],
    ['an empty text', single('')],
    ['a lone surrogate', single('\ud800')],
    ['a megabyte', single('9'.repeat(1_000_000))],
    ['an empty list', new Map([['test:key', { kind: 'multi', values: [] }]])],
    ['a long list', new Map([['test:key', { kind: 'multi', values: Array.from({ length: 10_000 }, String) }]])],
    ['a value that is none', new Map([['test:key', { kind: 'single', value: undefined }]]) as unknown as Context],
    ['no kind', new Map([['test:key', {}]]) as unknown as Context],
    ['null', new Map([['test:key', null]]) as unknown as Context],
  ])('%s: a decision, never a throw', (_label, context) => {
    expect(read.ok).toBe(true);
    const principal = { type: 'user', account: '1', arn: 'arn:aws:iam::1:user/u' } as const;
    for (const resource of ['*', '', 'arn:', 'arn:aws:s3:::x', '\u0000'.repeat(100)]) {
      for (const action of ['s3:GetObject', '', ':', '*', 's3:'.repeat(1000)]) {
        expect(decide(layers, { action, resource, principal, context }).allowed).toBe(false);
      }
    }
  });
});

function micros(work: () => unknown): number {
  const started = process.hrtime.bigint();
  try {
    work();
  } catch {
    // JSON.parse may refuse the text; the time it took to do so is what counts.
  }
  return Number(process.hrtime.bigint() - started) / 1000;
}
