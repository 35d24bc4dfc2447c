import type { Operation } from '../../operation/operation.ts';
import { aliasOperations } from './aliases.ts';
import { organizationFeatureOperations } from './organization-features.ts';
import { outboundFederationOperations } from './outbound-federation.ts';
import { passwordPolicyOperations } from './password-policy.ts';
import { GetAccountSummary } from './summary.ts';
import { SetSecurityTokenServicePreferences } from './token-preferences.ts';

export const accountOperations: readonly Operation[] = [
  ...aliasOperations,
  ...passwordPolicyOperations,
  GetAccountSummary,
  SetSecurityTokenServicePreferences,
  ...outboundFederationOperations,
  ...organizationFeatureOperations,
];
