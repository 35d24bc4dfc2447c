import { oidcProviderArn } from '../../base/arn.ts';
import { secondsOf } from '../../base/clock.ts';
import { uuid } from '../../base/identifiers.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { ask, requestTags } from '../question.ts';
import { resourceTagRule, sortedTags, tagged } from '../tags.ts';
import { unlessTaken } from '../taken.ts';
import { acceptableClientIds, acceptableThumbprints } from './lists.ts';
import { nameOfIssuer } from './url.ts';

/**
 * Makes the provider of an issuer. Where the request has no thumbprints AWS fetches one from the issuer; this server
 * calls nobody while it creates something, and the list stays empty. A provider without client ids accepts nobody's
 * tokens until it has one (security.md D04).
 */
export const CreateOpenIDConnectProvider = operation(model.CreateOpenIDConnectProvider, {
  check: ({ input }) => nameOfIssuer(input.Url),
  access: ({ input, caller, checked: name }) =>
    ask(model.CreateOpenIDConnectProvider, oidcProviderArn(caller.account, name), requestTags(input.Tags)),
  async handle({ store, caller: { account }, input, checked: name, entropy, clock, quotas }) {
    const tags = tagged([], input.Tags, resourceTagRule, quotas);
    const thumbprints = acceptableThumbprints(input.ThumbprintList ?? []);
    const clientIds = acceptableClientIds(input.ClientIDList ?? [], quotas);
    const exists = () => iamFaults.EntityAlreadyExists(`Provider with url ${input.Url} already exists.`);
    const saved = store.change(async (tx) => {
      // Without regard to case, unlike the look-up: of two spellings of an issuer nobody could tell which is meant.
      if ((await tx.oidcProviders.byName(account, name)) !== undefined) throw exists();
      const quota = quotas.oidcProvidersPerAccount;
      if ((await tx.oidcProviders.count(account)) >= quota) {
        throw quotaExceeded('OpenIdConnectProvidersPerAccount', quota);
      }
      const createdAt = secondsOf(clock);
      await tx.put.oidcProvider({
        id: uuid(entropy),
        account,
        name,
        path: '/',
        createdAt,
        tags,
        clientIds,
        thumbprints,
      });
    });
    await unlessTaken(saved, exists);
    return {
      OpenIDConnectProviderArn: oidcProviderArn(account, name),
      Tags: tags.length === 0 ? undefined : sortedTags(tags),
    };
  },
});
