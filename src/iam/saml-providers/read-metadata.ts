import { isValidAt } from '../../federation/saml/certificate.ts';
import type { Metadata } from '../../federation/saml/metadata.ts';
import { iamFaults } from '../faults.ts';

/**
 * Metadata that can vouch for somebody now, or a refusal. A provider without a usable key to check signatures by is never
 * saved: its absence must not come to mean that there is nothing to check (security.md E09).
 */
export async function usableMetadata(text: string, nowSeconds: number): Promise<Metadata> {
  // The XML parser is loaded when there is XML: it costs more to load than all the rest of this room.
  const { readMetadata } = await import('../../federation/saml/metadata.ts');
  const read = readMetadata(text);
  // AWS says no more than this; why it could not be read is what an administrator needs.
  if (!read.ok) throw iamFaults.InvalidInput(`Could not parse metadata: ${read.problem}.`);
  const { signingCertificates, validUntilSeconds } = read.metadata;
  if (validUntilSeconds !== undefined && validUntilSeconds <= nowSeconds) {
    throw iamFaults.InvalidInput('The metadata document has expired.');
  }
  if (!signingCertificates.some((certificate) => isValidAt(nowSeconds, certificate))) {
    throw iamFaults.InvalidInput(
      'The metadata document holds no valid signing certificate with an RSA key of at least 2048 bits or an EC key.',
    );
  }
  return read.metadata;
}
