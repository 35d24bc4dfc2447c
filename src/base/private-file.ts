import { closeSync, constants, fchmodSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const OWNER_ALONE = 0o600;

/** Writes a new file that only its owner reads, on disk when this returns but for its name. Throws EEXIST where one stands. */
export function writePrivately(file: string, content: string): void {
  const descriptor = openSync(file, 'wx', OWNER_ALONE);
  try {
    // The mode given to open is cut by the umask; this one is not.
    fchmodSync(descriptor, OWNER_ALONE);
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Opens a file that somebody else may have put there: a link is not followed (ELOOP), a pipe not waited for. Whoever judges it,
 * by `fstat`, judges what is then read: nobody can swap it in between.
 */
export const openUntrusted = (file: string): number =>
  openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);

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
