import { createPrivateKey } from 'node:crypto';
import { asciiLower } from '../base/ascii.ts';
import { seedText } from '../mfa/seed.ts';
import { seedContext } from '../mfa/verifier.ts';
import { privateKeyContext } from '../principal/saml-provider.ts';
import type { SamlProviderRecord } from '../store/provider-records.ts';
import type { Reads } from '../store/store.ts';
import type { SecretBox } from '../token/secret-box.ts';
import { accessKeyContext } from './access-keys.ts';

/** The access keys of a user, or of root, with their secrets. */
export async function accessKeysIn(reads: Reads, account: string, userId: string | undefined, secrets: SecretBox) {
  const keys = [...(await reads.keys.of(account, userId))].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (keys.length === 0) return undefined;
  return keys.map((key) => ({
    id: key.id,
    secret: opened(secrets.open(key.sealedSecret, accessKeyContext(key)), key.id).toString('latin1'),
    ...(!key.active && { active: false }),
  }));
}

/** The MFA devices of a user, or under the account's own id of root, with their seeds. */
export async function mfaDevicesIn(reads: Reads, account: string, userId: string, secrets: SecretBox) {
  const devices = [...(await reads.mfa.of(account, userId))];
  devices.sort((a, b) => (asciiLower(a.name) < asciiLower(b.name) ? -1 : 1));
  return new Map(
    devices.map((device) => [
      device.name,
      {
        ...(device.path !== '/' && { path: device.path }),
        seed: seedText(opened(secrets.open(device.sealedSeed, seedContext(device)), device.serial)),
        ...(device.tags.length > 0 && { tags: new Map(device.tags.map(({ key, value }) => [key, value])) }),
      },
    ]),
  );
}

/** The private keys of a SAML provider, as PEM. */
export const privateKeysIn = (provider: SamlProviderRecord, secrets: SecretBox): readonly string[] =>
  provider.privateKeys
    .map(({ id, sealed }) => {
      const context = privateKeyContext({ providerId: provider.id, id, account: provider.account });
      const der = opened(secrets.open(sealed, context), `SAML provider ${provider.name}`);
      return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ type: 'pkcs8', format: 'pem' });
    })
    .map(String)
    .sort();

function opened(secret: Buffer | undefined, whose: string): Buffer {
  if (secret === undefined) throw new Error(`the secret of ${whose} does not open: wrong key file, or an altered row`);
  return secret;
}
