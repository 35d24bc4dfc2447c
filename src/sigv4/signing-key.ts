import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { boundedCache } from '../base/bounded-cache.ts';
import { TERMINATOR } from './scope.ts';
import type { Claim } from './types.ts';

/**
 * Tells, in constant time, whether the claim was signed with this signing key. A signature that is not 64 lower-case
 * hexadecimal digits is no signature: the answer is no, never an exception.
 */
export function signatureMatches(claim: Pick<Claim, 'stringToSign' | 'signature'>, key: KeyObject): boolean {
  if (claim.signature.length !== SIGNATURE_LENGTH) return false;
  // In UTF-8, so that no character beyond ASCII can stand for a digit; such a text also has more bytes than digits.
  const given = Buffer.from(claim.signature, 'utf8');
  if (given.length !== SIGNATURE_LENGTH) return false;
  const expected = Buffer.from(signatureOf(claim.stringToSign, key), 'latin1');
  return timingSafeEqual(expected, given);
}

const SIGNATURE_LENGTH = 64;

/** Signs: 64 lower-case hexadecimal digits. */
export const signatureOf = (stringToSign: string, key: KeyObject): string =>
  createHmac('sha256', key).update(stringToSign).digest('hex');

/** Wraps a secret access key for signing. Its holder keeps the KeyObject: raw bytes as key cost 10 us a call. */
export const signingSecret = (secretAccessKey: string): KeyObject =>
  createSecretKey(Buffer.from(`AWS4${secretAccessKey}`, 'utf8'));

/**
 * Derives the key that signs one day's requests to one service in one region, from `AWS4` + the secret access key
 * (AWS, "Create a signed AWS API request", step 4).
 */
export function signingKey(secret: KeyObject, date: string, region: string, service: string): KeyObject {
  return derive(derive(derive(derive(secret, date), region), service), TERMINATOR);
}

function derive(key: KeyObject, step: string): KeyObject {
  const bytes = createHmac('sha256', key).update(step).digest();
  const next = createSecretKey(bytes);
  bytes.fill(0);
  return next;
}

/** Remembers derived signing keys; four times cheaper than deriving each time. */
export interface SigningKeyCache {
  /**
   * The signing key of this identity and scope. `identity` names the secret: an `AKIA` id, or a digest of the session
   * token. Never the access key id of a session: the same id with another token is another secret.
   */
  get(identity: string, secret: KeyObject, date: string, region: string, service: string): KeyObject;
  readonly size: number;
}

/** Makes a cache of at most `limit` signing keys that forgets the one used longest ago; of none where it is 0. */
export function signingKeyCache(limit: number): SigningKeyCache {
  const keys = boundedCache<KeyObject>({ max: Math.max(1, limit) });
  return {
    get(identity, secret, date, region, service) {
      const name = cacheName(identity, date, region, service);
      const known = keys.get(name);
      if (known !== undefined) return known;
      const key = signingKey(secret, date, region, service);
      if (limit > 0) keys.set(name, key);
      return key;
    },
    get size() {
      return keys.size;
    },
  };
}

/** Lengths before parts: no two lists of parts give one name, whatever characters stand in them. */
const cacheName = (identity: string, date: string, region: string, service: string): string =>
  `${identity.length},${date.length},${region.length}:${identity}${date}${region}${service}`;
