import type { FederatedSession, RoleSession, UserSession } from '../token/claims.ts';
import type { Directory, KnownRole, KnownUser } from './directory.ts';

/**
 * The role of a session, if it is still there and its sessions were not revoked since. That those of the whole account
 * were not is the caller's to ask.
 */
export async function sessionRole(
  { account, roleId, epoch }: Pick<RoleSession, 'account' | 'roleId' | 'epoch'>,
  directory: Directory,
): Promise<KnownRole | undefined> {
  const role = await directory.role(account, roleId);
  return role === undefined || (role.record.sessionEpoch ?? 0) !== epoch ? undefined : role;
}

/** The same of the user behind a session; `root` where it is the account's root. */
export async function sessionUser(
  { account, userId, epoch }: Pick<UserSession | FederatedSession, 'account' | 'userId' | 'epoch'>,
  directory: Directory,
): Promise<KnownUser | 'root' | undefined> {
  if (userId === account) return 'root';
  const user = await directory.user(account, userId);
  return user === undefined || (user.record.sessionEpoch ?? 0) !== epoch ? undefined : user;
}
