import { asciiLower } from '../../base/ascii.ts';
import { readJson } from '../../base/json.ts';
import { ALGORITHMS } from './algorithms.ts';
import { fromBase64url, utf8 } from './base64url.ts';
import { isTextOrAbsent, objectOf, textOf } from './json-object.ts';

/** AWS's limit for tokens (sts.md 3.0). It is judged before anything is taken apart. */
export const TOKEN_MAX = 20_000;
/** Arrays and objects inside one another, in header and claims (security.md D16). */
export const DEPTH_MAX = 16;
const KEY_ID_MAX = 1024;

/** A compact JWS taken apart (RFC 7515 section 7.1). Nothing of it is verified. */
export interface Jws {
  readonly text: string;
  readonly alg: string;
  readonly kid: string | undefined;
  readonly payload: Buffer;
}

/**
 * Takes a token apart: exactly three parts in canonical base64url, a header whose algorithm is one of ours and which asks
 * for nothing that we would have to understand. Keys that the header brings along or points to (`jwk`, `jku`, `x5c`, `x5u`)
 * are not looked at (security.md D08).
 */
export function readJws(text: string): Jws | undefined {
  if (text.length > TOKEN_MAX) return undefined;
  const parts = text.split('.', 4);
  if (parts.length !== 3) return undefined;
  const [header, payload, signature] = parts.map(fromBase64url);
  if (header === undefined || payload === undefined || signature === undefined || signature.length === 0) {
    return undefined;
  }
  const read = readHeader(header);
  return read && { text, payload, ...read };
}

function readHeader(bytes: Buffer): Pick<Jws, 'alg' | 'kid'> | undefined {
  const text = utf8(bytes);
  const json = text === undefined ? undefined : readJson(text, { maxLength: TOKEN_MAX, maxDepth: DEPTH_MAX });
  const header = json?.ok ? objectOf(json.value) : undefined;
  if (header === undefined || REFUSED.some((name) => header.has(name))) return undefined;

  const alg = textOf(header.get('alg'));
  const kid = header.get('kid');
  const typ = header.get('typ');
  if (alg === undefined || !ALGORITHMS.has(alg) || !isTextOrAbsent(kid) || !isTextOrAbsent(typ)) return undefined;
  if (!TYPES.has(asciiLower(textOf(typ) ?? 'JWT')) || (textOf(kid)?.length ?? 0) > KEY_ID_MAX) return undefined;
  return { alg, kid: textOf(kid) };
}

/** Extensions: critical ones, a payload that is not encoded, encryption, compression (D09). A token that needs one is not for us. */
const REFUSED = ['crit', 'b64', 'enc', 'zip'];

/** Types of token that say who somebody is. Others of the same issuer, such as `logout+jwt`, say something else (RFC 8725 section 3.11). */
const TYPES: ReadonlySet<string> = new Set(['jwt', 'at+jwt', 'application/jwt', 'application/at+jwt']);
