import type { SamlProviderRecord } from '../../store/provider-records.ts';
import { iamFaults } from '../faults.ts';

/** What AWS answers where nothing was said: assertions may come encrypted. */
export const DEFAULT_MODE = 'Allowed';

/** Refuses a provider that would require encrypted assertions and could decrypt none. */
export function assertDecryptable({
  assertionEncryption,
  privateKeys,
}: Pick<SamlProviderRecord, 'assertionEncryption' | 'privateKeys'>): void {
  if (assertionEncryption === 'Required' && privateKeys.length === 0) {
    throw iamFaults.InvalidInput('Assertion encryption cannot be required without a private key.');
  }
}
