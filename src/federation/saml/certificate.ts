import { type KeyObject, X509Certificate } from 'node:crypto';

/** A key by which an identity provider signs. */
export interface SigningCertificate {
  readonly der: Buffer;
  readonly publicKey: KeyObject;
  readonly validFromSeconds: number;
  readonly validToSeconds: number;
}

const RSA_BITS_MIN = 2048;
const CURVES: ReadonlySet<string | undefined> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** More than any key needs; it bounds what OpenSSL is given. */
const BASE64_MAX = 32_768;

/** Reads an X.509 certificate as XML carries it: base64 of DER, with white space. `undefined` where it is none. */
export function readCertificate(text: string): SigningCertificate | undefined {
  const base64 = text.replace(/[ \t\r\n]+/g, '');
  if (base64.length > BASE64_MAX || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  try {
    const certificate = new X509Certificate(Buffer.from(base64, 'base64'));
    return {
      der: certificate.raw,
      publicKey: certificate.publicKey,
      validFromSeconds: Math.floor(certificate.validFromDate.getTime() / 1000),
      validToSeconds: Math.floor(certificate.validToDate.getTime() / 1000),
    };
  } catch {
    return undefined;
  }
}

/** Whether signatures by this key may be believed: RSA of 2,048 bits and more, or one of NIST's curves (security.md E12). */
export function isStrong({ publicKey }: SigningCertificate): boolean {
  const { modulusLength = 0, namedCurve } = publicKey.asymmetricKeyDetails ?? {};
  if (publicKey.asymmetricKeyType === 'rsa') return modulusLength >= RSA_BITS_MIN;
  return publicKey.asymmetricKeyType === 'ec' && CURVES.has(namedCurve);
}

export const isValidAt = (seconds: number, { validFromSeconds, validToSeconds }: SigningCertificate): boolean =>
  validFromSeconds <= seconds && seconds <= validToSeconds;
