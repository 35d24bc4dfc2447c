import { federatedUserArn, sessionArn } from '../base/arn.ts';
import type { SignedInFacts } from '../operation/sign-in-event.ts';
import type { Directory } from '../principal/directory.ts';
import { sessionRole, sessionUser } from '../principal/session-holder.ts';
import type { SessionClaims } from '../token/claims.ts';

/**
 * Whose credentials were turned into a sign-in. It says who somebody is and gives no right to call anything: the policies
 * and tags of the session are not in it, and whatever is to be done for somebody who is signed in has to be decided with
 * them (security.md C10). There is no MFA in it either, because the credentials that may sign in know of none (G10).
 */
export interface SignedIn {
  readonly kind: 'role' | 'federated';
  readonly account: string;
  /** Unique id of the role, or of the user who vouches; the account id for root. */
  readonly holderId: string;
  /** Of a session of a role. */
  readonly roleName: string | undefined;
  readonly sessionName: string;
  readonly sourceIdentity: string | undefined;
  readonly accessKeyId: string;
  readonly epoch: number;
  readonly accountEpoch: number;
  /** Names this sign-in, from the token on. */
  readonly signInId: string;
  /** When the console session ends, in seconds, whenever it begins. */
  readonly expiresAt: number;
}

/** What the SigninToken holds. */
export interface SignInToken extends SignedIn {
  /** From this second on nobody can sign in by it. */
  readonly linkExpiresAt: number;
}

/** What the cookie holds. */
export interface ConsoleSession extends SignedIn {
  /** Fresh at each sign-in, and never anything that a browser brought (security.md G08). */
  readonly id: string;
  /** Where to get a new link. */
  readonly issuer: string | undefined;
}

/** Who a session's credentials make; `undefined` for those that may not sign in (sts.md 7). */
export function signedInBy(
  claims: SessionClaims,
  about: Pick<SignedIn, 'accessKeyId' | 'signInId' | 'expiresAt'>,
): SignedIn | undefined {
  if (claims.kind !== 'role' && claims.kind !== 'federated') return undefined;
  const { account, sessionName, sourceIdentity, epoch, accountEpoch } = claims;
  const holder =
    claims.kind === 'role'
      ? { kind: claims.kind, holderId: claims.roleId, roleName: claims.roleName }
      : { kind: claims.kind, holderId: claims.userId, roleName: undefined };
  return { ...holder, account, sessionName, sourceIdentity, epoch, accountEpoch, ...about };
}

/** Whether role or user are still there and nothing was revoked since: asked again each time. */
export async function isAlive(who: SignedIn, directory: Directory): Promise<boolean> {
  const { account, holderId, epoch } = who;
  if ((await directory.accountEpoch(account)) !== who.accountEpoch) return false;
  const holder =
    who.kind === 'role'
      ? await sessionRole({ account, roleId: holderId, epoch }, directory)
      : await sessionUser({ account, userId: holderId, epoch }, directory);
  return holder !== undefined;
}

export const arnOf = ({ account, roleName, sessionName }: SignedIn): string =>
  roleName === undefined ? federatedUserArn(account, sessionName) : sessionArn(account, roleName, sessionName);

/** Role and session name alike, and the same role: a new one of the same name is somebody else. */
export const isSamePerson = (one: SignedIn, other: SignedIn): boolean =>
  arnOf(one) === arnOf(other) && one.holderId === other.holderId;

/** What events say of somebody. */
export const factsOf = (who: SignedIn): SignedInFacts => ({
  type: who.kind === 'role' ? 'AssumedRole' : 'FederatedUser',
  account: who.account,
  arn: arnOf(who),
  userId: `${who.kind === 'role' ? who.holderId : who.account}:${who.sessionName}`,
  accessKeyId: who.accessKeyId,
  sourceIdentity: who.sourceIdentity,
});
