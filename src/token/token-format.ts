import { NONCE_BYTES, TAG_BYTES } from './aead.ts';
import { decodeBase64 } from './base64.ts';
import { KID_BYTES } from './keyring.ts';

/**
 * The bytes of a token, before base64:
 *
 *     version 1 | purpose 1 | key id 8 | run salt 16 | nonce 12 | ciphertext | tag 16
 *
 * Everything before the ciphertext is public and random or constant; nothing of the session can be read from it.
 */
export const VERSION = 1;

/** What a token is for. A token of one purpose opens nowhere else: the purpose is in the additional data and in the key. */
export const PURPOSE = { session: 1 } as const;

/** AWS's limit of September 2026, in characters as sent (sts.md 3.0). */
export const TOKEN_CHARACTERS_MAX = 4096;

/** 128 bits: no two runs of any number of nodes meet on a salt. */
export const SALT_BYTES = 16;

const KID_AT = 2;
const SEALED_AT = KID_AT + KID_BYTES + SALT_BYTES;
const OVERHEAD_BYTES = SEALED_AT + NONCE_BYTES + TAG_BYTES;

/** A token taken apart, still closed: nothing of it is verified. */
export interface ClosedToken {
  readonly bytes: Buffer;
  /** Key id and salt: which run says it sealed the token. */
  readonly run: string;
  /** Nonce, ciphertext and tag. */
  readonly sealed: Buffer;
}

/** Takes a token of this version and of `purpose` apart, cheap checks first; `undefined` for anything else. */
export function parseToken(token: string, purpose: number): ClosedToken | undefined {
  if (token.length > TOKEN_CHARACTERS_MAX) return undefined;
  const bytes = decodeBase64(token);
  if (bytes === undefined || bytes.length < OVERHEAD_BYTES) return undefined;
  if (bytes[0] !== VERSION || bytes[1] !== purpose) return undefined;
  return { bytes, run: bytes.toString('latin1', KID_AT, SEALED_AT), sealed: bytes.subarray(SEALED_AT) };
}

export const tokenHeader = (purpose: number, kidBytes: Buffer, salt: Buffer): Buffer =>
  Buffer.concat([Buffer.from([VERSION, purpose]), kidBytes, salt]);

export const runName = (kidBytes: Buffer, salt: Buffer): string =>
  kidBytes.toString('latin1') + salt.toString('latin1');

/** Characters of the token that seals `length` bytes. */
export const charactersOf = (length: number): number => 4 * Math.ceil((OVERHEAD_BYTES + length) / 3);

/** How many bytes of padding the smallest token of at least `minimum` characters needs beside `length` bytes. */
export function paddingFor(length: number, minimum: number): number {
  if (charactersOf(length) >= minimum) return 0;
  // Four characters hold three bytes; the first byte of the last three is enough to have them.
  return 3 * Math.ceil(minimum / 4) - 2 - OVERHEAD_BYTES - length;
}
