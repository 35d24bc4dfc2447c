/** The type of key that a signature algorithm needs. */
export interface KeyForm {
  readonly kty: 'RSA' | 'EC' | 'OKP';
  readonly crv: string | undefined;
}

/**
 * The algorithms by which a token may be signed, whatever its header says: asymmetric ones with SHA-256 and more (RFC 7518
 * section 3, RFC 8037, RFC 9864). AWS takes the RS and ES ones. An HMAC is not among them, so no public key and no client
 * secret can ever become a shared one (security.md D02), nor is `none` (D01).
 */
export const ALGORITHMS: ReadonlyMap<string, KeyForm> = new Map([
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'].map((name) => row(name, 'RSA')),
  row('ES256', 'EC', 'P-256'),
  row('ES384', 'EC', 'P-384'),
  row('ES512', 'EC', 'P-521'),
  row('EdDSA', 'OKP', 'Ed25519'),
  row('Ed25519', 'OKP', 'Ed25519'),
]);

function row(name: string, kty: KeyForm['kty'], crv?: string): readonly [string, KeyForm] {
  return [name, { kty, crv }];
}
