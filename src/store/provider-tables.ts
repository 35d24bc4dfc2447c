import { integer, json, optionalInteger, optionalText, text } from './kinds.ts';
import type { OidcProviderRecord, SamlProviderRecord, SealedPrivateKey } from './provider-records.ts';
import { table } from './table.ts';
import { entity, nameKey } from './tables.ts';

/** The tables of identity providers, in the manner of `tables.ts`. */

const texts = json<readonly string[]>();

export const oidcProviders = table<OidcProviderRecord>('oidc_providers', {
  key: ['id'],
  fields: { ...entity, clientIds: texts, thumbprints: texts },
  derived: nameKey,
});

export const samlProviders = table<SamlProviderRecord>('saml_providers', {
  key: ['id'],
  fields: {
    ...entity,
    uuid: text,
    metadata: text,
    updatedAt: integer,
    validUntil: optionalInteger,
    assertionEncryption: optionalText,
    privateKeys: json<readonly SealedPrivateKey[]>(),
  },
  derived: nameKey,
});
