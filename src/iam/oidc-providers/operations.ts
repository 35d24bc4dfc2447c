import { oidcProviderArn } from '../../base/arn.ts';
import type { OperationFacts } from '../../model/facts.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, type Operation, operation } from '../../operation/operation.ts';
import type { OidcProviderRecord } from '../../store/provider-records.ts';
import { iamFaults } from '../faults.ts';
import { changingOf, on, presentOf } from '../kind.ts';
import { ask } from '../question.ts';
import { sortedTags } from '../tags.ts';
import { CreateOpenIDConnectProvider } from './create-provider.ts';
import { arnOf, oidcProviders } from './find.ts';
import { acceptableClientIds, acceptableThumbprints } from './lists.ts';

const GetOpenIDConnectProvider = operation(model.GetOpenIDConnectProvider, {
  ...on(oidcProviders, model.GetOpenIDConnectProvider),
  async handle(given) {
    const { name, clientIds, thumbprints, createdAt, tags } = presentOf(oidcProviders, given);
    return {
      // AWS leaves out the scheme, which is always the same.
      Url: name,
      ClientIDList: clientIds,
      ThumbprintList: thumbprints,
      CreateDate: createdAt,
      Tags: sortedTags(tags),
    };
  },
});

/** Lists all providers at once: this list has no pages. */
const ListOpenIDConnectProviders = operation(model.ListOpenIDConnectProviders, {
  access: ({ caller }) => ask(model.ListOpenIDConnectProviders, oidcProviderArn(caller.account, '*')),
  async handle({ store, caller: { account } }) {
    const limit = await store.oidcProviders.count(account);
    const providers = await store.oidcProviders.list(account, { limit });
    return { OpenIDConnectProviderList: providers.map((provider) => ({ Arn: arnOf(provider) })) };
  },
});

/** Deletes a provider. Its documentation calls this idempotent; recorded is that AWS refuses what is not there, in words of its own. */
const DeleteOpenIDConnectProvider = operation(model.DeleteOpenIDConnectProvider, {
  ...on(oidcProviders, model.DeleteOpenIDConnectProvider),
  handle: (given) => changingOf(deletable, given, (tx, { account, id }) => tx.remove.oidcProvider(account, id)),
});

const deletable: typeof oidcProviders = {
  ...oidcProviders,
  missing: ({ OpenIDConnectProviderArn: arn }) =>
    iamFaults.NoSuchEntity(`OpenId connect Provider ${arn} cannot be found.`),
};

/** Adds a client id; one that is there already is no error. */
const AddClientIDToOpenIDConnectProvider = changes(
  model.AddClientIDToOpenIDConnectProvider,
  ({ clientIds }, { input, quotas }) => ({ clientIds: acceptableClientIds([...clientIds, input.ClientID], quotas) }),
);

/** Removes a client id; one that is not there is no error. Without the last one the provider accepts nobody. */
const RemoveClientIDFromOpenIDConnectProvider = changes(
  model.RemoveClientIDFromOpenIDConnectProvider,
  ({ clientIds }, { input }) => ({ clientIds: clientIds.filter((clientId) => clientId !== input.ClientID) }),
);

/** Replaces the thumbprints by others. */
const UpdateOpenIDConnectProviderThumbprint = changes(
  model.UpdateOpenIDConnectProviderThumbprint,
  (_provider, { input }) => ({ thumbprints: acceptableThumbprints(input.ThumbprintList) }),
);

/** An operation that changes the lists of a provider. */
function changes<Input extends { readonly OpenIDConnectProviderArn: string }>(
  facts: OperationFacts<Input, void>,
  change: (
    provider: OidcProviderRecord,
    given: Given<Input>,
  ) => Partial<Pick<OidcProviderRecord, 'clientIds' | 'thumbprints'>>,
): Operation {
  return operation(facts, {
    ...on(oidcProviders, facts),
    handle: (given) =>
      changingOf(oidcProviders, given, (tx, provider) =>
        tx.put.oidcProvider({ ...provider, ...change(provider, given) }),
      ),
  });
}

export const oidcProviderOperations: readonly Operation[] = [
  CreateOpenIDConnectProvider,
  GetOpenIDConnectProvider,
  ListOpenIDConnectProviders,
  DeleteOpenIDConnectProvider,
  AddClientIDToOpenIDConnectProvider,
  RemoveClientIDFromOpenIDConnectProvider,
  UpdateOpenIDConnectProviderThumbprint,
];
