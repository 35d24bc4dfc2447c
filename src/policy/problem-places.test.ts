import { describe, expect, test } from 'vitest';
import { readPolicy } from './index.ts';
import type { PolicyKind } from './types.ts';

/*
 * Every problem has a place: the thing that is wrong, or where it is missing, what it is missing from. In each document
 * `§` stands before it, and is taken out before the document is read.
 */

const V = '"Version":"2012-10-17"';
const A = '"Effect":"Allow"';
const DO = '"Action":"s3:*"';
const ON = '"Resource":"*"';
const P = '"Principal":{"AWS":"111122223333"}';
const ASSUME = '"Action":"sts:AssumeRole"';
const of = (statement: string) => `{${V},\r\n"Statement":\n  ${statement}}`;

type Row = readonly [name: string, text: string];

const json: readonly Row[] = [
  ['nothing', '§'],
  ['no JSON', '{\n§x}'],
  ['JSON that ends too early', '{"Version":§'],
  ['a name twice', `{${V},\n§${V}}`],
  ['not an object', '§[]'],
  ['an element that nobody knows', `{${V},§"Statment":[]}`],
  ['an Id that is no text', `{"Id":§1,${V}}`],
  ['a statement that is no object', of('[§"x"]')],
  ['an element of a statement that nobody knows', of(`{${A},§"action":"s3:*"}`)],
  ['Action beside NotAction', of(`{${A},${DO},"NotAction":§"s3:*"}`)],
  ['a Sid that is no text', of(`{"Sid":§1}`)],
  ['an action that is no text', of(`{${A},"Action":["s3:*",§1]}`)],
  ['a resource that is no text', of(`{${A},${DO},"Resource":[null,§{}]}`)],
  ['a Condition that is no object', of(`{${A},"Condition":§[]}`)],
  ['an operator that nobody knows', of(`{${A},"Condition":{§"StringEqual":{"a":"b"}}}`)],
  ['an operator of no keys', of(`{${A},"Condition":{"Bool":§"x"}}`)],
  ['one key twice', of(`{${A},"Condition":{"Bool":{"a:b":"true",§"A:B":"true"}}}`)],
  ['a value that is none', of(`{${A},"Condition":{"Bool":{"a:b":["true",§null]}}}`)],
  ['a principal that is no text', of(`{${A},"Principal":{"AWS":[§1]}}`)],
];

