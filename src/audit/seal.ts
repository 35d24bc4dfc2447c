import { createHmac, type KeyObject } from 'node:crypto';

/**
 * What the lines of a trail are, and how they hang together. A file is written in batches: lines, and last a seal over their very
 * bytes and the seal before, under a key that lies outside of the folder. Who can write the file but has not the key can take away no
 * line, change none and add none without a seal that fails; the first line of each file carries the last seal of the one before.
 *
 *     {"trail":{...}}            how a file begins
 *     {"policyDocument":{...}}   a document, before the first event of the file that names its hash
 *     {"eventVersion":...}       an event
 *     {"seal":{...}}             the end of a batch
 */
export interface TrailHeader {
  readonly format: 1;
  /** Names the trail: random, the same in all its files. */
  readonly id: string;
  readonly file: number;
  readonly begunAt: string;
  /** The seal after which this file goes on; empty in the first. */
  readonly previous: string;
  /** Lines that stood at the end of the file before without a seal, after a crash, and stand at the beginning of this one. */
  readonly carried: number;
}

export interface Seal {
  readonly batch: number;
  readonly lines: number;
  readonly mac: string;
}

export const HEADER_BEGINS = '{"trail":';
export const DOCUMENT_BEGINS = '{"policyDocument":';
export const SEAL_BEGINS = '{"seal":';
export const EVENT_BEGINS = '{"eventVersion":';

export const sealLine = (seal: Seal): Buffer => Buffer.from(`${SEAL_BEGINS}${JSON.stringify(seal)}}\n`, 'latin1');

/** Over the SHA-256 of the batch's bytes. A MAC and a digest have fixed lengths, so where one ends and the other begins is never in doubt. */
export const macOf = (key: KeyObject, previous: string, digest: Buffer): string =>
  createHmac('sha256', key).update(`${previous}\n`).update(digest).digest('base64');

/**
 * The bytes of lines in which all is ASCII: JSON's escapes say the rest. No reader takes U+2028 or U+0085 for the end of a line, and
 * no terminal obeys what stands in one. JSON itself has escaped all below the space.
 */
export function asciiBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  // As many bytes as characters, and no DEL: nearly always. Looking for what is not plain would cost more than writing it.
  return bytes.length === text.length && !bytes.includes(DELETE) ? bytes : Buffer.from(asciiOf(text), 'latin1');
}

export const asciiOf = (text: string): string =>
  text.replace(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const DELETE = 0x7f;
