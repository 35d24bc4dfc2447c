import { X509Certificate } from 'node:crypto';

/** A chain of more than these is none that anybody serves. */
const CERTIFICATES_MAX = 100;

/** One certificate (RFC 7468 5), with what white space is around it. */
const BLOCK = /\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*/y;

/**
 * Reads a text that is PEM certificates and nothing else, in their order; `undefined` for any other. A text before or
 * between them, which some tools print, is refused as AWS refuses it: what is stored is what every reader will read.
 */
export function readCertificates(text: string): readonly X509Certificate[] | undefined {
  const certificates: X509Certificate[] = [];
  for (let at = 0; at < text.length; ) {
    BLOCK.lastIndex = at;
    const body = BLOCK.exec(text)?.[1];
    const certificate = body === undefined ? undefined : decoded(Buffer.from(body, 'base64'));
    if (certificate === undefined || certificates.length >= CERTIFICATES_MAX) return undefined;
    certificates.push(certificate);
    at = BLOCK.lastIndex;
  }
  return certificates.length === 0 ? undefined : certificates;
}

/** Reads a text that is exactly one PEM certificate. */
export function readCertificate(text: string): X509Certificate | undefined {
  const certificates = readCertificates(text);
  return certificates?.length === 1 ? certificates[0] : undefined;
}

function decoded(der: Buffer): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(der);
    // Bytes after the certificate would be read past in silence.
    return certificate.raw.equals(der) ? certificate : undefined;
  } catch {
    return undefined;
  }
}
