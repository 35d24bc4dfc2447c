/*
 * Credentials that a seed brings along: the one thing that no operation of IAM can make, since those make their secrets
 * themselves. So the rules stand here: whose a key is follows from where it is written, never from what is written.
 */

/** Whom credentials belong to; the account's root where there is no user. */
export interface Owner {
  readonly account: string;
  readonly userId: string | undefined;
  readonly userName: string | undefined;
}

/** How a plan names the owner. */
export const nameOf = ({ userName }: Owner): string => (userName === undefined ? 'root' : `user ${userName}`);
