import type { Kysely } from 'kysely';
import type { Schema } from './rows.ts';

/** A SAML assertion that was taken for credentials, so that it is not taken again. */
export interface UsedAssertion {
  readonly account: string;
  /** Names the assertion among all of the account: a digest of its issuer and id. */
  readonly digest: string;
  /** Nobody takes it from this second on, so it need not be remembered. */
  readonly expiresAt: number;
}

/** Remembered for longer than it is good for: a clock may be set back. */
const KEPT_SECONDS = 3600;

/**
 * Marks an assertion as used: true for exactly one of any number of rivals. One insert decides, so that of two the second
 * finds it there, whatever isolation the engine gives. Whoever can write the database could take a row away, which no MAC
 * would show, so the rows have none.
 */
export async function markUsed(
  db: Kysely<Schema>,
  { account, digest, expiresAt }: UsedAssertion,
  now: number,
): Promise<boolean> {
  await db
    .deleteFrom('used_assertions')
    .where('expires_at', '<', now - KEPT_SECONDS)
    .execute();
  const marked = await db
    .insertInto('used_assertions')
    .values({ account, digest, expires_at: expiresAt })
    .onConflict((conflict) => conflict.columns(['account', 'digest']).doNothing())
    .returning('digest')
    .execute();
  return marked.length === 1;
}
