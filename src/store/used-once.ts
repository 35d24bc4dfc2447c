import type { Kysely } from 'kysely';
import type { Schema } from './rows.ts';

/** Something that is good for one use and was used, so that it is not taken again. */
export interface UsedOnce {
  readonly account: string;
  /** What was used. A console session is used up when somebody signs out of it. */
  readonly what: 'saml-assertion' | 'sign-in-token' | 'console-session';
  /** Names it among all of its kind in the account: an id of ours, or a digest of somebody else's. */
  readonly digest: string;
  /** Nobody takes it from this second on, so it need not be remembered. */
  readonly expiresAt: number;
}

/** Remembered for longer than it is good for: a clock may be set back. */
const KEPT_SECONDS = 3600;

/**
 * Marks something as used: true for exactly one of any number of rivals. One insert decides, so that of two the second
 * finds it there, whatever isolation the engine gives. Whoever can write the database could take a row away, which no MAC
 * would show, so the rows have none.
 */
export async function markUsed(
  db: Kysely<Schema>,
  { account, what, digest, expiresAt }: UsedOnce,
  now: number,
): Promise<boolean> {
  await db
    .deleteFrom('used_once')
    .where('expires_at', '<', now - KEPT_SECONDS)
    .execute();
  const marked = await db
    .insertInto('used_once')
    .values({ account, what, digest, expires_at: expiresAt })
    .onConflict((conflict) => conflict.columns(['account', 'what', 'digest']).doNothing())
    .returning('digest')
    .execute();
  return marked.length === 1;
}
