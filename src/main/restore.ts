import { existsSync } from 'node:fs';
import type { Where } from '../cli/house.ts';
import { Refusal } from '../cli/refusal.ts';
import { dataFolder, lockFolder, makeFolder } from '../store/folder.ts';
import { type Restored, restoreStore } from '../store/sqlite/restore.ts';
import { holdKeys } from './held-keys.ts';
import { databaseOf, keyFile } from './open-where.ts';
import { inOneSentence } from './sentences.ts';

/** Puts a backup in the place of the folder's store. The folder's lock keeps it from being done under a running server. */
export async function restore(where: Where, file: string, replace: boolean): Promise<Restored> {
  if (databaseOf(where) !== undefined) {
    throw new Refusal('the store is in PostgreSQL: restore it with PostgreSQL itself, as with pg_restore');
  }
  if (!existsSync(keyFile(where))) {
    throw new Refusal(
      `no root key at \`${keyFile(where)}\`: a backup does not hold it, put the one of the store there first`,
    );
  }
  return inOneSentence(async () => {
    makeFolder(where.data);
    const lock = lockFolder(where.data);
    try {
      const { mac } = holdKeys(keyFile(where));
      return restoreStore(file, { store: dataFolder(where.data).database, mac, replace });
    } finally {
      lock.release();
    }
  });
}
