import type {
  LoginProfileRecord,
  ServerCertificateRecord,
  ServiceCredentialRecord,
  SigningCertificateRecord,
  SshKeyRecord,
} from './credential-records.ts';
import { flag, integer, json, optionalInteger, optionalText, text } from './kinds.ts';
import { table } from './table.ts';
import { entity, nameKey } from './tables.ts';

/** The tables of what users and accounts hold beside access keys and MFA devices, in the manner of `tables.ts`. */

const userCredential = { id: text, account: text, userId: text, active: flag, createdAt: integer };

export const loginProfiles = table<LoginProfileRecord>('login_profiles', {
  key: ['user_id'],
  fields: {
    userId: text,
    account: text,
    createdAt: integer,
    passwordHash: text,
    changedAt: integer,
    resetRequired: flag,
    previousHashes: json<readonly string[]>(),
  },
});

export const signingCertificates = table<SigningCertificateRecord>('signing_certificates', {
  key: ['account', 'id'],
  fields: { ...userCredential, body: text, digest: text },
});

export const sshKeys = table<SshKeyRecord>('ssh_keys', {
  key: ['id'],
  fields: { ...userCredential, body: text, fingerprint: text },
});

export const serviceCredentials = table<ServiceCredentialRecord>('service_credentials', {
  key: ['id'],
  fields: {
    ...userCredential,
    service: text,
    serviceUserName: text,
    sealedSecret: text,
    expiresAt: optionalInteger,
  },
});

export const serverCertificates = table<ServerCertificateRecord>('server_certificates', {
  key: ['id'],
  fields: { ...entity, body: text, chain: optionalText, sealedPrivateKey: text, expiresAt: integer },
  derived: nameKey,
});
