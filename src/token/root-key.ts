import type { KeyObject } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Entropy } from '../base/entropy.ts';
import { decodeBase64 } from './base64.ts';
import { keyOf } from './kdf.ts';

/** The root key file is refused. The message is one sentence for the operator, and never holds anything of the key. */
export class RootKeyRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'RootKeyRefused';
  }
}

const KEY_BYTES = 32;
const FILE_MODE = 0o600;
/** Bits of a mode that let group or others in. */
const OTHERS = 0o077;

/**
 * Reads the root key: 32 bytes in base64 and a line end, in a regular file that belongs to the user who runs this
 * process and that nobody else can open (security.md J12). Throws RootKeyRefused for everything else.
 */
export function loadRootKey(file: string): KeyObject {
  const descriptor = openForReading(file);
  try {
    // Judged by descriptor, so that nobody can swap the file between the check and the reading.
    checkFile(file, descriptor);
    return parseKey(file, readShort(descriptor));
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
    writeDraft(draft, `${bytes.toString('base64')}\n`);
    // Unlike rename, link fails where the name is taken: a root key is never written over.
    linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new RootKeyRefused(`root key file \`${file}\` exists already`);
    throw new RootKeyRefused(`root key file \`${file}\` cannot be written: ${codeOf(error)}`);
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(dirname(file));
  return keyOf(bytes);
}

function openForReading(file: string): number {
  try {
    // NONBLOCK: opening a named pipe would otherwise wait for a writer.
    return openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
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

/** Reads a little more than a key file can hold, so that a longer file is seen to be longer. */
function readShort(descriptor: number): string {
  const buffer = Buffer.alloc(64);
  const text = buffer.toString('latin1', 0, readSync(descriptor, buffer, 0, buffer.length, 0));
  buffer.fill(0);
  return text;
}

function parseKey(file: string, text: string): KeyObject {
  const bytes = decodeBase64(text.endsWith('\n') ? text.slice(0, -1) : text);
  if (bytes?.length !== KEY_BYTES) {
    throw new RootKeyRefused(`root key file \`${file}\` does not hold ${KEY_BYTES} bytes in base64`);
  }
  return keyOf(bytes);
}

function writeDraft(draft: string, text: string): void {
  const descriptor = openSync(draft, 'wx', FILE_MODE);
  try {
    // The mode given to open is cut by the umask; this one is not.
    fchmodSync(descriptor, FILE_MODE);
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A new name is durable once its folder is. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
