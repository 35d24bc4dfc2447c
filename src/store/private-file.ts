import { closeSync, constants, fstatSync, readFileSync } from 'node:fs';
import { openUntrusted, syncFolderOf, writePrivately } from '../base/private-file.ts';

/** Makes a file that only its owner reads, on disk when this returns. Throws EEXIST where one stands. */
export function createPrivateFile(file: string, content = ''): void {
  writePrivately(file, content);
  syncFolderOf(file);
}

const SIZE_MAX = 64 * 1024;

/** Reads a small file that holds a secret. Throws a sentence for one that others can open, or that is not a file. */
export function readPrivateFile(file: string): string {
  const descriptor = openForReading(file);
  try {
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
    return openUntrusted(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(code === 'ELOOP' ? `\`${file}\` is a symbolic link` : `cannot read \`${file}\`: ${code}`);
  }
}
