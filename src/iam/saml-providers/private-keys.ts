import { createPrivateKey } from 'node:crypto';
import { secondsOf } from '../../base/clock.ts';
import { base32 } from '../../base/identifiers.ts';
import type { Given } from '../../operation/operation.ts';
import { privateKeyContext } from '../../principal/saml-provider.ts';
import type { SamlProviderRecord, SealedPrivateKey } from '../../store/provider-records.ts';
import { iamFaults } from '../faults.ts';

/** An RSA key that decrypts is weak below this, as one that signs. */
const RSA_BITS_MIN = 2048;

/**
 * A private key to decrypt assertions with, as it is kept: sealed, bound to its provider and its own id. It is in no
 * answer, and the text that was sent is in no error.
 */
export function sealedKey(
  pem: string,
  { id: providerId, account }: Pick<SamlProviderRecord, 'id' | 'account'>,
  { entropy, clock, secrets }: Pick<Given<unknown>, 'entropy' | 'clock' | 'secrets'>,
): SealedPrivateKey {
  const der = decryptionKey(pem);
  const id = longId(entropy);
  return {
    id,
    addedAt: secondsOf(clock),
    sealed: secrets.seal(der, privateKeyContext({ providerId, id, account })),
  };
}

/** 24 letters and digits: the ids of SAML providers and their keys have at least 22. */
export const longId = (entropy: Given<unknown>['entropy']): string => base32(entropy.bytes(15));

/** The key as PKCS #8. XML Encryption carries the key of an assertion under RSA. */
function decryptionKey(pem: string): Buffer {
  try {
    const key = createPrivateKey({ key: pem, format: 'pem' });
    const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
    if (key.asymmetricKeyType === 'rsa' && modulusLength >= RSA_BITS_MIN) {
      return key.export({ type: 'pkcs8', format: 'der' });
    }
  } catch {
    // What is wrong with it is not said: the text is secret.
  }
  throw iamFaults.InvalidInput('The private key must be an unencrypted RSA key of at least 2048 bits in PEM format.');
}
