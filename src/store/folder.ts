import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createPrivateFile } from './private-file.ts';
import { StoreRefusal } from './refusal.ts';
import { problemOf } from './sqlite/problem.ts';

/** Where things lie in a data folder. */
export interface DataFolder {
  readonly database: string;
  readonly rootKey: string;
  readonly lock: string;
  readonly adminSocket: string;
}

export const dataFolder = (folder: string): DataFolder => ({
  database: join(folder, 'rolecall.db'),
  rootKey: join(folder, 'root.key'),
  lock: join(folder, 'lock'),
  adminSocket: join(folder, 'admin.sock'),
});

/** Makes the folder, open to its owner alone. Gives its first new parent, or `undefined` if all was there. */
export function makeFolder(folder: string): string | undefined {
  const missing: string[] = [];
  for (let path = resolve(folder); !existsSync(path); path = dirname(path)) missing.unshift(path);
  // One at a time: asked for all of them, Node goes on for ever where the system lets nobody make any, as under /proc. The last is
  // asked for also where it is there, for the error of a file in its place; somebody else may have made it meanwhile.
  for (const path of missing) mkdirSync(path, { recursive: existsSync(path), mode: 0o700 });
  if (missing.length === 0) mkdirSync(folder, { recursive: true });
  return missing[0];
}

export interface FolderLock {
  release(): void;
}

/**
 * Takes a folder for this process, or refuses: two servers on one folder would each serve what the other has revoked. The caller
 * keeps the lock and releases it last.
 *
 * The lock is an exclusive transaction on an empty SQLite file. SQLite holds it as a POSIX record lock (a LockFileEx lock on
 * Windows), so the kernel drops it when the process ends, by SIGKILL too, and there is no stale lock to judge, as there would be
 * with a pid file or a socket; a child process does not inherit it, as it would a flock; and SQLite keeps two
 * holders within one process apart, which a bare record lock does not.
 */
export function lockFolder(folder: string): FolderLock {
  const { lock } = dataFolder(folder);
  // Never opened if it is there: closing any descriptor of a file drops the record locks this process has on it.
  if (!existsSync(lock)) createPrivateFile(lock);
  const database = new DatabaseSync(lock, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (problemOf(error) !== 'busy') throw error;
    throw new StoreRefusal('in-use', `\`${folder}\` is in use by another process`);
  }
  held.add(database);
  return {
    release() {
      held.delete(database);
      database.close();
    },
  };
}

/** A lock whose holder forgot about it would be closed, and so released, by the garbage collector. */
const held = new Set<DatabaseSync>();
