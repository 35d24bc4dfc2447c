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

/** A MAC has a fixed length, so where it ends and the lines begin is never in doubt. */
export const macOf = (key: KeyObject, previous: string, lines: Buffer): string =>
  createHmac('sha256', key).update(`${previous}\n`).update(lines).digest('base64');

/** A text in which each line is ASCII: JSON's escapes say the rest. No reader takes U+2028 or U+0085 for the end of a line, and no terminal obeys it. */
export const asciiLines = (text: string): string =>
  NOT_PLAIN.test(text) ? text.replace(EACH_NOT_PLAIN, escaped) : text;

const NOT_PLAIN = /[^\n\x20-\x7e]/;
const EACH_NOT_PLAIN = /[^\n\x20-\x7e]/g;
const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
