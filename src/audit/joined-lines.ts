import { type Batch, MARK, STEP } from './line-buffer.ts';
import { asciiOf } from './seal.ts';

/** So much at a time: what was joined is hashed and written while the processor's own cache still has it. */
const CHUNK_BYTES = 192 * 1024;

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const DELETE = 0x7f;

export type Joined = (batch: Pick<Batch, 'parts' | 'order'>) => Generator<Buffer>;

/**
 * Joins the lines of batches from their parts, some at a time: ASCII, each with its line feed. What is given is good until the next
 * is asked for, and one batch is joined to its end before the next.
 */
export function lineJoiner(): Joined {
  let room = new Uint8Array(CHUNK_BYTES * 2);
  let end = 0;

  function reserve(bytes: number): void {
    if (end + bytes <= room.length) return;
    const larger = new Uint8Array(Math.max(room.length * 2, end + bytes));
    larger.set(room.subarray(0, end));
    room = larger;
  }

  function copy(from: Uint8Array, at: number, bytes: number): void {
    reserve(bytes);
    if (bytes > SHORT) room.set(from.subarray(at, at + bytes), end);
    else {
      // The call alone would take longer.
      const to = room;
      const begun = end;
      for (let i = 0; i < bytes; i++) to[begun + i] = from[at + i]!;
    }
    end += bytes;
  }

  /** In JSON; what is neither a letter nor one of two signs is left to JSON itself. */
  function quote(from: Uint8Array, at: number, bytes: number): void {
    reserve(2 * bytes + 2);
    const to = room;
    let next = end;
    to[next++] = QUOTE;
    for (let i = at; i < at + bytes; i++) {
      const byte = from[i]!;
      if (byte < 0x20) return quoteAny(Buffer.from(from.subarray(at, at + bytes)).toString('latin1'));
      if (byte === QUOTE || byte === BACKSLASH) to[next++] = BACKSLASH;
      to[next++] = byte;
    }
    to[next++] = QUOTE;
    end = next;
  }

  function quoteAny(text: string): void {
    const json = Buffer.from(JSON.stringify(text), 'latin1');
    copy(json, 0, json.length);
  }

  return function* joined({ parts, order }) {
    /** Where the common part of two lines stands, while it is here still. */
    let common: { from: number; end: number } | undefined;
    end = 0;

    function take(i: number): void {
      const place = order[i]!;
      const size = order[i + 1]! >>> 2;
      switch (order[i + 1]! & 3) {
        case STEP.bytes:
          return copy(parts, place, size);
        case STEP.string:
          return quote(parts, place, size);
        case STEP.again:
          return again(2 * place);
        default:
          if (size === MARK.lineEnds) {
            reserve(1);
            room[end++] = LINE_FEED;
          } else if (size === MARK.commonBegins) common = { from: end, end };
          else if (common !== undefined) common.end = end;
      }
    }

    function again(from: number): void {
      if (common !== undefined) {
        const bytes = common.end - common.from;
        reserve(bytes);
        room.copyWithin(end, common.from, common.end);
        end += bytes;
        return;
      }
      for (let i = from + 2; order[i + 1] !== COMMON_ENDS; i += 2) take(i);
    }

    for (let i = 0; i < order.length; i += 2) {
      take(i);
      if (end < CHUNK_BYTES || order[i + 1] !== LINE_ENDS) continue;
      yield plain(Buffer.from(room.buffer, 0, end));
      end = 0;
      common = undefined;
    }
    if (end > 0) yield plain(Buffer.from(room.buffer, 0, end));
  };
}

const SHORT = 48;
const COMMON_ENDS = 4 * MARK.commonEnds + STEP.mark;
const LINE_ENDS = 4 * MARK.lineEnds + STEP.mark;

/** JSON escapes what is below the space, and not the one control character that stands behind the letters. */
const plain = (bytes: Buffer): Buffer =>
  bytes.includes(DELETE) ? Buffer.from(asciiOf(bytes.toString('latin1')), 'latin1') : bytes;
