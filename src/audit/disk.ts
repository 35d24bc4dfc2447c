import { closeSync, constants, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { syncFolderOf } from '../base/private-file.ts';

/** What a trail needs of a disk; tests hand in one that fails. */
export interface Disk {
  /** Makes a file that only its owner reads. Throws where one stands. */
  create(path: string): Promise<Sink>;
  /** Opens one that is there, to append to it. */
  open(path: string): Promise<Sink>;
  remove(path: string): Promise<void>;
}

export interface Sink {
  /** Appends all of it, or throws: then nobody knows how much. */
  append(bytes: Buffer): Promise<void>;
  /** Resolves when all that was appended is on disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW;
const CREATE = APPEND | constants.O_CREAT | constants.O_EXCL;

export const realDisk: Disk = {
  async create(path) {
    const sink = sinkOf(openSync(path, CREATE, 0o600));
    syncFolderOf(path);
    return sink;
  },
  open: async (path) => sinkOf(openSync(path, APPEND)),
  remove: async (path) => rmSync(path, { force: true }),
};

/** It waits for the disk: a thread of its own does. To hand each write to yet another would cost more than the write. */
const sinkOf = (file: number): Sink => ({
  async append(bytes) {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  },
  sync: async () => fdatasyncSync(file),
  close: async () => closeSync(file),
});
