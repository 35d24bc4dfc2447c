import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Metadata } from '../federation/saml/metadata.ts';
import type { SamlProviderRecord } from '../store/provider-records.ts';
import type { SecretBox, SecretContext } from '../token/secret-box.ts';

/** A SAML provider as assertions are held against it: its metadata read, and not their text, which may be long. */
export interface KnownSamlProvider extends Pick<SamlProviderRecord, 'id' | 'account' | 'name'> {
  readonly metadata: Metadata;
  /** Whether assertions have to come encrypted, and the keys to open those with that do. */
  readonly requiresEncryption: boolean;
  readonly privateKeys: readonly KeyObject[];
}

/** Reads a stored provider. Its metadata were read when they were saved, so that they do not now is a fault of the store's. */
export async function knownSamlProvider(record: SamlProviderRecord, secrets: SecretBox): Promise<KnownSamlProvider> {
  // The XML parser is loaded when there is XML.
  const { readMetadata } = await import('../federation/saml/metadata.ts');
  const { id, account, name, assertionEncryption } = record;
  const read = readMetadata(record.metadata);
  if (!read.ok) throw new Error(`the metadata of SAML provider ${id} do not read: ${read.problem}`);
  return {
    id,
    account,
    name,
    metadata: read.metadata,
    requiresEncryption: assertionEncryption === 'Required',
    privateKeys: record.privateKeys.map((key) => {
      const der = secrets.open(key.sealed, privateKeyContext({ providerId: id, id: key.id, account }));
      if (der === undefined) throw new Error(`private key ${key.id} does not open: wrong key file, or an altered row`);
      return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    }),
  };
}

/** What a sealed private key is bound to. */
export const privateKeyContext = (of: {
  readonly providerId: string;
  readonly id: string;
  readonly account: string;
}): SecretContext => ({
  table: 'saml_providers',
  column: 'private_keys',
  id: `${of.providerId}/${of.id}`,
  account: of.account,
});
