import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveKey, expandText, hkdf, hmacSha256, keyOf } from './kdf.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('hkdf', () => {
  it('gives the first result of RFC 5869 appendix A', () => {
    const key = createSecretKey(hex('0b'.repeat(22)));
    const okm = hkdf(key, hex('000102030405060708090a0b0c'), hex('f0f1f2f3f4f5f6f7f8f9'), 42);
    expect(okm.toString('hex')).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    );
  });

  it('is extraction, then expansion', () => {
    const salt = createSecretKey(hex('000102030405060708090a0b0c'));
    const extracted = createSecretKey(hmacSha256(salt, hex('0b'.repeat(22))));
    const okm = '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf';
    const info = hex('f0f1f2f3f4f5f6f7f8f9').toString('latin1');
    expect(expandText(extracted, info, 42)).toBe(hex(okm).toString('base64').slice(0, 42));
  });
});

it('never gives more than one block as text', () => {
  expect(() => expandText(createSecretKey(Buffer.alloc(32)), '', 43)).toThrow(RangeError);
});

it('derives another key for another label and for another salt', () => {
  const root = createSecretKey(Buffer.alloc(32, 7));
  const derived = [
    deriveKey(root, 'one'),
    deriveKey(root, 'two'),
    deriveKey(root, 'one', Buffer.alloc(16, 1)),
    deriveKey(root, 'one', Buffer.alloc(16, 2)),
  ].map((key) => key.export().toString('hex'));
  expect(new Set(derived).size).toBe(4);
  expect(deriveKey(root, 'one').export().toString('hex')).toBe(derived[0]);
});

it('wipes the bytes that became a key', () => {
  const bytes = Buffer.alloc(32, 9);
  const key = keyOf(bytes);
  expect(bytes.equals(Buffer.alloc(32))).toBe(true);
  expect(key.export().equals(Buffer.alloc(32, 9))).toBe(true);
});
