import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** SHA-256 gives one block of this many bytes. */
const BLOCK_BYTES = 32;
const NO_SALT = Buffer.alloc(0);

/** HKDF-SHA256 (RFC 5869): `length` bytes from a key, an optional salt, and the label they are for. */
export function hkdf(key: KeyObject, salt: Buffer, info: string | Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, length));
}

/** Derives a 256-bit key for one purpose. Two labels never give related keys, so no key serves two purposes (security.md B02). */
export function deriveKey(key: KeyObject, label: string, salt: Buffer = NO_SALT): KeyObject {
  return keyOf(hkdf(key, salt, label, BLOCK_BYTES));
}

/**
 * Turns key bytes into a KeyObject and wipes them. A raw Buffer as key would cost 10 us a call on Node 24
 * (performance.md 2), and would show in heap dumps and in printed objects.
 */
export function keyOf(bytes: Buffer): KeyObject {
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

export const hmacSha256 = (key: KeyObject, message: Buffer): Buffer =>
  createHmac('sha256', key).update(message).digest();

/**
 * HKDF-Expand (RFC 5869 2.3) of one block, as the first `characters` of its base64: one HMAC, for a key that is uniformly
 * random already and needs no extraction. `info` is a text of bytes, one a character: on Node 24 a digest that goes from
 * call to call as text costs a third of one in a Buffer.
 */
export function expandText(key: KeyObject, info: string, characters: number): string {
  if (characters > BLOCK_CHARACTERS) throw new RangeError(`one block gives at most ${BLOCK_CHARACTERS} characters`);
  return createHmac('sha256', key).update(`${info}\x01`, 'latin1').digest('base64').slice(0, characters);
}

/** Base64 characters that a block fills wholly. */
const BLOCK_CHARACTERS = Math.floor((BLOCK_BYTES * 8) / 6);
