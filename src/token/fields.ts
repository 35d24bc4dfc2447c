import { isUtf8 } from 'node:buffer';

/**
 * A flat list of fields: number (one byte), length, value. Numbers ascend; only those said to repeat may come twice.
 * Deterministic: equal fields give equal bytes, and every list that can be read has exactly one spelling.
 *
 * Values are byte strings, one character a byte: joining and slicing them costs a fraction of what as many small Buffers do.
 */
export interface Field {
  readonly number: number;
  readonly value: string;
}

/** Begins the padding: zero bytes up to the end. */
const PADDING = 0;

/** A length takes 7 bits a byte, lowest first, at most this many bytes (LEB128, as in protocol buffers). */
const LENGTH_BYTES_MAX = 4;

export function encodeFields(fields: readonly Field[]): Buffer {
  let encoded = '';
  for (const { number, value } of fields) encoded += String.fromCharCode(number) + lengthOf(value) + value;
  return Buffer.from(encoded, 'latin1');
}

/**
 * Reads a list of fields back. `undefined` for numbers out of order, a field twice that does not repeat, a length that is
 * not the shortest or runs past the end, and padding that is not zero.
 */
export function decodeFields(bytes: Buffer, repeats: ReadonlySet<number>): readonly Field[] | undefined {
  const encoded = bytes.toString('latin1');
  const fields: Field[] = [];
  let last = PADDING;
  for (let at = 0; at < encoded.length; ) {
    const number = encoded.charCodeAt(at);
    if (number === PADDING) return /^\0+$/.test(encoded.slice(at)) ? fields : undefined;
    if (number < last || (number === last && !repeats.has(number))) return undefined;
    const pair = splitAt(encoded, at + 1);
    if (pair === undefined) return undefined;
    fields.push({ number, value: encoded.slice(pair.start, pair.end) });
    last = number;
    at = pair.end;
  }
  return fields;
}

const NOT_ASCII = /[^\0-\x7f]/;

/** Text as the byte string of its UTF-8. Text that has none, a lone surrogate, is a bug of the caller, and throws. */
export function fromText(text: string): string {
  if (!NOT_ASCII.test(text)) return text;
  if (!text.isWellFormed()) throw new RangeError('a sealed text must be well-formed');
  return Buffer.from(text).toString('latin1');
}

/** The text of a byte string; `undefined` where it is not UTF-8. */
export function toText(value: string): string | undefined {
  if (!NOT_ASCII.test(value)) return value;
  const bytes = Buffer.from(value, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

const INTEGER = /^(?:0|[1-9][0-9]{0,14})$/;

/** A whole number in decimal digits. */
export function fromInteger(value: number): string {
  const digits = String(value);
  if (!INTEGER.test(digits)) throw new RangeError('a sealed number must be whole and not negative');
  return digits;
}

export const toInteger = (value: string): number | undefined => (INTEGER.test(value) ? Number(value) : undefined);

/** Two values in one: the first with its length, then the second. */
export const fromPair = (first: string, second: string): string => lengthOf(first) + first + second;

export function toPair(value: string): readonly [first: string, second: string] | undefined {
  const pair = splitAt(value, 0);
  return pair && [value.slice(pair.start, pair.end), value.slice(pair.end)];
}

function lengthOf({ length }: string): string {
  let text = '';
  let rest = length;
  for (; rest > 0x7f; rest >>>= 7) text += String.fromCharCode((rest & 0x7f) | 0x80);
  text += String.fromCharCode(rest);
  if (text.length > LENGTH_BYTES_MAX) throw new RangeError('a sealed value is too long');
  return text;
}

/** Reads the length that stands at `at`: where its value starts and ends. */
function splitAt(encoded: string, at: number): { start: number; end: number } | undefined {
  let length = 0;
  for (let i = 0; i < LENGTH_BYTES_MAX; i++) {
    // NaN past the end, which compares false with everything.
    const byte = encoded.charCodeAt(at + i);
    if (!(byte <= 0xff)) return undefined;
    length |= (byte & 0x7f) << (7 * i);
    if (byte > 0x7f) continue;
    // A last byte of zero adds nothing: the same length has a shorter spelling, and that one is the only one.
    if (byte === 0 && i > 0) return undefined;
    const start = at + i + 1;
    return start + length <= encoded.length ? { start, end: start + length } : undefined;
  }
  return undefined;
}
