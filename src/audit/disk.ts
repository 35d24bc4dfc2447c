import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { syncFolderOf } from '../store/private-file.ts';

/** What a trail needs of a disk; tests hand in one that fails. */
export interface Disk {
  /** Makes a file that only its owner reads. Throws where one stands. */
  create(path: string): Promise<Sink>;
  remove(path: string): Promise<void>;
}

export interface Sink {
  /** Appends all of it, or throws: then nobody knows how much. */
  append(bytes: Buffer): Promise<void>;
  /** Resolves when all that was appended is on disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

const FLAGS = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

export const realDisk: Disk = {
  async create(path) {
    const handle = await open(path, FLAGS, 0o600);
    syncFolderOf(path);
    return {
      append: (bytes) => handle.writeFile(bytes),
      sync: () => handle.datasync(),
      close: () => handle.close(),
    };
  },
  remove: (path) => rm(path, { force: true }),
};
