import type { Operation } from '../operation/operation.ts';
import { accessKeyOperations } from './access-keys/operations.ts';
import { accountOperations } from './account/operations.ts';
import { attachmentOperations } from './attachments.ts';
import { GetAccountAuthorizationDetails } from './authorization-details/get-account-authorization-details.ts';
import { boundaryOperations } from './boundaries.ts';
import { groupOperations } from './groups/operations.ts';
import { inlinePolicyOperations } from './inline-policies.ts';
import { instanceProfileOperations } from './instance-profiles/operations.ts';
import { mfaOperations } from './mfa/operations.ts';
import { oidcProviderOperations } from './oidc-providers/operations.ts';
import { passwordOperations } from './passwords/operations.ts';
import { policyOperations } from './policies/operations.ts';
import { reportOperations } from './reports/operations.ts';
import { roleOperations } from './roles/operations.ts';
import { samlProviderOperations } from './saml-providers/operations.ts';
import { serverCertificateOperations } from './server-certificates/operations.ts';
import { serviceCredentialOperations } from './service-credentials/operations.ts';
import { serviceLinkedRoleOperations } from './service-linked-roles/operations.ts';
import { signingCertificateOperations } from './signing-certificates/operations.ts';
import { simulationOperations } from './simulation/operations.ts';
import { sshKeyOperations } from './ssh-keys/operations.ts';
import { taggingOperations } from './tagging.ts';
import { usageOperations } from './usage/operations.ts';
import { userOperations } from './users/operations.ts';

/** The IAM operations that are built. */
export const iamOperations: readonly Operation[] = [
  ...userOperations,
  ...roleOperations,
  ...groupOperations,
  ...taggingOperations,
  ...boundaryOperations,
  ...inlinePolicyOperations,
  ...attachmentOperations,
  ...policyOperations,
  GetAccountAuthorizationDetails,
  ...accessKeyOperations,
  ...mfaOperations,
  ...serverCertificateOperations,
  ...signingCertificateOperations,
  ...sshKeyOperations,
  ...serviceCredentialOperations,
  ...instanceProfileOperations,
  ...oidcProviderOperations,
  ...samlProviderOperations,
  ...serviceLinkedRoleOperations,
  ...simulationOperations,
  ...usageOperations,
  ...accountOperations,
  ...passwordOperations,
  ...reportOperations,
];
