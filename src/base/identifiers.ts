import type { Entropy } from './entropy.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 base32 without padding. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(buffer >>> (bits - 5)) & 31];
    buffer &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32[(buffer << (5 - bits)) & 31] : text;
}

/**
 * Makes the id of an access key or SSH key that carries its account as AWS's do (sts.md 4): prefix, then base32 of a set top bit,
 * the account number, 7 random bits and 4 random bytes. The account is a hint for look-ups and for GetAccessKeyInfo;
 * authorisation never reads it from here.
 */
export function accessKeyId(prefix: 'AKIA' | 'ASIA' | 'APKA', account: string, entropy: Entropy): string {
  const random = entropy.bytes(5);
  const bytes = Buffer.allocUnsafe(10);
  bytes.writeUIntBE(2 ** 47 + Number(account) * 128 + (random[0]! & 0x7f), 0, 6);
  random.copy(bytes, 6, 1, 5);
  return prefix + base32(bytes);
}

/** Reads the account out of an access key id, or `undefined` where the id is not of the form that carries one. */
export function accountOfAccessKey(keyId: string): string | undefined {
  if (!/^[A-Z]{4}[Q-Z2-7][A-Z2-7]{15}$/.test(keyId)) return undefined;
  // Ten characters are 50 bits, which a number holds exactly; the account stands in bits 9 to 48 of them.
  let bits = 0;
  for (let i = 4; i < 14; i++) bits = bits * 32 + BASE32.indexOf(keyId[i]!);
  const account = Math.floor((bits - 2 ** 49) / 512);
  return account <= 999_999_999_999 ? String(account).padStart(12, '0') : undefined;
}

export type UniqueIdPrefix = 'AIDA' | 'AROA' | 'ANPA' | 'AGPA' | 'AIPA' | 'ASCA' | 'ACCA';

/** Makes a unique id such as `AIDA...`: 21 upper-case alphanumerics, never used again (sts.md 4). */
export function uniqueId(prefix: UniqueIdPrefix, entropy: Entropy): string {
  return prefix + base32(entropy.bytes(11)).slice(0, 17);
}

/** Makes a random 12-digit account id, never beginning with 0 so that no tool reads it as octal or drops the digit. */
export function accountId(entropy: Entropy): string {
  const number = entropy.bytes(6).readUIntBE(0, 6) % 900_000_000_000;
  return String(100_000_000_000 + number);
}

/** Whether a text is an account id: exactly twelve ASCII digits. */
export const isAccountId = (text: string): boolean => /^[0-9]{12}$/.test(text);

/** Makes the version 4 UUID that names a request. */
export function uuid(entropy: Entropy): string {
  const b = entropy.bytes(16);
  b[6] = (b[6]! & 0x0f) | 0x40;
  b[8] = (b[8]! & 0x3f) | 0x80;
  const hex = b.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Makes a 40-character secret of AWS's alphabet `[A-Za-z0-9/+]`, 240 random bits. */
export const secretAccessKey = (entropy: Entropy): string => entropy.bytes(30).toString('base64');
