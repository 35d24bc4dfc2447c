import type { KeyObject } from 'node:crypto';
import { hmacSha256 } from './kdf.ts';
import { encodeParts, type Part } from './parts.ts';

/**
 * Makes the function that authenticates a row of the store: base64 of an HMAC-SHA256 over its columns in order. Somebody
 * who can write the database file but has not the root key cannot grant himself anything (security.md 4.2).
 * Name the table and the primary key among the parts, and compare MACs with `timingSafeEqual`.
 */
export function rowMac(key: KeyObject): (parts: readonly Part[]) => string {
  return (parts) => hmacSha256(key, encodeParts(parts)).toString('base64');
}
