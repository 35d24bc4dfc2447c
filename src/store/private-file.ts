import { closeSync, constants, fstatSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a file that only its owner reads, on disk when this returns. Throws EEXIST where one stands. */
export function createPrivateFile(file: string, content = ''): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  syncFolderOf(file);
}

const SIZE_MAX = 64 * 1024;

/** Reads a small file that holds a secret. Throws a sentence for one that others can open, or that is not a file. */
export function readPrivateFile(file: string): string {
  const descriptor = openForReading(file);
  try {
    // Judged by descriptor, so that nobody can swap the file between the check and the reading.
    const { mode, size } = fstatSync(descriptor);
    if ((mode & constants.S_IFMT) !== constants.S_IFREG) throw new Error(`\`${file}\` is not a regular file`);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new Error(`\`${file}\` lets others in: run \`chmod 600\` on it`);
    }
    if (size > SIZE_MAX) throw new Error(`\`${file}\` is too long`);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function openForReading(file: string): number {
  try {
    // NONBLOCK: opening a named pipe would otherwise wait for a writer.
    return openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(code === 'ELOOP' ? `\`${file}\` is a symbolic link` : `cannot read \`${file}\`: ${code}`);
  }
}

/** Makes the name of a new file survive a power cut: fsync of the file does not cover its folder. */
export function syncFolderOf(file: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(dirname(file), 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
