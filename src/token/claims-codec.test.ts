import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FederatedSession, RoleSession, RootSession, SessionClaims, UserSession } from './claims.ts';
import { decodeClaims, encodeClaims } from './claims-codec.ts';
import { decodeFields, encodeFields, type Field } from './fields.ts';

const session: RoleSession = {
  kind: 'role',
  account: '123456789012',
  roleId: 'AROAEXAMPLEEXAMPLE123',
  roleName: 'Deployer',
  sessionName: 'ci-run-7',
  issuedAt: 1_790_000_000,
  expiresAt: 1_790_003_600,
  sourceIdentity: 'alice',
  tags: [
    { key: 'Project', value: 'x', transitive: true },
    { key: 'Träger', value: '', transitive: false },
  ],
  policy: '{"Version":"2012-10-17","Statement":[]}',
  policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::123456789012:policy/p'],
  region: 'us-east-1',
  assumedBy: 'arn:aws:iam::123456789012:user/ci',
  provider: 'arn:aws:iam::123456789012:saml-provider/idp',
  providerKeys: [{ key: 'saml:sub', value: 'Zoë' }],
  chained: 1,
  epoch: 0,
  accountEpoch: 3,
};
const bare: RoleSession = {
  ...session,
  sourceIdentity: undefined,
  tags: [],
  policy: undefined,
  policyArns: [],
  provider: undefined,
  providerKeys: [],
  chained: undefined,
};
const {
  roleId: _id,
  roleName: _role,
  sessionName,
  provider: _provider,
  providerKeys: _keys,
  chained: _chained,
  ...common
} = bare;
const ofUser: UserSession = { ...common, kind: 'user', userId: 'AIDAEXAMPLE', mfaAt: 1_790_000_000 };
const federatedOnly: FederatedSession = { ...common, kind: 'federated', userId: 'AIDAEXAMPLE', sessionName };
const ofRoot: RootSession = { ...common, kind: 'root' };

const repeats = new Set([11, 12, 17]);
const fieldsOf = (claims: SessionClaims): Field[] => [
  ...decodeFields(encodeClaims(claims, { compress: false }), repeats)!,
];
const withField = (field: Field): Buffer =>
  encodeFields([...fieldsOf(bare), field].sort((a, b) => a.number - b.number));

describe('claims come back', () => {
  it.each([
    ['whole', session],
    ['of a user', ofUser],
    ['of a user without MFA', { ...ofUser, mfaAt: undefined }],
    ['of somebody federated', federatedOnly],
    ['of root', ofRoot],
    ['bare', bare],
    ['with an empty policy', { ...bare, policy: '' }],
    ['with a policy outside ASCII', { ...bare, policy: '"é ÿ"' }],
  ])('%s', (_name, claims) => {
    for (const compress of [false, true])
      expect(decodeClaims(encodeClaims(claims, { compress }))).toStrictEqual(claims);
  });

  it('whatever text they hold', () => {
    const text = fc.string({ unit: 'grapheme' });
    const claims = fc.record({
      sessionName: text,
      sourceIdentity: fc.option(text, { nil: undefined }),
      policy: fc.option(text, { nil: undefined }),
      policyArns: fc.array(text, { maxLength: 10 }),
      tags: fc.array(fc.record({ key: text, value: text, transitive: fc.boolean() }, { noNullPrototype: true }), {
        maxLength: 50,
      }),
      expiresAt: fc.integer({ min: 0, max: 10 ** 12 }),
    });
    fc.assert(
      fc.property(claims, fc.boolean(), (some, compress) => {
        const whole = { ...session, ...some };
        expect(decodeClaims(encodeClaims(whole, { compress }))).toStrictEqual(whole);
      }),
    );
  });

  it('deterministically', () => {
    expect(encodeClaims(session, { compress: false }).equals(encodeClaims({ ...session }, { compress: false }))).toBe(
      true,
    );
  });
});

describe('a policy', () => {
  const long = JSON.stringify({
    Statement: Array.from({ length: 40 }, () => ({ Effect: 'Allow', Action: 's3:*', Resource: '*' })),
  });

  it('is compressed where asked for, and only where that helps', () => {
    const raw = encodeClaims({ ...bare, policy: long }, { compress: false });
    const compressed = encodeClaims({ ...bare, policy: long }, { compress: true });
    expect(raw.includes(long)).toBe(true);
    expect(compressed.length).toBeLessThan(raw.length / 2);
    expect(encodeClaims({ ...bare, policy: '{}' }, { compress: true }).includes('{}')).toBe(true);
  });

  it('beyond 64 KiB is never compressed, so that it never has to be inflated', () => {
    const huge = 'a'.repeat(65_537);
    expect(encodeClaims({ ...bare, policy: huge }, { compress: true }).length).toBeGreaterThan(huge.length);
    const largest = { ...bare, policy: 'a'.repeat(65_536) };
    expect(decodeClaims(encodeClaims(largest, { compress: true }))).toStrictEqual(largest);
  });

  it.each([
    ['a bomb', `z${deflateRawSync(Buffer.alloc(65_537)).toString('latin1')}`],
    ['a cut deflate stream', `z${deflateRawSync(Buffer.from(long)).subarray(0, -3).toString('latin1')}`],
    ['no deflate stream', 'z\xff\xff\xff'],
    ['no form', ''],
    ['another form', 'b{}'],
    ['what is not UTF-8', 'r\xff'],
  ])('is refused: %s', (_name, value) => {
    expect(decodeClaims(withField({ number: 13, value }))).toBeUndefined();
    expect(decodeClaims(withField({ number: 13, value: 'r{}' }))).toBeDefined();
  });
});

describe('claims are refused', () => {
  it.each([
    ['an unknown field', { number: 14, value: 'x' }],
    ['a far unknown field', { number: 255, value: '' }],
    ['a tag that is no pair', { number: 11, value: '' }],
    ['a tag without its flag', { number: 11, value: '\x00' }],
    ['a tag with another flag', { number: 11, value: '\x02xk' }],
    ['a tag that is not UTF-8', { number: 11, value: '\x02tk\xff' }],
    ['a source identity that is not UTF-8', { number: 10, value: '\xff' }],
  ])('for %s', (_name, field) => {
    expect(decodeClaims(withField(field))).toBeUndefined();
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('without field %d, and with it twice', (number) => {
    const fields = fieldsOf(bare);
    const at = fields.findIndex((field) => field.number === number);
    expect(decodeClaims(encodeFields(fields.toSpliced(at, 1)))).toBeUndefined();
    expect(decodeClaims(encodeFields(fields.toSpliced(at, 0, fields[at]!)))).toBeUndefined();
    expect(decodeClaims(encodeFields(fields))).toStrictEqual(bare);
  });

  it.each([
    ['another kind', 1, 'root'],
    ['a time that is no number', 7, 'never'],
    ['a negative time', 6, '-1'],
  ])('for %s', (_name, number, value) => {
    const fields = fieldsOf(bare).map((field) => (field.number === number ? { number, value } : field));
    expect(decodeClaims(encodeFields(fields))).toBeUndefined();
  });

  it('when cut anywhere, or followed by anything but zero bytes', () => {
    const whole = encodeClaims(bare, { compress: false });
    for (let length = 0; length < whole.length; length++)
      expect(decodeClaims(whole.subarray(0, length))).toBeUndefined();
    expect(decodeClaims(Buffer.concat([whole, Buffer.from([0, 0, 1])]))).toBeUndefined();
    expect(decodeClaims(Buffer.concat([whole, Buffer.from([0, 0, 0])]))).toStrictEqual(bare);
  });
});
