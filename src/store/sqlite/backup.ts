import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs';
import { backup } from 'node:sqlite';
import { syncFolderOf } from '../../base/private-file.ts';
import { createPrivateFile } from '../private-file.ts';
import { StoreRefusal } from '../refusal.ts';
import { connect } from './connect.ts';

export interface Progress {
  readonly pages: number;
  readonly of: number;
}

/** Pages copied in one go: 4 MB, so that the progress moves, and nothing else waits for long. */
const PAGES_AT_ONCE = 1000;

/**
 * Copies the store as it stands at one moment into a new file that only its owner reads. Changes go on meanwhile and are not in it:
 * the copy is read in one transaction on a connection of its own, away from the event loop. The file appears whole, and
 * is on disk, or does not appear; one that stands there already, or a link, is never written over.
 */
export async function backupStore(store: string, file: string, tell: (progress: Progress) => void): Promise<number> {
  const draft = `${file}.${randomBytes(8).toString('hex')}.new`;
  const source = connect(store);
  try {
    makeDraft(file, draft);
    // A change by another connection would otherwise have the copy begin anew, for as long as changes keep coming.
    source.exec('BEGIN');
    source.prepare('SELECT value FROM meta').get();
    await backup(source, draft, {
      rate: PAGES_AT_ONCE,
      progress: ({ totalPages, remainingPages }) => tell({ pages: totalPages - remainingPages, of: totalPages }),
    });
    standAlone(draft);
    // Unlike rename, link fails where the name is taken.
    linkSync(draft, file);
    syncFolderOf(file);
    return statSync(file).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyThere(file);
    throw error;
  } finally {
    source.close();
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(draft + suffix, { force: true });
  }
}

function makeDraft(file: string, draft: string): void {
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) throw alreadyThere(file);
  try {
    createPrivateFile(draft);
  } catch (error) {
    throw new StoreRefusal('unwritable', `cannot write \`${file}\`: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** The store writes through a log beside it. A backup is one file, which can also be read where nothing can be written. */
function standAlone(file: string): void {
  const database = connect(file);
  try {
    database.exec('PRAGMA journal_mode = DELETE');
  } finally {
    database.close();
  }
  const descriptor = openSync(file, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const alreadyThere = (file: string): StoreRefusal => new StoreRefusal('exists', `\`${file}\` is there already`);
