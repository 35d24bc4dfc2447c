import { samlProviderArn } from '../../base/arn.ts';
import * as model from '../../model/generated/iam.ts';
import { type Operation, operation } from '../../operation/operation.ts';
import type { SamlProviderRecord } from '../../store/provider-records.ts';
import { changingOf, on, presentOf } from '../kind.ts';
import { ask } from '../question.ts';
import { sortedTags } from '../tags.ts';
import { CreateSAMLProvider } from './create-provider.ts';
import { DEFAULT_MODE } from './encryption.ts';
import { arnOf, samlProviders } from './find.ts';
import { UpdateSAMLProvider } from './update-provider.ts';

/** Shows a provider with its metadata to the letter; of its private keys no more than that they are there. */
const GetSAMLProvider = operation(model.GetSAMLProvider, {
  ...on(samlProviders, model.GetSAMLProvider),
  async handle(given) {
    const provider = presentOf(samlProviders, given);
    return {
      SAMLProviderUUID: provider.uuid,
      SAMLMetadataDocument: provider.metadata,
      CreateDate: provider.createdAt,
      ValidUntil: endOf(provider),
      Tags: sortedTags(provider.tags),
      AssertionEncryptionMode: modeOf(provider),
      PrivateKeyList: provider.privateKeys.map(({ id, addedAt }) => ({ KeyId: id, Timestamp: addedAt })),
    };
  },
});

/** Lists all providers at once: this list has no pages. */
const ListSAMLProviders = operation(model.ListSAMLProviders, {
  access: ({ caller }) => ask(model.ListSAMLProviders, samlProviderArn(caller.account, '*')),
  async handle({ store, caller: { account } }) {
    const limit = await store.samlProviders.count(account);
    const providers = await store.samlProviders.list(account, { limit });
    return {
      SAMLProviderList: providers.map((provider) => ({
        Arn: arnOf(provider),
        ValidUntil: endOf(provider),
        CreateDate: provider.createdAt,
      })),
    };
  },
});

/** Deletes a provider. Roles that trust it keep their words, and nobody can assume them through it any more. */
const DeleteSAMLProvider = operation(model.DeleteSAMLProvider, {
  ...on(samlProviders, model.DeleteSAMLProvider),
  handle: (given) => changingOf(samlProviders, given, (tx, { account, id }) => tx.remove.samlProvider(account, id)),
});

/** Where the metadata names no end, AWS answers a hundred years from the making. */
function endOf({ validUntil, createdAt }: SamlProviderRecord): number {
  if (validUntil !== undefined) return validUntil;
  const end = new Date(createdAt * 1000);
  end.setUTCFullYear(end.getUTCFullYear() + 100);
  return Math.floor(end.getTime() / 1000);
}

const modeOf = ({ assertionEncryption }: SamlProviderRecord): model.assertionEncryptionModeType =>
  assertionEncryption === 'Required' ? 'Required' : DEFAULT_MODE;

export const samlProviderOperations: readonly Operation[] = [
  CreateSAMLProvider,
  GetSAMLProvider,
  ListSAMLProviders,
  UpdateSAMLProvider,
  DeleteSAMLProvider,
];
