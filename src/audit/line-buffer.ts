import type { KeptDocument } from './decision-record.ts';
import type { WrittenEvent } from './event.ts';
import { asciiOf } from './seal.ts';
import type { Batch } from './trail-file.ts';

/** Lines that wait, as bytes: outside of the heap, where nothing has to look at them again. */
export interface LineBuffer {
  /** Takes an event; `committedAs` is its id where it was committed with a change. */
  add(event: WrittenEvent, committedAs?: string): void;
  readonly bytes: number;
  readonly events: number;
  /** All that waits, to be written; what is added from then on waits for the next time. */
  take(): TakenLines;
  /** Gives the bytes of what was taken back, once nobody looks at them any more. */
  giveBack(taken: TakenLines): void;
}

export interface TakenLines extends Batch {
  /** Ids of the events that were committed with changes. */
  readonly committed: readonly string[];
}

const FIRST_BYTES = 64 * 1024;
/** A buffer that a flood has made larger than this is let go. */
const KEPT_BYTES_MAX = 8 * 1024 * 1024;
const LINE_FEED = 0x0a;

export function lineBuffer(): LineBuffer {
  let buffer: Buffer<ArrayBuffer> = Buffer.allocUnsafeSlow(FIRST_BYTES);
  let spare: Buffer<ArrayBuffer> | undefined;
  let bytes = 0;
  let lines = 0;
  let documents = new Map<string, KeptDocument>();
  let committed: string[] = [];

  /** What was written last of what two events share, and where it stands. */
  let shared = '';
  let sharedAt = 0;
  let sharedEnd = 0;

  const append = (text: string): void => {
    // UTF-8 takes three bytes for a unit at most.
    reserve(text.length * 3);
    const written = buffer.write(text, bytes, 'utf8');
    // As many bytes as units: it is ASCII, as nearly always. Looking at the text would cost more than writing it.
    if (written === text.length) bytes += written;
    else append(asciiOf(text));
  };

  /** The second event of a call has most of its line from the first, as bytes. */
  const appendEvent = ({ before, shared: common, after }: WrittenEvent): void => {
    if (common !== '' && common === shared) {
      append(before);
      reserve(sharedEnd - sharedAt);
      bytes += buffer.copy(buffer, bytes, sharedAt, sharedEnd);
      return append(after);
    }
    const text = before + common + after;
    const at = bytes;
    append(text);
    // Where all of it is ASCII a character is a byte.
    const isPlain = bytes - at === text.length;
    shared = isPlain ? common : '';
    sharedAt = at + before.length;
    sharedEnd = sharedAt + common.length;
  };

  const reserve = (wanted: number): void => {
    if (bytes + wanted + 1 > buffer.length) grow(wanted + 1);
  };

  function grow(wanted: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, bytes + wanted));
    buffer.copy(larger, 0, 0, bytes);
    buffer = larger;
  }

  return {
    add(event, committedAs) {
      appendEvent(event);
      reserve(0);
      buffer[bytes++] = LINE_FEED;
      lines++;
      for (const document of event.documents) documents.set(document.sha256, document);
      if (committedAs !== undefined) committed.push(committedAs);
    },
    get bytes() {
      return bytes;
    },
    get events() {
      return lines;
    },
    take() {
      const taken = { bytes: plain(buffer.subarray(0, bytes)), lines, documents, committed };
      // Two buffers take turns: a new one for each batch would cost more than what is written into it.
      buffer = spare ?? Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, bytes));
      spare = undefined;
      bytes = 0;
      shared = '';
      lines = 0;
      documents = new Map();
      committed = [];
      return taken;
    },
    giveBack(taken) {
      const whole = Buffer.from(taken.bytes.buffer);
      if (whole.length <= KEPT_BYTES_MAX) spare = whole;
    },
  };
}

const DELETE = 0x7f;

/** JSON escapes what is below the space, and not the one control character that stands behind the letters. */
const plain = (bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> =>
  bytes.includes(DELETE) ? Buffer.from(asciiOf(bytes.toString('latin1')), 'latin1') : bytes;
