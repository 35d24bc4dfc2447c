import type { BackedUp } from '../cli/house.ts';
import { Refusal } from '../cli/refusal.ts';
import { dataFolder } from '../store/folder.ts';
import { backupStore } from '../store/sqlite/backup.ts';
import type { AdminTools, Tell } from './admin-commands.ts';
import { databaseOf } from './open-where.ts';
import { inOneSentence } from './sentences.ts';

/** Writes a backup of the store in the folder, while it is served or not. */
export async function backUp(file: string, { store, where }: AdminTools, tell: Tell): Promise<BackedUp> {
  if (databaseOf(where) !== undefined) {
    throw new Refusal('the store is in PostgreSQL: back it up with PostgreSQL itself, as with pg_dump');
  }
  const change = await store.sequence();
  const bytes = await inOneSentence(() => backupStore(dataFolder(where.data).database, file, tell));
  return { file, bytes, change };
}
