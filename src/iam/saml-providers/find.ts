import { samlProviderArn } from '../../base/arn.ts';
import type { SamlProviderRecord } from '../../store/provider-records.ts';
import { iamFaults } from '../faults.ts';
import type { Kind } from '../kind.ts';
import { assertProviderArn, providerName } from '../provider-arn.ts';
import { resourceTags } from '../question.ts';

export interface Named {
  readonly SAMLProviderArn: string;
}

/** SAML providers, found by ARN to the letter. */
export const samlProviders: Kind<Named, SamlProviderRecord> = {
  check: ({ SAMLProviderArn: arn }) => assertProviderArn('saml-provider/', arn),
  async find(reads, account, { SAMLProviderArn: arn }) {
    const name = providerName('saml-provider/', account, arn);
    const provider = name === undefined ? undefined : await reads.samlProviders.byName(account, name);
    return provider?.name === name ? provider : undefined;
  },
  arn: (_account, { SAMLProviderArn: arn }) => arn,
  keys: (found) => resourceTags(found?.tags),
  again: (reads, { account, id }) => reads.samlProviders.byId(account, id),
  missing: ({ SAMLProviderArn: arn }) => iamFaults.NoSuchEntity(`Manifest not found for arn ${arn}`),
};

export const arnOf = ({ account, name }: SamlProviderRecord): string => samlProviderArn(account, name);
