import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeForm } from '../../src/base/form.ts';
import { canonicalRequest, stringToSign } from '../../src/sigv4/canonical-request.ts';
import { type Expectations, readClaim } from '../../src/sigv4/claim.ts';
import { isoBasic } from '../../src/sigv4/freshness.ts';
import { percentEncode } from '../../src/sigv4/percent.ts';
import { signRequest } from '../../src/sigv4/sign.ts';
import { signatureMatches, signatureOf, signingKey, signingSecret } from '../../src/sigv4/signing-key.ts';
import type { SignedRequest } from '../../src/sigv4/types.ts';

/** 2026-07-15T10:20:30Z: the moment at which every test here happens. */
export const NOW_MS = Date.UTC(2026, 6, 15, 10, 20, 30);
export const NOW = '20260715T102030Z';
export const KEY_ID = 'AKIAEXAMPLEEXAMPLEEX';
export const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
export const BODY = 'Action=GetCallerIdentity&Version=2011-06-15';
export const EXPECTED: Expectations = { service: 'sts', regions: undefined, nowMs: NOW_MS };

/** A request as raw parts: what stands on the wire. */
export interface Wire {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** Reads raw parts as the rooms before this one do; `undefined` where they would have refused the request. */
export function arrive({ method, target, headers, body }: Wire): SignedRequest | undefined {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? '' : target.slice(mark + 1);
  const queryParameters = decodeForm(query, 1000);
  if ('problem' in queryParameters) return undefined;
  const lines = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    lines.set(key, [...(lines.get(key) ?? []), value]);
  }
  return { method, path, query, queryParameters, headers: lines, body };
}

/** Who signs, for what. */
export interface Signing {
  readonly accessKeyId?: string;
  readonly secret?: string;
  readonly sessionToken?: string | undefined;
  readonly region?: string;
  readonly service?: string;
  readonly nowMs?: number;
  /** Raw text put behind the query parameters before signing. */
  readonly appended?: string;
}

/** A good POST, signed in the Authorization header, with our own signer. */
export function headerSigned(wire: Partial<Wire> = {}, signing: Signing = {}): Wire {
  const plain: Wire = {
    method: wire.method ?? 'POST',
    target: wire.target ?? '/',
    headers: wire.headers ?? [
      ['host', 'sts.example.com'],
      ['content-type', 'application/x-www-form-urlencoded; charset=utf-8'],
    ],
    body: wire.body ?? Buffer.from(BODY),
  };
  const added = signRequest({ ...arrive(plain)!, ...signer(signing) });
  return { ...plain, headers: [...plain.headers, ...Object.entries(added)] };
}

function signer(signing: Signing) {
  return {
    credentials: {
      accessKeyId: signing.accessKeyId ?? KEY_ID,
      secretAccessKey: signing.secret ?? SECRET,
      sessionToken: signing.sessionToken,
    },
    region: signing.region ?? 'eu-central-1',
    service: signing.service ?? 'sts',
    nowMs: signing.nowMs ?? NOW_MS,
  };
}

/** A good presigned GET. `parameters` overrides or adds query parameters before signing; `undefined` leaves one out. */
export function presigned(
  parameters: Readonly<Record<string, string | undefined>> = {},
  wire: Partial<Wire> = {},
  signing: Signing = {},
): Wire {
  const { credentials, region, service, nowMs } = signer(signing);
  const headers = wire.headers ?? [['host', 'sts.example.com']];
  const date = isoBasic(Math.floor(nowMs / 1000));
  const scope = { date: date.slice(0, 8), region, service };
  const given: Record<string, string | undefined> = {
    Action: 'GetCallerIdentity',
    Version: '2011-06-15',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${credentials.accessKeyId}/${scope.date}/${region}/${service}/aws4_request`,
    'X-Amz-Date': date,
    'X-Amz-Expires': '900',
    'X-Amz-SignedHeaders': [...new Set(headers.map(([name]) => name.toLowerCase()))].sort().join(';'),
    'X-Amz-Security-Token': credentials.sessionToken,
    ...parameters,
  };
  const query = Object.entries(given)
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
  const plain: Wire = {
    method: 'GET',
    headers,
    body: Buffer.alloc(0),
    ...wire,
    target: `${wire.target ?? '/'}?${query}${signing.appended ?? ''}`,
  };
  const canonical = canonicalRequest(arrive(plain)!, {
    carrier: 'query',
    signedHeaders: (given['X-Amz-SignedHeaders'] ?? '').split(';'),
    payloadHash: hash('sha256', plain.body),
  });
  const key = signingKey(signingSecret(credentials.secretAccessKey), scope.date, region, service);
  const signature = signatureOf(stringToSign(given['X-Amz-Date'] ?? '', scope, canonical), key);
  return { ...plain, target: `${plain.target}&X-Amz-Signature=${signature}` };
}

/** Does what a verifier does, with one known key: `accepted`, or the code of the refusal. */
export function verdict(
  wire: Wire,
  expected: Expectations = EXPECTED,
  known: { readonly accessKeyId: string; readonly secret: string; readonly sessionToken?: string | undefined } = {
    accessKeyId: KEY_ID,
    secret: SECRET,
  },
): string {
  const request = arrive(wire);
  if (request === undefined) return 'MalformedQueryString';
  const claim = readClaim(request, expected);
  if ('code' in claim) return claim.code;
  if (claim.accessKeyId !== known.accessKeyId) return 'InvalidClientTokenId';
  // A session's secret is derived from its token, so another token brings another secret.
  if (claim.sessionToken !== known.sessionToken) return 'InvalidClientTokenId';
  const key = signingKey(signingSecret(known.secret), claim.date, claim.region, claim.service);
  return signatureMatches(claim, key) ? 'accepted' : 'SignatureDoesNotMatch';
}

/** The value of a header of a raw request. */
export const headerOf = (wire: Wire, name: string): string | undefined =>
  wire.headers.find(([key]) => key.toLowerCase() === name)?.[1];

/** The same request with one header set anew, added, or taken away. */
export function withHeader(wire: Wire, name: string, value: string | undefined): Wire {
  const others = wire.headers.filter(([key]) => key.toLowerCase() !== name);
  return { ...wire, headers: value === undefined ? others : [...others, [name, value]] };
}

/** Repeatable randomness for tests: the same seed gives the same run. */
export function random(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)]!;
  const text = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[below(alphabet.length)]).join('');
  return { below, pick, text, chance: (p: number): boolean => next() < p };
}

export type Random = ReturnType<typeof random>;

/** The folder of outside corpora: beside the repository, or where ROLECALL_CORPORA says. */
export function corpus(path: string): string | undefined {
  const root = process.env.ROLECALL_CORPORA ?? fileURLToPath(new URL('../../../shared/corpora/', import.meta.url));
  const folder = `${root.replace(/\/$/, '')}/${path}`;
  return existsSync(folder) ? folder : undefined;
}
