import type { KeyObject } from 'node:crypto';
import { DS, XENC } from './names.ts';

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';

/** The digests that are taken, by their names (RFC 9231). SHA-1 is not among them (security.md E12). */
export const digests: ReadonlyMap<string, { readonly hash: string; readonly bytes: number }> = new Map([
  [`${XENC}sha256`, { hash: 'sha256', bytes: 32 }],
  [`${MORE}sha384`, { hash: 'sha384', bytes: 48 }],
  [`${XENC}sha512`, { hash: 'sha512', bytes: 64 }],
]);

/** The ways of signing that are taken. None of them has a secret, so no public key can become one. */
export const signatureMethods: ReadonlyMap<string, SignatureMethod> = new Map(
  ['sha256', 'sha384', 'sha512'].flatMap((hash): [string, SignatureMethod][] => [
    [`${MORE}rsa-${hash}`, { hash, keyType: 'rsa' }],
    [`${MORE}ecdsa-${hash}`, { hash, keyType: 'ec' }],
  ]),
);

export interface SignatureMethod {
  readonly hash: string;
  /** A key of another type does not fit, whatever it would verify. */
  readonly keyType: NonNullable<KeyObject['asymmetricKeyType']>;
}

/** Transforms, in the one order in which they are taken, and the one canonical form. */
export const TRANSFORMS = [`${DS}enveloped-signature`, 'http://www.w3.org/2001/10/xml-exc-c14n#'] as const;
