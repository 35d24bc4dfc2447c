import type { ServiceSpecificCredential, ServiceSpecificCredentialMetadata } from '../../model/generated/iam.ts';
import type { ServiceCredentialRecord } from '../../store/credential-records.ts';
import { statusOf } from '../credential.ts';
import { hasApiKeys } from './services.ts';

/** A credential as lists show it. One that has run out is expired, whatever it was switched to. */
export const listedCredential = (
  credential: ServiceCredentialRecord,
  userName: string,
  now: number,
): ServiceSpecificCredentialMetadata => ({
  CreateDate: credential.createdAt,
  ExpirationDate: credential.expiresAt,
  ServiceName: credential.service,
  [hasApiKeys(credential.service) ? 'ServiceCredentialAlias' : 'ServiceUserName']: credential.serviceUserName,
  ServiceSpecificCredentialId: credential.id,
  UserName: userName,
  Status: credential.expiresAt !== undefined && credential.expiresAt <= now ? 'Expired' : statusOf(credential),
});

/** A credential with its secret, once: when it is made or reset. */
export const wholeCredential = (
  credential: ServiceCredentialRecord,
  userName: string,
  now: number,
  secret: string,
): ServiceSpecificCredential => ({
  ...listedCredential(credential, userName, now),
  [hasApiKeys(credential.service) ? 'ServiceCredentialSecret' : 'ServicePassword']: secret,
});
