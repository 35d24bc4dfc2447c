import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { syncFolderOf } from '../../base/private-file.ts';
import { damaged, notAStore } from '../format.ts';
import { createPrivateFile } from '../private-file.ts';
import { StoreRefusal } from '../refusal.ts';
import type { Mac } from '../row-mac.ts';
import { connect } from './connect.ts';
import { inspect } from './layout.ts';
import { problemOf } from './problem.ts';

const BESIDE = ['-wal', '-shm'];

export interface Restored {
  /** Where the store that was there is now. */
  readonly kept: string | undefined;
}

/**
 * Puts a backup in the place of the store, under the folder's lock. Everything is looked at in a copy first: that it is whole, of
 * a format that this program knows, and made under this root key. A store that is there is refused, or moved aside where
 * `replace` says so.
 *
 * INVARIANT: no write-ahead log of another database lies beside the one that is put there. SQLite would take it for its own.
 */
export function restoreStore(
  file: string,
  { store, mac, replace }: { readonly store: string; readonly mac: Mac; readonly replace: boolean },
): Restored {
  if (existsSync(store) && !replace) {
    throw new StoreRefusal('exists', `there is a store already: \`${store}\`; --replace puts the backup in its place`);
  }
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new StoreRefusal('missing', `no backup at \`${file}\``);
  }
  const draft = `${store}.${randomBytes(8).toString('hex')}.new`;
  try {
    copy(file, draft);
    look(draft, file, mac);
    const kept = moveAside(store);
    linkSync(draft, store);
    syncFolderOf(store);
    return { kept };
  } finally {
    for (const suffix of ['', ...BESIDE]) rmSync(draft + suffix, { force: true });
  }
}

/** A copy, so that what is looked at is what is put there, whoever can write the backup. */
function copy(file: string, draft: string): void {
  createPrivateFile(draft);
  const from = openSync(file, 'r');
  const to = openSync(draft, 'r+');
  try {
    // Not copyFile: it hands on the mode of the backup, which others may be able to read.
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let read = readSync(from, chunk); read > 0; read = readSync(from, chunk)) writeSync(to, chunk, 0, read);
    fsyncSync(to);
  } finally {
    closeSync(from);
    closeSync(to);
  }
}

const CHUNK_BYTES = 1024 * 1024;

function look(draft: string, file: string, mac: Mac): void {
  let database: ReturnType<typeof connect> | undefined;
  try {
    database = connect(draft);
    inspect(database, file, mac);
    // Without a log beside it, the copy is all there is.
    database.exec('PRAGMA journal_mode = DELETE');
  } catch (error) {
    const problem = problemOf(error);
    if (problem === 'not-a-database') throw notAStore(file);
    throw problem === 'failed' ? damaged(file, (error as Error).message) : error;
  } finally {
    database?.close();
  }
}

/** The database first: without it nothing is a store, and whatever ends the process here, a restore can begin again. */
function moveAside(store: string): string | undefined {
  const kept = `${store}.replaced`;
  const isThere = existsSync(store);
  if (isThere) {
    for (const suffix of BESIDE) rmSync(kept + suffix, { force: true });
    renameSync(store, kept);
  }
  for (const suffix of BESIDE) if (existsSync(store + suffix)) renameSync(store + suffix, kept + suffix);
  syncFolderOf(store);
  return isThere ? kept : undefined;
}
