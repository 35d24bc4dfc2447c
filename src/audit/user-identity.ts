import { rootArn } from '../base/arn.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { Caller } from '../principal/caller.ts';
import type { FederatedSession, RoleSession, SessionClaims } from '../token/claims.ts';

/** Who called, as CloudTrail says it (sts.md 8.1, 8.2). */
export function userIdentity(caller: Caller): object {
  const { account, arn, userId, accessKeyId, session } = caller;
  const known = { principalId: userId, arn, accountId: account, accessKeyId };
  switch (caller.kind) {
    case 'root':
      return { type: 'Root', ...known, ...(session && { sessionContext: { attributes: attributes(session) } }) };
    case 'user': {
      const sessionContext = session && { sessionContext: { attributes: attributes(session) } };
      return { type: 'IAMUser', ...known, userName: caller.user?.name, ...sessionContext };
    }
    case 'role-session':
      return { type: 'AssumedRole', ...known, sessionContext: roleContext(caller, session as RoleSession) };
    case 'federated-user':
      return {
        type: 'FederatedUser',
        ...known,
        sessionContext: {
          sessionIssuer: voucher(caller, session as FederatedSession),
          attributes: attributes(session!),
        },
      };
    case 'root-session':
      return {
        type: 'Root',
        ...known,
        arn: rootArn(account),
        sessionContext: { attributes: attributes(session!), assumedRoot: 'true' },
      };
    case 'web-identity':
      return vouchedFor('WebIdentityUser', caller, /:sub$/);
    case 'saml':
      return vouchedFor('SAMLUser', caller, /^saml:sub$/);
  }
}

/** The same as JSON for the other account that a call concerns: no name, no key, no ARN. */
export const reducedIdentity = ({ userId, account }: Caller): string =>
  `{"type":"AWSAccount","principalId":${JSON.stringify(userId)},"accountId":"${account}"}`;

function roleContext(caller: Caller, claims: RoleSession): object {
  const { account, roleId, roleName, sourceIdentity } = claims;
  return {
    sessionIssuer: {
      type: 'Role',
      principalId: roleId,
      arn: caller.principal.entityArn,
      accountId: account,
      userName: roleName,
    },
    webIdFederationData: federationData(claims),
    attributes: attributes(claims),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
  };
}

/** Of AssumeRoleWithWebIdentity: the provider and what it said; empty for every other session. */
function federationData({ provider, providerKeys }: RoleSession): object {
  if (provider === undefined || !provider.includes(':oidc-provider/')) return {};
  return {
    federatedProvider: provider,
    attributes: Object.fromEntries(providerKeys.map(({ key, value }) => [key, value])),
  };
}

/** The user or root that vouches for a federated user. */
function voucher({ account, principal }: Caller, { userId }: FederatedSession): object {
  const arn = principal.entityArn;
  if (arn === undefined) return { type: 'Root', principalId: account, arn: rootArn(account), accountId: account };
  const userName = arn.slice(arn.lastIndexOf('/') + 1);
  return { type: 'IAMUser', principalId: userId, arn, accountId: account, userName };
}

/** AWS writes the truth of MFA as text. */
const attributes = (session: SessionClaims): object => ({
  creationDate: isoSecond(session.issuedAt * 1000),
  mfaAuthenticated: String(session.kind === 'user' && session.mfaAt !== undefined),
});

/** Somebody without credentials of ours: the provider's word is all there is. */
function vouchedFor(type: string, { userId, context, principal, arn }: Caller, subjectKey: RegExp): object {
  const key = [...context.keys()].find((each) => subjectKey.test(each));
  const subject = key === undefined ? undefined : context.get(key);
  return {
    type,
    principalId: userId,
    userName: subject?.kind === 'single' ? subject.value : undefined,
    identityProvider: principal.provider ?? arn,
  };
}
