import type { KeyObject } from 'node:crypto';
import { closeSync, fstatSync, linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import type { Entropy } from '../base/entropy.ts';
import { openUntrusted, syncFolderOf, writePrivately } from '../base/private-file.ts';
import { keyOf } from './kdf.ts';
import { KEY_BYTES, keyLines, parseKeyLines, type RootKeys } from './key-lines.ts';

/** The root key file is refused. The message is one sentence for the operator, and never holds anything of the key. */
export class RootKeyRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'RootKeyRefused';
  }
}

/** Bits of a mode that let group or others in. */
const OTHERS = 0o077;

/**
 * Reads the root keys: 32 bytes in base64 and a line end, and after a rotation lines of keys before, in a regular file that
 * belongs to the user who runs this process and that nobody else can open (security.md J12). Throws RootKeyRefused for
 * everything else.
 */
export function loadRootKeys(file: string): RootKeys {
  const descriptor = openForReading(file);
  try {
    checkFile(file, descriptor);
    return parseKeys(file, descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Makes a fresh root key and writes it where no file stands yet; gives the key once file and folder are on disk.
 * The file appears whole or not at all: a crash cannot leave an empty key behind under the name.
 */
export function createRootKey(file: string, entropy: Entropy): KeyObject {
  const bytes = entropy.bytes(KEY_BYTES);
  const draft = `${file}.${entropy.bytes(8).toString('hex')}.new`;
  try {
    writePrivately(draft, `${bytes.toString('base64')}\n`);
    // Unlike rename, link fails where the name is taken: a root key is never written over.
    linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new RootKeyRefused(`root key file \`${file}\` exists already`);
    throw new RootKeyRefused(`root key file \`${file}\` cannot be written: ${codeOf(error)}`);
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolderOf(file);
  return keyOf(bytes);
}

/**
 * Puts other keys into the file, by a rename: a crash leaves the ones before or the new ones, whole. What is written over stays in
 * no file, but a disk may hold it for a while.
 */
export function replaceRootKeys(file: string, keys: RootKeys, entropy: Entropy): void {
  const draft = `${file}.${entropy.bytes(8).toString('hex')}.new`;
  try {
    writePrivately(draft, keyLines(keys));
    renameSync(draft, file);
  } catch (error) {
    throw new RootKeyRefused(`root key file \`${file}\` cannot be written: ${codeOf(error)}`);
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolderOf(file);
}

function openForReading(file: string): number {
  try {
    return openUntrusted(file);
  } catch (error) {
    if (codeOf(error) === 'ELOOP') throw new RootKeyRefused(`root key file \`${file}\` is a symbolic link`);
    if (codeOf(error) === 'ENOENT') throw new RootKeyRefused(`root key file \`${file}\` does not exist`);
    throw new RootKeyRefused(`root key file \`${file}\` cannot be opened: ${codeOf(error)}`);
  }
}

function checkFile(file: string, descriptor: number): void {
  const facts = fstatSync(descriptor);
  if (!facts.isFile()) throw new RootKeyRefused(`root key file \`${file}\` is not a regular file`);
  const user = process.geteuid?.() ?? facts.uid;
  if (facts.uid !== user) {
    throw new RootKeyRefused(
      `root key file \`${file}\` belongs to user ${facts.uid}, but this process runs as user ${user}`,
    );
  }
  if ((facts.mode & OTHERS) !== 0) {
    const mode = (facts.mode & 0o777).toString(8).padStart(4, '0');
    throw new RootKeyRefused(
      `root key file \`${file}\` has mode ${mode}, which lets others in: run \`chmod 600\` on it`,
    );
  }
}

function parseKeys(file: string, descriptor: number): RootKeys {
  const { size } = fstatSync(descriptor);
  const bytes = size > SIZE_MAX ? Buffer.alloc(0) : readFileSync(descriptor);
  const keys = parseKeyLines(bytes.toString('latin1'));
  bytes.fill(0);
  if (keys === undefined)
    throw new RootKeyRefused(`root key file \`${file}\` does not hold ${KEY_BYTES} bytes in base64`);
  return keys;
}

const SIZE_MAX = 64 * 1024;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
