import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { KeptDocument } from './decision-record.ts';
import type { Disk, Sink } from './disk.ts';
import { asciiBytes, DOCUMENT_BEGINS, digestOf, HEADER_BEGINS, macOf, SEAL_BEGINS, type TrailHeader } from './seal.ts';
import { trailFileName } from './trail-folder.ts';

/** How far a trail has come: the last batch that is on disk. */
export interface Head {
  readonly file: number;
  readonly batch: number;
  readonly seal: string;
}

/** Lines to be written and sealed together. */
export interface Batch {
  /** Lines, each with its line feed, all of it ASCII. */
  readonly bytes: Buffer<ArrayBuffer>;
  readonly lines: number;
  /** Documents that they name, by hash. */
  readonly documents: ReadonlyMap<string, KeptDocument>;
}

/** A file is ended at this size, and at the end of the UTC day. */
const FILE_BYTES_MAX = 32 * 1024 * 1024;

/** Appends batches to the files of a trail, one at a time. */
export interface TrailFiles {
  /**
   * Appends a sealed batch: out of this process when it resolves, so that its end takes nothing away. After a failure nobody knows what the
   * file holds: it is ended, and the batch, given again, begins another one. What stands in the old one behind its last seal counts for nothing.
   */
  append(batch: Batch): Promise<void>;
  /** All that was appended is on disk when it resolves. After a failure nobody knows; the file is ended. */
  sync(): Promise<void>;
  /** The last batch that is on disk. */
  head(): Head;
  close(): Promise<void>;
}

export function trailFilesIn(trail: {
  readonly folder: string;
  readonly id: string;
  readonly key: KeyObject;
  readonly clock: Clock;
  readonly disk: Disk;
  readonly head: Head;
  /** Lines that the last file was left with, to stand at the beginning of the next. */
  readonly carried: readonly string[];
}): TrailFiles {
  const { folder, id, key, clock, disk } = trail;
  let { head, carried } = trail;
  let synced = head;
  let given = head.file;
  let open: OpenFile | undefined;

  return {
    async append({ bytes, lines, documents }) {
      const nowMs = clock.now();
      if (open !== undefined && (open.bytes >= FILE_BYTES_MAX || open.day !== dayOf(nowMs))) await end();
      const file = open ?? (await begin(nowMs));
      const missing = [...documents.values()].filter(({ sha256 }) => !file.documents.has(sha256));
      const ahead = [...file.pending, ...missing.map(documentLine)];
      const all = ahead.length === 0 ? bytes : Buffer.concat([asciiBytes(`${ahead.join('\n')}\n`), bytes]);
      const batch = head.batch + 1;
      const mac = macOf(key, head.seal, digestOf(all));
      const seal = `${SEAL_BEGINS}${JSON.stringify({ batch, lines: lines + ahead.length, mac })}}\n`;
      try {
        await file.sink.append(all);
        await file.sink.append(Buffer.from(seal, 'latin1'));
      } catch (error) {
        await abandon(file);
        throw error;
      }
      file.pending = [];
      file.bytes += all.length + seal.length;
      for (const { sha256 } of missing) file.documents.add(sha256);
      carried = [];
      head = { file: file.number, batch, seal: mac };
    },
    sync,
    head: () => synced,
    close: end,
  };

  async function begin(nowMs: number): Promise<OpenFile> {
    const number = given + 1;
    const header: TrailHeader = {
      format: 1,
      id,
      file: number,
      begunAt: isoSecond(nowMs),
      previous: head.seal,
      carried: carried.length,
    };
    const path = join(folder, trailFileName(number, nowMs));
    const sink = await disk.create(path);
    given = number;
    open = {
      number,
      path,
      sink,
      day: dayOf(nowMs),
      bytes: 0,
      documents: new Set(),
      pending: [`${HEADER_BEGINS}${JSON.stringify(header)}}`, ...carried],
    };
    return open;
  }

  async function sync(): Promise<void> {
    if (open === undefined || synced === head) return;
    const file = open;
    const reached = head;
    try {
      await file.sink.sync();
    } catch (error) {
      await abandon(file);
      throw error;
    }
    synced = reached;
  }

  async function end(): Promise<void> {
    await sync();
    const file = open;
    open = undefined;
    await file?.sink.close();
  }

  /** A file without a single seal was never there: its number is used again. */
  async function abandon(file: OpenFile): Promise<void> {
    open = undefined;
    await file.sink.close().catch(() => {});
    if (file.bytes > 0) return;
    const removed = disk.remove(file.path).then(() => file.number - 1);
    given = await removed.catch(() => given);
  }
}

interface OpenFile {
  readonly number: number;
  readonly path: string;
  readonly sink: Sink;
  readonly day: number;
  /** How much of it is sealed. */
  bytes: number;
  /** Hashes of the documents that stand in it. */
  readonly documents: Set<string>;
  /** The lines that it begins with, until they are written. */
  pending: readonly string[];
}

const documentLine = (document: KeptDocument): string => `${DOCUMENT_BEGINS}${JSON.stringify(document)}}`;

const DAY_MS = 86_400_000;
const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);
