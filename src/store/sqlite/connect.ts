import { DatabaseSync } from 'node:sqlite';
import { StoreRefusal } from '../refusal.ts';
import { problemOf } from './problem.ts';

/** Older ones lose committed pages when two connections reset the WAL at once (sqlite.org/wal.html, fixed in 3.51.3). */
const SQLITE_MIN = [3, 51, 3] as const;

const BUSY_TIMEOUT_MS = 5000;
const WAL_ATTEMPTS_MAX = 50;
const WAL_PAUSE_MS = 20;

/** `OFF` exists for the test that shows what FULL is for, and for stores that live in memory. No setting leads here. */
export type Synchronous = 'FULL' | 'OFF';

/** Opens one connection. Reads and writes nothing yet but its settings. */
export function connect(file: string, synchronous: Synchronous = 'FULL'): DatabaseSync {
  refuseOldSqlite(process.versions.sqlite ?? '0.0.0');
  const database = new DatabaseSync(file, {
    // First of all, so that every later statement waits for a rival instead of failing.
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: true,
    enableDoubleQuotedStringLiterals: false,
    allowExtension: false,
  });
  try {
    for (const pragma of settings(synchronous)) database.exec(`PRAGMA ${pragma}`);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

const settings = (synchronous: Synchronous): readonly string[] => [
  // FULL syncs the WAL at every commit; NORMAL would lose acknowledged changes in a power cut.
  `synchronous = ${synchronous}`,
  // On macOS fsync alone leaves the data in the drive's cache. Without effect elsewhere.
  'fullfsync = ON',
  'checkpoint_fullfsync = ON',
  // Checkpoints are run by the store, which must see when one fails; SQLite's own would swallow the error.
  'wal_autocheckpoint = 0',
  // The file may have been written by somebody else: nothing in its schema may call functions, no page is taken on trust.
  'trusted_schema = OFF',
  'cell_size_check = ON',
];

/** Switches the file to WAL. The first switch on a fresh file may be answered SQLITE_BUSY whatever the time-out: tried again. */
export async function enterWal(database: DatabaseSync): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
      if (mode === 'wal') return;
      throw new StoreRefusal(
        'no-wal',
        `the file system cannot hold the store: journal mode is \`${mode}\` instead of WAL`,
      );
    } catch (error) {
      if (problemOf(error) !== 'busy' || attempt >= WAL_ATTEMPTS_MAX) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, WAL_PAUSE_MS));
  }
}

/** Refuses a SQLite whose WAL can lose data. */
export function refuseOldSqlite(version: string): void {
  const parts = version.split('.').map(Number);
  const at = SQLITE_MIN.findIndex((part, index) => part !== parts[index]);
  if (at < 0 || (parts[at] ?? 0) > SQLITE_MIN[at]!) return;
  throw new StoreRefusal(
    'old-sqlite',
    `SQLite \`${version}\` is older than ${SQLITE_MIN.join('.')}: run on a newer Node`,
  );
}
