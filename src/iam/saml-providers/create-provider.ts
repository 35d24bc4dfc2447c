import { samlProviderArn } from '../../base/arn.ts';
import { secondsOf } from '../../base/clock.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import type { SamlProviderRecord } from '../../store/provider-records.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { ask, requestTags } from '../question.ts';
import { resourceTagRule, sortedTags, tagged } from '../tags.ts';
import { unlessTaken } from '../taken.ts';
import { assertDecryptable } from './encryption.ts';
import { longId, sealedKey } from './private-keys.ts';
import { usableMetadata } from './read-metadata.ts';

/** Makes a SAML provider of its metadata. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html */
export const CreateSAMLProvider = operation(model.CreateSAMLProvider, {
  access: ({ input, caller }) =>
    ask(model.CreateSAMLProvider, samlProviderArn(caller.account, input.Name), requestTags(input.Tags)),
  async handle(given) {
    const { store, input, entropy, clock, quotas } = given;
    const { account } = given.caller;
    const { Name: name, SAMLMetadataDocument: metadata, AddPrivateKey: pem } = input;
    const tags = tagged([], input.Tags, resourceTagRule, quotas);
    const now = secondsOf(clock);
    const { validUntilSeconds: validUntil } = await usableMetadata(metadata, now);
    const id = longId(entropy);
    const provider: SamlProviderRecord = {
      id,
      account,
      name,
      path: '/',
      createdAt: now,
      tags,
      uuid: id,
      metadata,
      updatedAt: now,
      validUntil,
      assertionEncryption: input.AssertionEncryptionMode,
      privateKeys: pem === undefined ? [] : [sealedKey(pem, { id, account }, given)],
    };
    assertDecryptable(provider);
    const saved = store.change(async (tx) => {
      if ((await tx.samlProviders.byName(account, name)) !== undefined) throw exists(name);
      const quota = quotas.samlProvidersPerAccount;
      if ((await tx.samlProviders.count(account)) >= quota) throw quotaExceeded('SAMLProvidersPerAccount', quota);
      await tx.put.samlProvider(provider);
    });
    await unlessTaken(saved, () => exists(name));
    return {
      SAMLProviderArn: samlProviderArn(account, name),
      Tags: tags.length === 0 ? undefined : sortedTags(tags),
    };
  },
});

const exists = (name: string) => iamFaults.EntityAlreadyExists(`SAMLProvider with name ${name} already exists.`);
