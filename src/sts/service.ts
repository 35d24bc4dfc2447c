import type { Operation } from '../operation/operation.ts';
import { AssumeRole } from './assume-role/operation.ts';
import { AssumeRoleWithSAML } from './assume-role-with-saml/operation.ts';
import { AssumeRoleWithWebIdentity } from './assume-role-with-web-identity/operation.ts';
import { AssumeRoot } from './assume-root.ts';
import { DecodeAuthorizationMessage } from './decode-authorization-message.ts';
import { GetAccessKeyInfo } from './get-access-key-info.ts';
import { GetCallerIdentity } from './get-caller-identity.ts';
import { GetDelegatedAccessToken } from './get-delegated-access-token.ts';
import { GetFederationToken } from './get-federation-token.ts';
import { GetSessionToken } from './get-session-token.ts';
import { GetWebIdentityToken } from './get-web-identity-token/operation.ts';

/** The STS operations that are built. */
export const stsOperations: readonly Operation[] = [
  AssumeRole,
  AssumeRoleWithSAML,
  AssumeRoleWithWebIdentity,
  AssumeRoot,
  DecodeAuthorizationMessage,
  GetAccessKeyInfo,
  GetCallerIdentity,
  GetDelegatedAccessToken,
  GetFederationToken,
  GetSessionToken,
  GetWebIdentityToken,
];
