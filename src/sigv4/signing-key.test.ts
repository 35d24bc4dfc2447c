import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signatureMatches, signatureOf, signingKey, signingKeyCache, signingSecret } from './signing-key.ts';

const secret = signingSecret('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY');

describe('signingKey', () => {
  // The example that AWS published in "Examples of how to derive a signing key for Signature Version 4".
  test('AWS example', () => {
    const key = signingKey(secret, '20120215', 'us-east-1', 'iam');
    expect(key.export().toString('hex')).toBe('f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d');
  });

  test('four steps of HMAC-SHA256', () => {
    const step = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
    const expected = step(step(step(step('AWS4s3cr\u00e9t', '20260715'), 'eu'), 'sts'), 'aws4_request');
    expect(signingKey(signingSecret('s3cr\u00e9t'), '20260715', 'eu', 'sts').export()).toEqual(expected);
  });
});

describe('signatureMatches', () => {
  const key = signingKey(secret, '20260715', 'us-east-1', 'sts');
  const stringToSign = 'what is signed';
  const signature = signatureOf(stringToSign, key);

  test('the signature, and nothing but the signature', () => {
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
    expect(signatureMatches({ stringToSign, signature }, key)).toBe(true);
    expect(signatureMatches({ stringToSign: `${stringToSign}.`, signature }, key)).toBe(false);
    expect(signatureMatches({ stringToSign, signature }, signingKey(secret, '20260716', 'us-east-1', 'sts'))).toBe(
      false,
    );
    for (let i = 0; i < 64; i++) {
      const digit = signature[i] === '0' ? '1' : '0';
      const flipped = signature.slice(0, i) + digit + signature.slice(i + 1);
      expect(signatureMatches({ stringToSign, signature: flipped }, key)).toBe(false);
    }
  });
});

describe('signingKeyCache', () => {
  test('derives once, and forgets the key used longest ago', () => {
    const cache = signingKeyCache(2);
    const get = (identity: string) => cache.get(identity, secret, '20260715', 'us-east-1', 'sts');
    const first = get('a');
    get('b');
    expect(get('a')).toBe(first);
    get('c');
    expect(cache.size).toBe(2);
    expect(get('a')).toBe(first);
    expect(first.equals(signingKey(secret, '20260715', 'us-east-1', 'sts'))).toBe(true);
  });
});
