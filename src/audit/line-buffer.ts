import type { KeptDocument } from './decision-record.ts';
import type { Lines } from './lines.ts';
import type { Piece } from './pieces.ts';
import { asciiOf } from './seal.ts';

/**
 * Lines that wait, in parts: the bytes of each, and the order in which they make up lines (joined-lines.ts). It is memory that threads
 * share, outside of the heap: to hand it on copies nothing, and what was handed to a thread that ends is here still.
 */
export interface LineBuffer extends Lines {
  readonly bytes: number;
  readonly events: number;
  /** Forgets the line that was begun and not ended. */
  dropLine(): void;
  /** All that waits, to be written; what is said from then on waits for the next time. */
  take(): TakenLines;
  /** Gives the memory of what was taken back, once nobody looks at it any more. */
  giveBack(taken: TakenLines): void;
}

/** Lines to be written and sealed together. */
export interface Batch {
  readonly parts: Uint8Array;
  /** Two numbers for each step: a place, and four times a size or a mark, and what is to be done. */
  readonly order: Uint32Array;
  readonly lines: number;
  /** Documents that they name, by hash. */
  readonly documents: ReadonlyMap<string, KeptDocument>;
}

/** What is to be done with a part. Bytes are JSON; a string is ASCII that is not yet; again come the steps from a place on. */
export const STEP = { bytes: 0, string: 1, mark: 2, again: 3 } as const;
export const MARK = { commonBegins: 0, commonEnds: 1, lineEnds: 2 } as const;

export interface TakenLines extends Batch {
  /** Ids of the events that were committed with changes. */
  readonly committed: readonly string[];
}

const FIRST_BYTES = 256 * 1024;
/** Memory that a flood has made larger than this is let go. */
const KEPT_BYTES_MAX = 8 * 1024 * 1024;
/** To leave JavaScript costs more than to write so many characters here. */
const SHORT = 32;
/** A character in JSON takes six bytes at most. */
const WIDEST = 6;

/** Each batch has a number of its own, by which a piece knows whether it stands there. */
let batches = 0;

export function lineBuffer(): LineBuffer {
  let batch = ++batches;
  let memory = newMemory(FIRST_BYTES);
  let spare: Memory | undefined;
  let bytes = 0;
  let steps = 0;
  let lineFrom = 0;
  let commonFrom = 0;
  let lines = 0;
  let said = 0;
  let documents = new Map<string, KeptDocument>();
  let committed: string[] = [];

  function step(place: number, size: number, what: number): void {
    if (2 * steps === memory.order.length) memory = larger(memory);
    memory.order[2 * steps] = place;
    memory.order[2 * steps + 1] = size * 4 + what;
    steps++;
  }

  /** Writes at the end; whether it was ASCII, as nearly always. */
  function write(text: string): boolean {
    // UTF-8 takes three bytes for a unit at most.
    while (bytes + text.length * 3 > memory.parts.length) memory = larger(memory);
    // As many bytes as units: it was ASCII.
    if (text.length > SHORT) return memory.parts.write(text, bytes, 'utf8') === text.length;
    const { parts } = memory;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f) return false;
      parts[bytes + i] = unit;
    }
    return true;
  }

  function text(part: string): void {
    const ascii = write(part) ? part : asciiOf(part);
    if (ascii !== part) write(ascii);
    step(bytes, ascii.length, STEP.bytes);
    bytes += ascii.length;
    said += ascii.length;
  }

  return {
    piece(part: Piece) {
      if (part.batch === batch) {
        step(part.at, part.bytes, STEP.bytes);
        said += part.bytes;
        return;
      }
      part.at = bytes;
      text(part.text);
      part.bytes = bytes - part.at;
      part.batch = batch;
    },
    text,
    string(value) {
      if (!write(value)) return text(JSON.stringify(value));
      step(bytes, value.length, STEP.string);
      bytes += value.length;
      said += value.length * WIDEST;
    },
    commonBegins() {
      commonFrom = steps;
      step(0, MARK.commonBegins, STEP.mark);
    },
    commonEnds: () => step(0, MARK.commonEnds, STEP.mark),
    commonAgain: () => step(commonFrom, 0, STEP.again),
    said: () => said,
    mark: () => steps,
    // The bytes stay: others may refer to them already.
    backTo(mark) {
      steps = mark;
    },
    end(named = [], committedAs) {
      step(0, MARK.lineEnds, STEP.mark);
      lineFrom = steps;
      lines++;
      for (const document of named) documents.set(document.sha256, document);
      if (committedAs !== undefined) committed.push(committedAs);
    },
    dropLine: () => {
      steps = lineFrom;
    },
    get bytes() {
      return bytes + 2 * Uint32Array.BYTES_PER_ELEMENT * steps;
    },
    get events() {
      return lines;
    },
    take() {
      const parts = memory.parts.subarray(0, bytes);
      const taken = { parts, order: memory.order.subarray(0, 2 * steps), lines, documents, committed };
      // Two take turns: new memory for each batch would cost more than what is written into it.
      memory = spare ?? newMemory(FIRST_BYTES);
      spare = undefined;
      batch = ++batches;
      bytes = 0;
      steps = 0;
      lineFrom = 0;
      lines = 0;
      said = 0;
      documents = new Map();
      committed = [];
      return taken;
    },
    giveBack({ parts, order }) {
      const whole = { parts: Buffer.from(parts.buffer), order: new Uint32Array(order.buffer) } as Memory;
      if (whole.parts.length + whole.order.byteLength <= KEPT_BYTES_MAX) spare = whole;
    },
  };
}

interface Memory {
  readonly parts: Buffer<SharedArrayBuffer>;
  readonly order: Uint32Array<SharedArrayBuffer>;
}

const newMemory = (bytes: number): Memory => ({
  parts: Buffer.from(new SharedArrayBuffer(bytes)),
  order: new Uint32Array(new SharedArrayBuffer(bytes)),
});

function larger(full: Memory): Memory {
  const twice = newMemory(full.parts.length * 2);
  twice.parts.set(full.parts);
  twice.order.set(full.order);
  return twice;
}
