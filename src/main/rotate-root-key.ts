import type { RotatedKey } from '../cli/house.ts';
import { Refusal } from '../cli/refusal.ts';
import type { AdminTools } from './admin-commands.ts';
import { databaseOf } from './open-where.ts';

/** Gives the store another root key, in force when it resolves. */
export async function rotateRootKey(
  retireNow: boolean,
  { where, rotation, store }: Pick<AdminTools, 'where' | 'rotation' | 'store'>,
): Promise<RotatedKey> {
  if (databaseOf(where) !== undefined) {
    throw new Refusal(
      'the store is in PostgreSQL: other nodes of it would not know the new key, so it keeps the one it has',
    );
  }
  const rotated = await rotation.rotate(retireNow);
  // It changes nothing that IAM keeps; the audit trail is to have it all the same.
  await store.change(async () => {});
  return rotated;
}
