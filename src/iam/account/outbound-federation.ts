import * as model from '../../model/generated/iam.ts';
import { type Given, type Operation, operation } from '../../operation/operation.ts';
import { iamFaults } from '../faults.ts';
import { ask } from '../question.ts';
import { changeSettings, settingsOf } from './settings.ts';

/** Lets the account's principals ask for web identity tokens, and names the issuer of them. */
const EnableOutboundWebIdentityFederation = operation(model.EnableOutboundWebIdentityFederation, {
  access: () => ask(model.EnableOutboundWebIdentityFederation, '*'),
  async handle(given) {
    await changeSettings(given, ({ account, outboundFederation }) => {
      if (outboundFederation)
        throw iamFaults.FeatureEnabled(`Outbound identity federation is already enabled for account ${account}`);
      return { outboundFederation: true };
    });
    // Now, so that whoever is told of the issuer finds its keys; a token that comes first makes them too.
    await given.issuers.prepare(given.caller.account);
    return { IssuerIdentifier: await issuerOf(given) };
  },
});

/** Tokens that were given before stay good: others verify them without asking us. */
const DisableOutboundWebIdentityFederation = operation(model.DisableOutboundWebIdentityFederation, {
  access: () => ask(model.DisableOutboundWebIdentityFederation, '*'),
  handle: (given) =>
    changeSettings(given, ({ account, outboundFederation }) => {
      if (!outboundFederation) throw isDisabled(account);
      return { outboundFederation: false };
    }),
});

const GetOutboundWebIdentityFederationInfo = operation(model.GetOutboundWebIdentityFederationInfo, {
  access: () => ask(model.GetOutboundWebIdentityFederationInfo, '*'),
  async handle(given) {
    const { account, outboundFederation } = await settingsOf(given.store, given.caller.account);
    if (!outboundFederation) throw isDisabled(account);
    return { IssuerIdentifier: await issuerOf(given), JwtVendingEnabled: true };
  },
});

export const outboundFederationOperations: readonly Operation[] = [
  EnableOutboundWebIdentityFederation,
  DisableOutboundWebIdentityFederation,
  GetOutboundWebIdentityFederationInfo,
];

const isDisabled = (account: string) =>
  iamFaults.FeatureDisabled(`Outbound identity federation is disabled for account ${account}`);

/** Stays the same whatever is switched off and on: it hangs on the account's uuid, which is never given again. */
async function issuerOf({
  store,
  caller,
  publicUrl,
}: Pick<Given<unknown>, 'store' | 'caller' | 'publicUrl'>): Promise<string> {
  const { uuid } = (await store.accounts.byId(caller.account))!;
  return `${publicUrl()}/oidc/${uuid}`;
}
