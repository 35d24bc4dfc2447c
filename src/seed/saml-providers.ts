import { createPrivateKey } from 'node:crypto';
import { samlProviderArn } from '../base/arn.ts';
import { sameBytes } from '../base/same-secret.ts';
import * as model from '../model/generated/iam.ts';
import { privateKeyContext } from '../principal/saml-provider.ts';
import type { SamlProviderRecord } from '../store/provider-records.ts';
import { report } from './providers.ts';
import type { AccountSeed, SamlProviderSeed } from './schema.ts';
import { changedTags, wireTagsOf } from './tags.ts';
import { each, SeedRefusal, type Work } from './work.ts';
import type { Path } from './yaml.ts';

/** Makes the SAML providers of an account be as the seed says. */
export async function bringSamlProviders(work: Work, account: string, at: Path, wanted: AccountSeed) {
  for (const [name, provider, path] of each([...at, 'saml-providers'], wanted['saml-providers'])) {
    const found = await work.tx.samlProviders.byName(account, name);
    const details: string[] = [];
    if (found === undefined) await create(work, account, name, path, provider);
    else details.push(...(await update(work, found, path, provider)));
    report(work, account, `SAML provider ${name}`, found, details);
  }
}

async function create(work: Work, account: string, name: string, path: Path, provider: SamlProviderSeed) {
  const [first, ...more] = keysOf(work, path, provider);
  await work.do(account, path, model.CreateSAMLProvider, {
    Name: name,
    SAMLMetadataDocument: provider.metadata,
    AssertionEncryptionMode: provider['assertion-encryption'],
    AddPrivateKey: first?.pem,
    Tags: wireTagsOf(provider.tags),
  });
  const SAMLProviderArn = samlProviderArn(account, name);
  for (const { pem } of more)
    await work.do(account, path, model.UpdateSAMLProvider, { SAMLProviderArn, AddPrivateKey: pem });
}

async function update(work: Work, found: SamlProviderRecord, path: Path, provider: SamlProviderSeed) {
  const { account, name } = found;
  const SAMLProviderArn = samlProviderArn(account, name);
  const details: string[] = [];
  const change = async (input: Omit<model.UpdateSAMLProviderRequest, 'SAMLProviderArn'>, detail: string) => {
    await work.do(account, path, model.UpdateSAMLProvider, { SAMLProviderArn, ...input });
    details.push(detail);
  };

  const keys = keysOf(work, path, provider);
  const held = found.privateKeys.map(({ id, sealed }) => {
    const der = work.tools.secrets.open(sealed, privateKeyContext({ providerId: found.id, id, account }));
    return { id, isWanted: der !== undefined && keys.some((key) => sameBytes(key.der, der)), der };
  });
  const isPruned = work.prune && provider['private-keys'] !== undefined;
  for (const { id, isWanted } of held)
    if (isPruned && !isWanted) await change({ RemovePrivateKey: id }, 'without a private key');
  for (const { pem, der } of keys) {
    const isHeld = held.some((one) => one.der !== undefined && sameBytes(one.der, der));
    if (!isHeld) await change({ AddPrivateKey: pem }, 'private key');
  }
  if (provider.metadata !== found.metadata) await change({ SAMLMetadataDocument: provider.metadata }, 'metadata');
  const encryption = provider['assertion-encryption'];
  if (encryption !== undefined && encryption !== found.assertionEncryption)
    await change({ AssertionEncryptionMode: encryption }, 'assertion-encryption');

  const { set, unset } = changedTags(found.tags, provider.tags, work.prune);
  if (set.length > 0) await work.do(account, path, model.TagSAMLProvider, { SAMLProviderArn, Tags: set });
  if (unset.length > 0) await work.do(account, path, model.UntagSAMLProvider, { SAMLProviderArn, TagKeys: unset });
  if (set.length + unset.length > 0) details.push('tags');
  return details;
}

/** The private keys that the seed names, as they were written and as they are kept. */
const keysOf = (work: Work, path: Path, provider: SamlProviderSeed) =>
  (provider['private-keys'] ?? []).map((reference, i) => {
    const at = [...path, 'private-keys', i];
    const pem = work.secret(at, reference);
    try {
      return { pem, der: createPrivateKey({ key: pem, format: 'pem' }).export({ type: 'pkcs8', format: 'der' }) };
    } catch {
      // What is wrong with it is not said: the text is secret.
      throw new SeedRefusal(at, 'not an unencrypted private key in PEM format');
    }
  });
