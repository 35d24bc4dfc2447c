import { X509Certificate } from 'node:crypto';
import { readFile } from '../cli/read-file.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Settings } from '../cli/settings.ts';
import { documentFetcher, type FetchDocument } from '../federation/oidc/fetch-document.ts';

/** Where the keys of OIDC issuers may come from. */
export function readIssuerRules({ 'oidc-allow-private': allowPrivate, 'oidc-ca': ca }: Settings): FetchDocument {
  const trusted = ca === undefined ? undefined : readCertificates(ca);
  try {
    return documentFetcher({ allowPrivate, ca: trusted });
  } catch (error) {
    throw new Refusal(`${(error as Error).message} for \`--oidc-allow-private\``, 'usage');
  }
}

/** Read here already: TLS would pass over what it cannot read, and trust less than the operator thinks. */
function readCertificates(file: string): string {
  const text = readFile(file).toString('latin1');
  const certificates = text.split(/(?=-----BEGIN CERTIFICATE-----)/).filter((part) => part.startsWith('-----BEGIN'));
  try {
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch {
    throw new Refusal(`a certificate in \`${file}\` cannot be read`);
  }
  if (certificates.length === 0) throw new Refusal(`no certificate in \`${file}\``);
  return text;
}
