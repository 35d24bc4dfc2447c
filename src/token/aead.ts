import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';

/** 96 bits, the nonce size for which GCM hashes nothing (NIST SP 800-38D 8.2). */
export const NONCE_BYTES = 12;

/**
 * Always the whole tag. Node takes tags of 4, 8 and 12 to 15 bytes as well unless it is told the length, and a tag
 * of 4 bytes is found in 2^32 tries (security.md B04).
 */
export const TAG_BYTES = 16;

const CIPHER = 'aes-256-gcm';
const OPTIONS = { authTagLength: TAG_BYTES } as const;

/**
 * Seals with AES-256-GCM. Gives `header`, nonce, ciphertext and tag in one buffer; the header is carried along and
 * not authenticated here: whoever calls binds it through `aad` or through the key. The nonce must be fresh under the key.
 */
export function sealAead(key: KeyObject, nonce: Buffer, aad: Buffer, plaintext: Buffer, header: Buffer): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce, OPTIONS);
  cipher.setAAD(aad);
  const ciphertext = cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([header, nonce, ciphertext, cipher.getAuthTag()]);
}

/** Opens nonce, ciphertext and tag. `undefined` unless every bit, and the additional data, are what was sealed. */
export function openAead(key: KeyObject, aad: Buffer, sealed: Buffer): Buffer | undefined {
  // Node would read a short buffer as a short tag.
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const tagAt = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), OPTIONS);
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(tagAt));
  const plaintext = decipher.update(sealed.subarray(NONCE_BYTES, tagAt));
  try {
    decipher.final();
  } catch {
    // Nothing was authenticated: what was decrypted so far must not be looked at.
    return undefined;
  }
  return plaintext;
}
