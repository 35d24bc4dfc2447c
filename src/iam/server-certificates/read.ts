import { createPrivateKey, type KeyObject, type X509Certificate } from 'node:crypto';
import type { UploadServerCertificateRequest } from '../../model/generated/iam.ts';
import { chainFault } from '../certificates/chain.ts';
import { readCertificate, readCertificates } from '../certificates/pem.ts';
import { iamFaults } from '../faults.ts';

/** What is kept of an upload. */
export interface Read {
  readonly body: string;
  readonly chain: string | undefined;
  readonly expiresAt: number;
  readonly privateKey: string;
}

/**
 * Reads certificate, key and chain of an upload and holds them to each other. What is wrong is said in AWS's words,
 * which name no part of the key; what a parser says of it is not passed on.
 */
export function readServerCertificate(input: UploadServerCertificateRequest, now: Date): Read {
  const body = input.CertificateBody.trim();
  const chain = input.CertificateChain?.trim();
  const certificate = readCertificate(body);
  if (certificate === undefined) {
    throw iamFaults.MalformedCertificate(
      'Unable to parse certificate. Please ensure the certificate is in PEM format.',
    );
  }
  requireMatching(certificate, input.PrivateKey);
  requireValid(certificate, now);
  if (chain !== undefined) requireChain(certificate, chain, now);
  const expiresAt = Math.floor(certificate.validToDate.getTime() / 1000);
  return { body, chain, expiresAt, privateKey: input.PrivateKey.trim() };
}

function requireMatching(certificate: X509Certificate, text: string): void {
  const key = readPrivateKey(text);
  if (key === undefined) {
    throw iamFaults.MalformedCertificate(
      'Unable to parse private key. Please ensure the private key is in PEM format and is not encrypted.',
    );
  }
  if (!certificate.checkPrivateKey(key)) {
    throw iamFaults.KeyPairMismatch(
      'The private key did not match the public key provided. Please verify the key material and try again.',
    );
  }
}

function requireValid({ validFromDate, validToDate }: X509Certificate, now: Date): void {
  if (now > validToDate) {
    throw iamFaults.MalformedCertificate(
      "Certificate is no longer valid. The 'Not After' date restriction on the certificate has passed.",
    );
  }
  if (now < validFromDate) {
    throw iamFaults.MalformedCertificate(
      "Certificate is not yet valid. The 'Not Before' date restriction on the certificate has not passed.",
    );
  }
}

function requireChain(certificate: X509Certificate, text: string, now: Date): void {
  const chain = readCertificates(text);
  // AWS's whole sentence.
  if (chain === undefined) throw iamFaults.MalformedCertificate('Unknown');
  const fault = chainFault(certificate, chain, now);
  if (fault !== undefined) {
    throw iamFaults.MalformedCertificate(
      `Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any intermediaries in order. The index within the chain of the invalid certificate is: ${fault}`,
    );
  }
}

function readPrivateKey(text: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: text, format: 'pem' });
  } catch {
    return undefined;
  }
}
