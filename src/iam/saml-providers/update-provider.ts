import { secondsOf } from '../../base/clock.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, operation } from '../../operation/operation.ts';
import type { SamlProviderRecord } from '../../store/provider-records.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { changingOf, on, presentOf } from '../kind.ts';
import { assertDecryptable } from './encryption.ts';
import { arnOf, samlProviders } from './find.ts';
import { sealedKey } from './private-keys.ts';
import { usableMetadata } from './read-metadata.ts';

/** One to decrypt with and one to come after it; the wire shows no more. */
const PRIVATE_KEYS_MAX = 2;

/** Changes metadata, encryption or keys of a provider. What the request leaves out stays as it is. */
export const UpdateSAMLProvider = operation(model.UpdateSAMLProvider, {
  ...on(samlProviders, model.UpdateSAMLProvider),
  async handle(given) {
    const { input, clock } = given;
    presentOf(samlProviders, given);
    if (input.AddPrivateKey !== undefined && input.RemovePrivateKey !== undefined) {
      throw iamFaults.InvalidInput('A private key cannot be added and another removed in one request.');
    }
    const now = secondsOf(clock);
    const { SAMLMetadataDocument: text } = input;
    const read = text === undefined ? undefined : await usableMetadata(text, now);
    return changingOf(samlProviders, given, async (tx, provider) => {
      const updated: SamlProviderRecord = {
        ...provider,
        ...(text !== undefined && { metadata: text, validUntil: read?.validUntilSeconds }),
        updatedAt: now,
        assertionEncryption: input.AssertionEncryptionMode ?? provider.assertionEncryption,
        privateKeys: keysAfter(provider, given),
      };
      assertDecryptable(updated);
      await tx.put.samlProvider(updated);
      return { SAMLProviderArn: arnOf(updated) };
    });
  },
});

function keysAfter(
  provider: SamlProviderRecord,
  given: Given<model.UpdateSAMLProviderRequest>,
): SamlProviderRecord['privateKeys'] {
  const { AddPrivateKey: pem, RemovePrivateKey: removed } = given.input;
  const { privateKeys } = provider;
  if (pem !== undefined) {
    if (privateKeys.length >= PRIVATE_KEYS_MAX) throw quotaExceeded('PrivateKeysPerSAMLProvider', PRIVATE_KEYS_MAX);
    return [...privateKeys, sealedKey(pem, provider, given)];
  }
  if (removed === undefined) return privateKeys;
  const left = privateKeys.filter(({ id }) => id !== removed);
  if (left.length === privateKeys.length) throw iamFaults.NoSuchEntity(`Private key ${removed} cannot be found.`);
  return left;
}
