import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { Disk } from './disk.ts';
import { lineJoiner } from './joined-lines.ts';
import type { Batch } from './line-buffer.ts';
import { type OpenFile, openFile } from './open-file.ts';
import { HEADER_BEGINS, type TrailHeader } from './seal.ts';
import { trailFileName } from './trail-folder.ts';
import type { Head, TrailPlace } from './trail-place.ts';

/** A file is ended at this size, and at the end of the UTC day. */
const FILE_BYTES_MAX = 32 * 1024 * 1024;

/** Appends batches to the files of a trail, one at a time. */
export interface TrailFiles {
  /** There is going to be something to append. */
  wake(): void;
  /**
   * Appends a sealed batch: out of this process when it resolves, so that its end takes nothing away. After a failure nobody knows what the
   * file holds: it is ended, and the batch, given again, begins another one. What stands in the old one behind its last seal counts for nothing.
   */
  append(batch: Batch): Promise<Head>;
  /** All that was appended is on disk when it resolves. After a failure nobody knows; the file is ended. */
  sync(): Promise<void>;
  /** The last batch that is on disk. */
  head(): Head;
  close(): Promise<void>;
}

export function trailFilesIn(
  place: TrailPlace & {
    readonly clock: Clock;
    readonly disk: Disk;
    /** Lines that the last file was left with, to stand at the beginning of the next. */
    readonly carried: readonly string[];
  },
): TrailFiles & { leave(): Promise<TrailPlace> } {
  const { folder, id, key, clock, disk } = place;
  let { head, carried, left } = place;
  let synced = head;
  let given = head.file;
  let open: OpenFile | undefined;
  const joined = lineJoiner();

  return {
    wake: () => {},
    async append(batch) {
      const nowMs = clock.now();
      open ??= await goOn();
      if (open !== undefined && (open.bytes >= FILE_BYTES_MAX || open.day !== dayOf(nowMs))) await end();
      open ??= await begin(nowMs);
      const file = open;
      head = await orAbandon(file, () => file.append(batch, head));
      carried = [];
      return head;
    },
    sync,
    head: () => synced,
    /** Ends the writing here; tells where it ended, so that it can go on elsewhere. */
    async leave() {
      const file = open;
      await end();
      const at = file && { number: file.number, path: file.path, day: file.day, bytes: file.bytes };
      return { folder, id, key, head, left: at };
    },
    close: end,
  };

  async function goOn(): Promise<OpenFile | undefined> {
    if (left === undefined) return undefined;
    const file = left;
    // Once: where it cannot be opened, another is begun.
    left = undefined;
    return openFile({ ...file, sink: await disk.open(file.path), key, joined, beginning: [] });
  }

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
    const beginning = [`${HEADER_BEGINS}${JSON.stringify(header)}}`, ...carried];
    return openFile({ number, path, day: dayOf(nowMs), bytes: 0, sink, key, joined, beginning });
  }

  async function sync(): Promise<void> {
    if (open === undefined || synced === head) return;
    const reached = head;
    await orAbandon(open, open.sync);
    synced = reached;
  }

  async function end(): Promise<void> {
    await sync();
    const file = open;
    open = undefined;
    await file?.close();
  }

  /** A file that fails is not written to again. One without a single seal was never there: its number is used again. */
  async function orAbandon<Result>(file: OpenFile, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      open = undefined;
      await file.close().catch(() => {});
      if (file.bytes === 0) {
        const removed = disk.remove(file.path).then(() => file.number - 1);
        given = await removed.catch(() => given);
      }
      throw error;
    }
  }
}

const DAY_MS = 86_400_000;
const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);
