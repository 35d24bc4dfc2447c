import type { Chapter } from '../scenario/step.ts';
import { accessKeys } from './access-keys.ts';
import { accountAlias, organizationFeatures, outboundFederation, passwordPolicy, tokenPreferences } from './account.ts';
import { serverCertificates, signingCertificates } from './certificates.ts';
import { groups } from './groups.ts';
import { attachedPolicies, boundaries, inlinePolicies } from './held-policies.ts';
import { holders, holdersEnd } from './holders.ts';
import { instanceProfiles } from './instance-profiles.ts';
import { managedPolicies } from './managed-policies.ts';
import { hardwareTokens, virtualMfaDevices } from './mfa.ts';
import { loginProfiles } from './passwords.ts';
import { oidcProviders, samlProviders } from './providers.ts';
import { credentialReport, overviews } from './reports.ts';
import { roles } from './roles.ts';
import { serviceCredentials } from './service-credentials.ts';
import { serviceLinkedRoles } from './service-linked-roles.ts';
import { simulation } from './simulation.ts';
import { sshKeys } from './ssh-keys.ts';
import { usage } from './usage.ts';
import { users } from './users.ts';

/** The lives of all that IAM keeps, in one account: each from the first call to the one that finds nothing left. */
export const lives: readonly Chapter[] = [
  holders,
  overviews,
  users,
  groups,
  roles,
  managedPolicies,
  inlinePolicies,
  attachedPolicies,
  boundaries,
  accessKeys,
  loginProfiles,
  virtualMfaDevices,
  hardwareTokens,
  serverCertificates,
  signingCertificates,
  sshKeys,
  serviceCredentials,
  instanceProfiles,
  serviceLinkedRoles,
  oidcProviders,
  samlProviders,
  accountAlias,
  passwordPolicy,
  tokenPreferences,
  outboundFederation,
  organizationFeatures,
  credentialReport,
  usage,
  simulation,
  holdersEnd,
];
