import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { FetchDocument, Fetched } from '../../src/federation/oidc/fetch-document.ts';

/** An issuer of the tests: keys of its own, the documents that it serves, the tokens that it signs. */
export const ISSUER = 'https://id.example.com/realm';
export const PROVIDER = 'id.example.com/realm';
export const CLIENT = 'sts.example.com';

/** For each algorithm how node:crypto signs with it. */
const HOW: Readonly<Record<string, { hash: string | undefined; padding?: 1 | 6 }>> = {
  RS256: { hash: 'sha256', padding: 1 },
  RS384: { hash: 'sha384', padding: 1 },
  RS512: { hash: 'sha512', padding: 1 },
  PS256: { hash: 'sha256', padding: 6 },
  PS384: { hash: 'sha384', padding: 6 },
  PS512: { hash: 'sha512', padding: 6 },
  ES256: { hash: 'sha256' },
  ES384: { hash: 'sha384' },
  ES512: { hash: 'sha512' },
  EdDSA: { hash: undefined },
  Ed25519: { hash: undefined },
};
export const SIGNED_BY = Object.keys(HOW);

export interface Pair {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: { readonly n?: string; readonly [member: string]: unknown };
}

const CURVES: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

export function pairFor(alg: string, kid: string, bits = 2048): Pair {
  const curve = CURVES[alg];
  const { privateKey, publicKey } = /^[RP]S/.test(alg)
    ? generateKeyPairSync('rsa', { modulusLength: bits })
    : curve !== undefined
      ? generateKeyPairSync('ec', { namedCurve: curve })
      : generateKeyPairSync('ed25519');
  return { kid, alg, privateKey, publicKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' } };
}

/** Made once: RSA keys take long. */
export const RSA = pairFor('RS256', 'rsa');
export const EC = pairFor('ES256', 'ec');

const encoded = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Signs a token. Header and claims may be texts, for JSON that no program would write. */
export function signed(pair: Pick<Pair, 'alg' | 'kid' | 'privateKey'>, claims: unknown, header: object | string = {}) {
  const { hash, padding } = HOW[pair.alg]!;
  const head = typeof header === 'string' ? header : { alg: pair.alg, kid: pair.kid, typ: 'JWT', ...header };
  const said = `${encoded(head)}.${encoded(claims)}`;
  const signature = sign(hash, Buffer.from(said), {
    key: pair.privateKey,
    dsaEncoding: 'ieee-p1363',
    ...(padding !== undefined && { padding, ...(padding === 6 && { saltLength: -1 }) }),
  });
  return `${said}.${signature.toString('base64url')}`;
}

/** A token that is in order at `nowSeconds`. */
export const claimsAt = (nowSeconds: number, more: object = {}): Record<string, unknown> => ({
  iss: ISSUER,
  aud: CLIENT,
  sub: 'workload-1',
  iat: nowSeconds - 5,
  exp: nowSeconds + 600,
  ...more,
});

/** The documents of an issuer by address, as mutable as the test needs, and what was asked for. */
export function published(keys: readonly object[] = [RSA.jwk, EC.jwk], issuer = ISSUER) {
  const documents = new Map<string, Fetched | (() => Promise<Fetched>)>();
  const asked: string[] = [];
  const text = (value: unknown, maxAgeSeconds?: number): Fetched => ({
    text: typeof value === 'string' ? value : JSON.stringify(value),
    maxAgeSeconds,
  });
  const configuration = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const jwks = `${issuer.replace(/\/$/, '')}/keys`;
  documents.set(configuration, text({ issuer, jwks_uri: jwks }));
  documents.set(jwks, text({ keys }));
  const fetch: FetchDocument = async (url) => {
    asked.push(url);
    const found = documents.get(url);
    if (found === undefined) return { failed: 'unfit', why: 'status 404' };
    return typeof found === 'function' ? found() : found;
  };
  return {
    fetch,
    documents,
    asked,
    configuration,
    jwks,
    text,
    publish: (keys: readonly object[], maxAgeSeconds?: number) => documents.set(jwks, text({ keys }, maxAgeSeconds)),
  };
}
