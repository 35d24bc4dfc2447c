import { ALGORITHMS, type SigningKey } from './signing-keys.ts';

/** What an issuer says of itself (OpenID Connect Discovery 1.0 section 3), in the members that AWS's says (sts.md 3.10). */
export const discoveryDocument = (issuer: string): string =>
  JSON.stringify({
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'jti', 'https://sts.amazonaws.com/'],
    response_types_supported: ['id_token'],
    id_token_signing_alg_values_supported: ALGORITHMS,
    subject_types_supported: ['public'],
  });

/** The public keys (RFC 7517 section 5). As AWS's, an RSA key names no algorithm, and one of a curve does. */
export const keySet = (keys: readonly SigningKey[]): string =>
  JSON.stringify({
    keys: keys.map(({ kid, algorithm, publicKey }) => ({
      ...publicKey,
      kid,
      use: 'sig',
      ...(algorithm === 'ES384' && { alg: algorithm }),
    })),
  });
