import type { CryptoKey } from 'jose';
import { readJson } from '../../base/json.ts';
import { ALGORITHMS, type KeyForm } from './algorithms.ts';
import { fromBase64url } from './base64url.ts';
import { isTextOrAbsent, type JsonObject, objectOf, textOf, textsOf } from './json-object.ts';
import type { Jws } from './jws.ts';
import { isGuessable } from './weak-rsa.ts';

/** The keys of an issuer with which its tokens can be verified. */
export interface KeySet {
  /** The one key that a token can mean. `undefined` where there is none, or where two could be meant. */
  find(jws: Pick<Jws, 'alg' | 'kid'>): VerificationKey | undefined;
  readonly size: number;
}

export interface VerificationKey extends KeyForm {
  readonly kid: string | undefined;
  readonly alg: string | undefined;
  /** The public parts and nothing else of what was published. */
  readonly jwk: Readonly<Record<string, string>>;
  /** The key for each algorithm that was asked for, once it is read. */
  readonly imported: Map<string, Promise<CryptoKey>>;
}

const KEYS_MAX = 100;
const DEPTH_MAX = 16;
const RSA_BITS_MIN = 2048;
/** Verifying costs the square of the length, and anybody may ask for it. */
const RSA_BITS_MAX = 8192;
const EXPONENT_BYTES_MAX = 4;

/**
 * Reads a JWK Set (RFC 7517 section 5). Keys that are for something else, of a kind that we do not take, too weak or not
 * whole are left out, and so are all keys that share a key id: which of them is meant nobody could say (security.md D10).
 */
export function readKeySet(text: string): KeySet | undefined {
  const json = readJson(text, { maxLength: text.length, maxDepth: DEPTH_MAX });
  const listed = json.ok ? objectOf(json.value)?.get('keys') : undefined;
  if (listed?.type !== 'array' || listed.items.length > KEYS_MAX) return undefined;

  const published = listed.items.map(objectOf);
  const times = new Map<string, number>();
  for (const key of published) {
    const kid = textOf(key?.get('kid'));
    if (kid !== undefined) times.set(kid, (times.get(kid) ?? 0) + 1);
  }
  const keys = published
    .map((key) => key && readKey(key))
    .filter((key) => key !== undefined)
    .filter(({ kid }) => kid === undefined || times.get(kid) === 1);
  return {
    size: keys.length,
    find({ alg, kid }) {
      // A token without a key id is fine as long as one key alone can be meant (OpenID Connect Core section 10.1).
      const meant = keys.filter((key) => (kid === undefined || key.kid === kid) && fits(key, alg));
      return meant.length === 1 ? meant[0] : undefined;
    },
  };
}

/** The form of key, and where the key is bound to one algorithm, that one. */
function fits(key: VerificationKey, alg: string): boolean {
  const form = ALGORITHMS.get(alg);
  return form !== undefined && key.kty === form.kty && key.crv === form.crv && (key.alg ?? alg) === alg;
}

function readKey(key: JsonObject): VerificationKey | undefined {
  const kty = textOf(key.get('kty'));
  const parts = kty === undefined ? undefined : PARTS.get(kty)?.(key);
  if (parts === undefined || !isForVerifying(key)) return undefined;
  return {
    kty: kty as KeyForm['kty'],
    crv: parts.crv,
    kid: textOf(key.get('kid')),
    alg: textOf(key.get('alg')),
    jwk: { kty: kty as string, ...parts },
    imported: new Map(),
  };
}

/** One whose private part is published too can sign for anybody, so it says nothing of who did. */
function isForVerifying(key: JsonObject): boolean {
  if (!['kid', 'alg', 'use'].every((name) => isTextOrAbsent(key.get(name))) || key.has('d')) return false;
  const operations = key.get('key_ops');
  if (operations !== undefined && textsOf(operations)?.includes('verify') !== true) return false;
  return (textOf(key.get('use')) ?? 'sig') === 'sig';
}

type Parts = Readonly<Record<string, string>> & { readonly crv?: string };

/** The public parts of each kind of key. Symmetric ones are no public keys. */
const PARTS: ReadonlyMap<string, (key: JsonObject) => Parts | undefined> = new Map([
  ['RSA', rsaParts],
  ['EC', ecParts],
  ['OKP', okpParts],
]);

function rsaParts(key: JsonObject): Parts | undefined {
  const [n, e] = [textOf(key.get('n')), textOf(key.get('e'))];
  const modulus = n === undefined ? undefined : fromBase64url(n);
  const exponent = e === undefined ? undefined : fromBase64url(e);
  if (modulus === undefined || exponent === undefined || !isExponent(exponent)) return undefined;
  const bits = bitsOf(modulus);
  if (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX || isGuessable(modulus)) return undefined;
  return { n: n!, e: e! };
}

/** Zeros in front make no key stronger. */
function bitsOf(bytes: Buffer): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (bytes.length - first) * 8 - Math.clz32(bytes[first]!) + 24;
}

/** Odd, more than 1, and small enough to be quick. */
function isExponent(bytes: Buffer): boolean {
  if (bytes.length === 0 || bytes.length > EXPONENT_BYTES_MAX) return false;
  const value = bytes.readUIntBE(0, bytes.length);
  return value > 1 && value % 2 === 1;
}

const COORDINATE_BYTES: ReadonlyMap<string, number> = new Map([
  ['P-256', 32],
  ['P-384', 48],
  ['P-521', 66],
]);

function ecParts(key: JsonObject): Parts | undefined {
  const [crv, x, y] = [textOf(key.get('crv')), textOf(key.get('x')), textOf(key.get('y'))];
  const bytes = crv === undefined ? undefined : COORDINATE_BYTES.get(crv);
  if (bytes === undefined || !hasBytes(x, bytes) || !hasBytes(y, bytes)) return undefined;
  return { crv: crv!, x: x!, y: y! };
}

function okpParts(key: JsonObject): Parts | undefined {
  const [crv, x] = [textOf(key.get('crv')), textOf(key.get('x'))];
  return crv === 'Ed25519' && hasBytes(x, 32) ? { crv, x: x! } : undefined;
}

const hasBytes = (text: string | undefined, bytes: number): boolean =>
  text !== undefined && fromBase64url(text)?.length === bytes;