const rows: Readonly<Partial<Record<PolicyKind, readonly Row[]>>> = {
  identity: [
    ['no Statement', `§{${V}}`],
    ['empty Statement', `§{${V},"Statement":[]}`],
    ['another Version', `{"Version":§"2012-10-18","Statement":{${A},${DO},${ON}}}`],
    ['no Version', `§{"Statement":{${A},${DO},${ON}}}`],
    ['an old Version', `{"Version":§"2008-10-17","Statement":{${A},${DO},${ON}}}`],
    ['no Effect', of(`[{${A},${DO},${ON}},§{${DO},${ON}}]`)],
    ['an Effect that is none', of(`{"Effect":§"permit",${DO},${ON}}`)],
    ['an Effect in small letters', of(`{"Effect":§"allow",${DO},${ON}}`)],
    ['a date that is none', of(`{${A},${DO},${ON},"Condition":{"DateLessThan":{"aws:CurrentTime":["2030",§"soon"]}}}`)],
    ['an ARN of five segments', of(`{${A},${DO},"Resource":["*",§"arn:aws:s3::bucket"]}`)],
    ['a Sid twice', of(`[{"Sid":"a",${A},${DO},${ON}},{"Sid":§"a",${A},${DO},${ON}}]`)],
    ['a Sid with a space', of(`{"Sid":§"a b",${A},${DO},${ON}}`)],
    ['no action', of(`§{${A},${ON}}`)],
    ['no actions', of(`§{${A},"Action":[],${ON}}`)],
    ['a principal', of(`{${A},"Principal":§"*",${DO},${ON}}`)],
    ['a resource that is no ARN', of(`{${A},${DO},"Resource":§"bucket"}`)],
    ['a partition that is none', of(`{${A},${DO},"NotResource":["*",§"arn:mars:s3:::b"]}`)],
    ['an action without vendor', of(`{${A},"Action":["s3:*",§"Get"],${ON}}`)],
    ['an action with two colons', of(`{${A},"NotAction":§"s3:Get:Put",${ON}}`)],
    ['no resource', of(`§{${A},${DO}}`)],
  ],
  session: [
    ['a principal', of(`{${A},"Principal":§"*",${DO},${ON}}`)],
    ['no action', of(`§{${A},${ON}}`)],
    ['an action without vendor', of(`{${A},"Action":§"Get",${ON}}`)],
    ['a resource that names nothing', of(`{${A},${DO},"Resource":["*",§"bucket"]}`)],
    ['base64 that is none', of(`{${A},${DO},${ON},"Condition":{"BinaryEquals":{"a:b":§"*"}}}`)],
    ['a Sid twice', of(`[{"Sid":"a",${A},${DO},${ON}},{"Sid":§"a",${A},${DO},${ON}}]`)],
  ],
  trust: [
    ['no Statement', `§{${V}}`],
    ['another Version', `{"Version":§"2012","Statement":{${A},${P},${ASSUME}}}`],
    ['a Sid twice', of(`[{"Sid":"a",${A},${P},${ASSUME}},{"Sid":§"a",${A},${P},${ASSUME}}]`)],
    ['a Sid with a space', of(`{"Sid":§"a b",${A},${P},${ASSUME}}`)],
    ['no Effect', of(`§{${P},${ASSUME}}`)],
    ['an Effect that is none', of(`{"Effect":§"allow",${P},${ASSUME}}`)],
    ['no Principal', of(`§{${A},${ASSUME}}`)],
    ['an empty Principal', of(`{${A},"Principal":§{},${ASSUME}}`)],
    ['a Principal that is a text', of(`{${A},"Principal":§"111122223333",${ASSUME}}`)],
    ['a principal that is none', of(`{${A},"Principal":{"AWS":["111122223333",§"nobody"]},${ASSUME}}`)],
    ['a kind of principal that is none', of(`{${A},"Principal":{"CanonicalUser":§"x"},${ASSUME}}`)],
    ['NotPrincipal', of(`{"Effect":"Deny","NotPrincipal":§{"AWS":"111122223333"},${ASSUME}}`)],
    ['Allow with NotPrincipal', of(`{${A},"NotPrincipal":§{"AWS":"111122223333"},${ASSUME}}`)],
    ['Cognito without condition', of(`{${A},"Principal":{"Federated":§"cognito-identity.amazonaws.com"},${ASSUME}}`)],
    ['no action', of(`§{${A},${P}}`)],
    ['no actions', of(`{${A},${P},"Action":§[]}`)],
    ['another action', of(`{${A},${P},"Action":["sts:AssumeRole",§"s3:GetObject"]}`)],
    ['a resource', of(`{${A},${P},${ASSUME},"Resource":§"*"}`)],
    ['NotResource', of(`{${A},${P},${ASSUME},"NotResource":§"*"}`)],
    ['a date that is none', of(`{${A},${P},${ASSUME},"Condition":{"DateLessThan":{"aws:CurrentTime":§"soon"}}}`)],
  ],
  resource: [
    ['no Principal', of(`§{${A},${DO},${ON}}`)],
    ['a Principal that is a text', of(`{${A},"Principal":§"me",${DO},${ON}}`)],
    ['a kind of principal that is none', of(`{${A},"Principal":{"Friend":§"me"},${DO},${ON}}`)],
    ['Allow with NotPrincipal', of(`{${A},"NotPrincipal":§"*",${DO},${ON}}`)],
    ['a number that is none', of(`{${A},${P},${DO},${ON},"Condition":{"NumericEquals":{"a:b":§"one"}}}`)],
  ],
  rcp: [
    ['an Allow', of(`{${A},"Principal":§"*",${DO},${ON}}`)],
    ['somebody in particular', of(`{"Effect":"Deny","Principal":§{"AWS":"111122223333"},${DO},${ON}}`)],
    ['nobody', of(`§{"Effect":"Deny",${DO},${ON}}`)],
  ],
};

describe.each(['identity', 'boundary', 'scp', 'session', 'trust', 'resource', 'rcp'] as const)(
  'places of problems: %s',
  (kind) => {
    const own = rows[kind === 'boundary' || kind === 'scp' ? 'identity' : kind] ?? [];
    test.each([...json, ...own])('%s', (_name, marked) => {
      const offset = marked.indexOf('§');
      const before = marked.slice(0, offset).split(/\r\n|\r|\n/);
      const read = readPolicy(marked.replace('§', ''), kind);
      expect(read).toEqual({
        ok: false,
        problem: { message: expect.any(String), offset, line: before.length, column: before.at(-1)!.length + 1 },
      });
    });
  },
);

describe('places of problems of size', () => {
  test('too deep: where the limit is passed', () => {
    const text = `{"Statement":\n${'['.repeat(40)}`;
    expect(readPolicy(text, 'identity')).toMatchObject({ ok: false, problem: { line: 2, column: 32 } });
  });

  test('too long: where the limit is passed', () => {
    expect(readPolicy(' '.repeat(131_073), 'identity')).toMatchObject({
      ok: false,
      problem: { line: 1, column: 131_073 },
    });
  });
});
