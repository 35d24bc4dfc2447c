import { oidcProviderArn } from '../../base/arn.ts';
import type { OidcProviderRecord } from '../../store/provider-records.ts';
import { iamFaults } from '../faults.ts';
import type { Kind } from '../kind.ts';
import { assertProviderArn, providerName } from '../provider-arn.ts';
import { resourceTags } from '../question.ts';

export interface Named {
  readonly OpenIDConnectProviderArn: string;
}

/** OpenID Connect providers, found by ARN to the letter: tokens name their issuer in one spelling (security.md D05). */
export const oidcProviders: Kind<Named, OidcProviderRecord> = {
  check: ({ OpenIDConnectProviderArn: arn }) => assertProviderArn('oidc-provider/', arn),
  async find(reads, account, { OpenIDConnectProviderArn: arn }) {
    const name = providerName('oidc-provider/', account, arn);
    const provider = name === undefined ? undefined : await reads.oidcProviders.byName(account, name);
    return provider?.name === name ? provider : undefined;
  },
  arn: (_account, { OpenIDConnectProviderArn: arn }) => arn,
  keys: (found) => resourceTags(found?.tags),
  again: (reads, { account, id }) => reads.oidcProviders.byId(account, id),
  missing: ({ OpenIDConnectProviderArn: arn }) =>
    iamFaults.NoSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`),
};

export const arnOf = ({ account, name }: OidcProviderRecord): string => oidcProviderArn(account, name);
