import { type Json, readJson } from '../../base/json.ts';
import { utf8 } from './base64url.ts';
import { type JsonObject, objectOf, textOf, textsOf } from './json-object.ts';
import { DEPTH_MAX, TOKEN_MAX } from './jws.ts';

/** The claims of a token, each of the type that it has to have (security.md D06). Nothing here says that they are true. */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: readonly string[];
  /** Who asked for the token, where that is said. */
  readonly azp: string | undefined;
  /** Whole seconds since the Unix epoch. */
  readonly exp: number;
  readonly iat: number;
  readonly nbf: number | undefined;
  /** All claims, for those that somebody names. */
  readonly all: JsonObject;
}

const SUBJECT_MAX = 255;
const ISSUER_MAX = 2048;
const AUDIENCES_MAX = 100;

/** Reads the claims of a token. Two claims of one name, one that is missing and one of a wrong type all make it no token. */
export function readClaims(payload: Buffer): Claims | undefined {
  const text = utf8(payload);
  const json = text === undefined ? undefined : readJson(text, { maxLength: TOKEN_MAX, maxDepth: DEPTH_MAX });
  const all = json?.ok ? objectOf(json.value) : undefined;
  if (all === undefined) return undefined;

  const iss = textOf(all.get('iss'));
  const sub = textOf(all.get('sub'));
  const aud = audiences(all.get('aud'));
  const azp = textOf(all.get('azp'));
  const exp = seconds(all.get('exp'));
  const iat = seconds(all.get('iat'));
  const nbf = seconds(all.get('nbf'));
  if (iss === undefined || sub === undefined || aud === undefined || exp === undefined || iat === undefined) {
    return undefined;
  }
  if (sub === '' || sub.length > SUBJECT_MAX || iss.length > ISSUER_MAX) return undefined;
  if (![iss, sub, azp ?? '', ...aud].every(isPrintable)) return undefined;
  if ((all.has('azp') && !azp) || (all.has('nbf') && nbf === undefined)) return undefined;
  return { iss, sub, aud, azp, exp, iat, nbf, all };
}

/** One audience, or a list of at least one. */
function audiences(json: Json | undefined): readonly string[] | undefined {
  const one = textOf(json);
  const list = one === undefined ? textsOf(json) : [one];
  return list !== undefined && list.length > 0 && list.length <= AUDIENCES_MAX ? list : undefined;
}

/** These go into answers, and XML has no way to write some characters. */
const isPrintable = (text: string): boolean => text.isWellFormed() && !/[\x00-\x1f\x7f-\x9f\ufffe\uffff]/.test(text);

/** Digits alone: no sign, no fraction, no exponent, and too few for milliseconds to pass as seconds (D13). */
const SECONDS = /^(?:0|[1-9][0-9]{0,10})$/;

const seconds = (json: Json | undefined): number | undefined =>
  json?.type === 'number' && SECONDS.test(json.text) ? Number(json.text) : undefined;
