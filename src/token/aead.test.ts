import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NONCE_BYTES, openAead, sealAead, TAG_BYTES } from './aead.ts';

const key = createSecretKey(Buffer.alloc(32, 1));
const nonce = Buffer.alloc(NONCE_BYTES, 2);
const aad = Buffer.from('for whom');
const seal = (plaintext: string): Buffer => sealAead(key, nonce, aad, Buffer.from(plaintext), Buffer.alloc(0));

it('opens what it sealed, with the header in front', () => {
  const header = Buffer.from('header');
  const sealed = sealAead(key, nonce, aad, Buffer.from('secret'), header);
  expect(sealed.length).toBe(header.length + NONCE_BYTES + 'secret'.length + TAG_BYTES);
  expect(sealed.subarray(0, header.length).equals(header)).toBe(true);
  expect(openAead(key, aad, sealed.subarray(header.length))?.toString()).toBe('secret');
});

it('opens nothing as an empty text, not as a refusal', () => {
  expect(openAead(key, aad, seal(''))?.length).toBe(0);
});

describe('refuses', () => {
  const sealed = seal('secret');
  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['less than nonce and tag', sealed.subarray(0, NONCE_BYTES + TAG_BYTES - 1)],
    ...[1, 2, 3, 4, 8, 12].map(
      (cut) => [`a tag short of ${cut} bytes`, sealed.subarray(0, -cut)] satisfies [string, Buffer],
    ),
    ['a byte too many', Buffer.concat([sealed, Buffer.alloc(1)])],
  ])('%s', (_name, altered) => {
    expect(openAead(key, aad, altered)).toBeUndefined();
  });

  it('other additional data and another key', () => {
    expect(openAead(key, Buffer.from('for another'), sealed)).toBeUndefined();
    expect(openAead(createSecretKey(Buffer.alloc(32, 3)), aad, sealed)).toBeUndefined();
  });
});
