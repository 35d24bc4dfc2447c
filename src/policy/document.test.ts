import { describe, expect, test } from 'vitest';
import {
  identityAccepted,
  identityRefused,
  sessionAccepted,
  sessionRefused,
  trustAccepted,
  trustRefused,
} from './document-tables.testing.ts';
import { compactSize, readPolicy, trustPrincipals } from './index.ts';
import { ACCOUNT, documentOf, verdict } from './testing.ts';

const SYNTAX = 'Syntax errors in policy.';
const ok = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const json = (value: unknown) => JSON.stringify(value);

describe('identity policies that are accepted', () => {
  test.each(identityAccepted)('%s', (_name, text) => {
    expect(verdict(text, 'identity')).toBe('accepted');
    expect(verdict(text, 'boundary')).toBe('accepted');
  });
});

describe('identity policies that are refused (8.1, 8.2)', () => {
  test.each(identityRefused)('%s', (_name, text, message) => {
    expect(verdict(text, 'identity')).toBe(message);
    expect(verdict(text, 'boundary')).toBe(message);
  });
});

describe('trust policies (8.3)', () => {
  test.each(trustAccepted)('%s is accepted', (_name, text) => {
    expect(verdict(text, 'trust')).toBe('accepted');
  });

  test.each(trustRefused)('%s is refused', (_name, text, message) => {
    expect(verdict(text, 'trust')).toBe(message);
  });
});

describe('session policies (1.6)', () => {
  test.each(sessionAccepted)('%s is accepted', (_name, text) => {
    expect(verdict(text, 'session')).toBe('accepted');
  });

  test.each(sessionRefused)('%s is refused', (_name, text, message) => {
    expect(verdict(text, 'session')).toBe(message);
  });
});

describe('other kinds', () => {
  const shared = { ...ok, Principal: '*' };

  test.each([
    ['resource', shared, 'accepted'],
    ['resource', { ...shared, Principal: { AWS: ACCOUNT, Service: 'x.amazonaws.com' } }, 'accepted'],
    ['resource', { ...ok, Effect: 'Deny', NotPrincipal: { AWS: ACCOUNT } }, 'accepted'],
    ['resource', { ...ok, NotPrincipal: { AWS: ACCOUNT } }, 'Allow with NotPrincipal is not allowed.'],
    ['resource', ok, 'Missing required field Principal'],
    ['resource', { ...shared, Principal: ACCOUNT }, 'Principal must be a JSON object.'],
    ['resource', { ...shared, Principal: { Nobody: 'x' } }, SYNTAX],
    ['resource', { ...shared, Resource: [] }, SYNTAX],
    ['rcp', { ...shared, Effect: 'Deny' }, 'accepted'],
    ['rcp', shared, SYNTAX],
    ['rcp', { ...shared, Effect: 'Deny', Principal: { AWS: ACCOUNT } }, SYNTAX],
    ['scp', ok, 'accepted'],
    ['scp', shared, 'Policy document should not specify a principal.'],
  ] as const)('%s %j: %s', (kind, statement, message) => {
    expect(verdict(documentOf(statement), kind)).toBe(message);
  });
});

describe('where a problem stands', () => {
  test.each([
    ['{\n  "Version": "2012-10-17",\n  "Extra": 1}', 3, 3],
    ['{\r\n"Version":"2012-10-17",\r\n"Extra":1}', 3, 1],
    ['{\r"Version":"2012-10-17",\r"Extra":1}', 3, 1],
    ['nonsense', 1, 1],
  ])('%j', (text, line, column) => {
    const result = readPolicy(text, 'identity');
    expect(result).toMatchObject({
      ok: false,
      problem: { offset: Math.max(text.indexOf('"Extra"'), 0), line, column },
    });
  });
});

test('statements know their positions', () => {
  const text = documentOf([ok, { ...ok, Effect: 'Deny' }]);
  const result = readPolicy(text, 'identity');
  if (!result.ok) throw new Error(result.problem.message);
  const spans = (result.policy.statements as { start: number; end: number }[]).map(({ start, end }) =>
    text.slice(start, end),
  );
  expect(spans).toEqual([json(ok), json({ ...ok, Effect: 'Deny' })]);
});

test('trustPrincipals lists users and roles with their places', () => {
  const user = `arn:aws:iam::${ACCOUNT}:user/a`;
  const role = `arn:aws:iam::${ACCOUNT}:role/b`;
  const text = documentOf([
    {
      Effect: 'Allow',
      Principal: { AWS: [user, ACCOUNT, '*'], Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
    { Effect: 'Deny', Principal: { AWS: role }, Action: 'sts:AssumeRole' },
    { Effect: 'Deny', Principal: { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/b/s` }, Action: 'sts:AssumeRole' },
  ]).replace('user/a', 'user\\/\\u0061');
  const result = readPolicy(text, 'trust');
  if (!result.ok) throw new Error(result.problem.message);
  const named = trustPrincipals(result.policy);
  expect(named.map((principal) => principal.text)).toEqual([user, role]);
  expect(named.map(({ start, end }) => JSON.parse(text.slice(start, end)))).toEqual([user, role]);
});

test.each([
  ['', 0],
  [' { "a b" :\t[ 1 ,\r\n2 ] } ', '{"a b":[1,2]}'.length],
  ['{"a\\" b":"\\\\" , "c":" "}', '{"a\\" b":"\\\\","c":" "}'.length],
  ['"unfinished \\', '"unfinished \\'.length],
])('compactSize(%j) is %i', (text, size) => {
  expect(compactSize(text)).toBe(size);
});
