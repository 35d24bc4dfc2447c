import type {
  AccountSettingsRecord,
  IssuerKeyRecord,
  JobRecord,
  OrganizationRecord,
  PasswordPolicy,
  UsageRecord,
} from './account-records.ts';
import { flag, integer, json, optionalJson, optionalText, text } from './kinds.ts';
import { table } from './table.ts';

/** The tables of what belongs to whole accounts, in the manner of `tables.ts`. */

const texts = json<readonly string[]>();

export const accountSettings = table<AccountSettingsRecord>('account_settings', {
  key: ['account'],
  fields: {
    account: text,
    alias: optionalText,
    passwordPolicy: optionalJson<PasswordPolicy>(),
    globalEndpointToken: text,
    outboundFederation: flag,
  },
});

export const organizations = table<OrganizationRecord>('organizations', {
  key: ['id'],
  fields: {
    id: text,
    managementAccount: text,
    rootId: text,
    units: json(),
    policies: json(),
    places: json(),
    attached: json(),
    delegatedAdministrators: texts,
    features: texts,
  },
});

export const jobs = table<JobRecord>('jobs', {
  key: ['id'],
  fields: { id: text, account: text, kind: text, createdAt: integer, body: text },
});

export const issuerKeys = table<IssuerKeyRecord>('issuer_keys', {
  key: ['account', 'kid'],
  fields: {
    account: text,
    kid: text,
    number: integer,
    algorithm: text,
    createdAt: integer,
    signsFrom: integer,
    publicKey: text,
    sealedPrivateKey: text,
  },
});

export const usages = table<UsageRecord>('usages', {
  key: ['account', 'subject', 'what'],
  fields: {
    account: text,
    subject: text,
    what: text,
    at: integer,
    service: text,
    region: text,
    seenBy: optionalText,
  },
});
