import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readKeySet } from './key-set.ts';
import { isGuessable } from './weak-rsa.ts';

const jwkOf = (type: 'rsa' | 'ec' | 'ed25519', options: object = {}) =>
  generateKeyPairSync(type as 'rsa', { modulusLength: 2048, ...options }).publicKey.export({ format: 'jwk' });
const rsa = jwkOf('rsa');
const ec = jwkOf('ec', { namedCurve: 'P-256' });
const ed = jwkOf('ed25519');
const set = (...keys: unknown[]) => readKeySet(JSON.stringify({ keys }));
const size = (key: object) => set(key)?.size;
const of = (bytes: number) => Buffer.concat([Buffer.from([0xff]), randomBytes(bytes - 1)]).toString('base64url');

describe('keys that are taken', () => {
  test.each([
    ['RSA', rsa],
    ['EC', ec],
    ['Ed25519', ed],
    ['for signatures', { ...rsa, use: 'sig' }],
    ['for verifying', { ...rsa, key_ops: ['verify'] }],
    ['of 8192 bits', { ...rsa, n: of(1024) }],
    ['with e = 3', { ...rsa, e: 'Aw' }],
    ['with members of somebody else', { ...rsa, x5c: ['?'], x5t: 1, issuer: {} }],
  ])('%s', (_what, key) => expect(size({ ...key, kid: 'k' })).toBe(1));
});

describe('keys that are left out', () => {
  test.each([
    ['symmetric', { kty: 'oct', k: 'AAAA' }],
    ['of no kind', { ...rsa, kty: undefined }],
    ['of an odd kind', { ...rsa, kty: '__proto__' }],
    ['for encryption', { ...rsa, use: 'enc' }],
    ['for other operations', { ...rsa, key_ops: ['encrypt'] }],
    ['with operations that are none', { ...rsa, key_ops: 'verify' }],
    ['whose private part is published', { ...ec, d: 'AAAA' }],
    ['of 2047 bits', { ...rsa, n: Buffer.concat([Buffer.from([0x7f]), randomBytes(255)]).toString('base64url') }],
    [
      'of 1024 bits with zeros before',
      { ...rsa, n: Buffer.concat([Buffer.alloc(200), randomBytes(128)]).toString('base64url') },
    ],
    ['of more than 8192 bits', { ...rsa, n: of(1025) }],
    ['with e = 1', { ...rsa, e: 'AQ' }],
    ['with an even e', { ...rsa, e: 'Ag' }],
    ['with an endless e', { ...rsa, e: of(300) }],
    ['without e', { ...rsa, e: undefined }],
    ['padded', { ...rsa, e: 'AQAB=' }],
    ['of another curve than its numbers', { ...ec, crv: 'P-384' }],
    ['of a curve that is not ours', { ...ec, crv: 'secp256k1' }],
    ['with half a point', { ...ec, y: undefined }],
    ['with a short number', { ...ec, x: (ec.x as string).slice(0, -2) }],
    ['of Ed448', { ...ed, crv: 'Ed448' }],
    ['with a key id that is a number', { ...rsa, kid: 7 }],
    ['with an algorithm that is none', { ...rsa, alg: ['RS256'] }],
  ])('%s', (_what, key) => expect(size({ kid: 'k', ...key })).toBe(0));
});

describe('a token means', () => {
  test('the key of its id, of its algorithm’s kind', () => {
    const keys = set({ ...rsa, kid: 'a' }, { ...ec, kid: 'b' }, { ...rsa, kid: 'c', alg: 'PS512' })!;
    const found = (alg: string, kid?: string) => keys.find({ alg, kid })?.kid;
    expect(found('RS256', 'a')).toBe('a');
    expect(found('PS256', 'a')).toBe('a');
    expect(found('RS256', 'b')).toBeUndefined();
    expect(found('ES384', 'b')).toBeUndefined();
    expect(found('RS512', 'c')).toBeUndefined();
    expect(found('PS512', 'c')).toBe('c');
    expect(found('HS256', 'a')).toBeUndefined();
    expect(found('ES256')).toBe('b');
    expect(found('RS256')).toBe('a');
    expect(found('PS512')).toBeUndefined();
  });

  test('no key of an id that is there twice, even where one of the two is for something else', () => {
    const keys = set({ ...rsa, kid: 'a' }, { ...ec, kid: 'a', use: 'enc' }, { ...ec, kid: 'b' })!;
    expect(keys.find({ alg: 'RS256', kid: 'a' })).toBeUndefined();
    expect(keys.find({ alg: 'RS256', kid: undefined })).toBeUndefined();
    expect(keys.find({ alg: 'ES256', kid: 'b' })).toBeDefined();
  });
});

test('a modulus made as a flawed chip made them is told from others', () => {
  const primes = Array.from({ length: 166 }, (_, i) => i + 2).filter(
    (n) => !DIVISORS.some((d) => d < n && n % d === 0),
  );
  const product = primes.reduce((all, prime) => all * BigInt(prime), 1n);
  let residue = 1n;
  for (let i = 0; i < 1000; i++) residue = (residue * 65_537n) % product;
  const flawed = residue + product * BigInt(`0x${randomBytes(226).toString('hex')}`);
  const bytes = (n: bigint) => Buffer.from(n.toString(16).padStart(512, '0'), 'hex');
  expect(isGuessable(bytes(flawed))).toBe(true);
  expect(isGuessable(bytes(flawed + 2n))).toBe(false);
  for (let i = 0; i < 200; i++) expect(isGuessable(randomBytes(256))).toBe(false);
});

const DIVISORS = [2, 3, 5, 7, 11];
