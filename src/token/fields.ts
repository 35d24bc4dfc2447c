import { isUtf8 } from 'node:buffer';

/**
 * A flat list of fields: number (one byte), length, value. Numbers ascend; only those said to repeat may come twice.
 * Deterministic: equal fields give equal bytes, and every list that can be read has exactly one spelling.
 */
export interface Field {
  readonly number: number;
  readonly value: Buffer;
}

/** Begins the padding: zero bytes up to the end. */
export const PADDING = 0;

/** A length takes 7 bits a byte, lowest first, at most this many bytes (LEB128, as in protocol buffers). */
const LENGTH_BYTES_MAX = 4;

/** A field whose value is text. Text that has no UTF-8 form is a bug of the caller, and throws. */
export function textField(number: number, text: string): Field {
  if (!text.isWellFormed()) throw new RangeError('a sealed text must be well-formed');
  return { number, value: Buffer.from(text) };
}

const INTEGER_BYTES = 6;

/** A field whose value is a whole number from 0 to 2^48 - 1, in six bytes. */
export function integerField(number: number, value: number): Field {
  const bytes = Buffer.allocUnsafe(INTEGER_BYTES);
  // Throws for fractions of nothing but range; whole seconds are what the claims hold.
  if (!Number.isSafeInteger(value)) throw new RangeError('a sealed number must be whole');
  bytes.writeUIntBE(value, 0, INTEGER_BYTES);
  return { number, value: bytes };
}

export function encodeFields(fields: readonly Field[]): Buffer {
  let size = 0;
  for (const { value } of fields) size += 1 + lengthBytes(value.length) + value.length;
  const encoded = Buffer.allocUnsafe(size);
  let at = 0;
  for (const { number, value } of fields) {
    encoded[at++] = number;
    at = writeLength(encoded, at, value.length);
    at += value.copy(encoded, at);
  }
  return encoded;
}

/**
 * Reads a list of fields back. `undefined` for numbers out of order, a field twice that does not repeat, a length that is
 * not the shortest or runs past the end, and padding that is not zero.
 */
export function decodeFields(encoded: Buffer, repeats: ReadonlySet<number>): readonly Field[] | undefined {
  const fields: Field[] = [];
  let last = PADDING;
  for (let at = 0; at < encoded.length; ) {
    const number = encoded[at]!;
    if (number === PADDING) return isZero(encoded, at) ? fields : undefined;
    if (number < last || (number === last && !repeats.has(number))) return undefined;
    const length = readLength(encoded, at + 1);
    if (length === undefined || length.end + length.value > encoded.length) return undefined;
    fields.push({ number, value: encoded.subarray(length.end, length.end + length.value) });
    last = number;
    at = length.end + length.value;
  }
  return fields;
}

/** The text of a field; `undefined` where its bytes are not UTF-8. */
export function textOf(value: Buffer): string | undefined {
  const text = value.toString('utf8');
  // Buffer replaces what it cannot read by U+FFFD; only where that shows up is a second look needed.
  return text.includes('\ufffd') && !isUtf8(value) ? undefined : text;
}

export const integerOf = (value: Buffer): number | undefined =>
  value.length === INTEGER_BYTES ? value.readUIntBE(0, INTEGER_BYTES) : undefined;

/** A length before a value inside a field, for pairs. */
export function encodePair(first: Buffer, second: Buffer): Buffer {
  const prefix = Buffer.allocUnsafe(lengthBytes(first.length));
  writeLength(prefix, 0, first.length);
  return Buffer.concat([prefix, first, second]);
}

export function decodePair(pair: Buffer): readonly [first: Buffer, second: Buffer] | undefined {
  const length = readLength(pair, 0);
  if (length === undefined || length.end + length.value > pair.length) return undefined;
  const cut = length.end + length.value;
  return [pair.subarray(length.end, cut), pair.subarray(cut)];
}

function lengthBytes(length: number): number {
  let bytes = 1;
  for (let rest = length >>> 7; rest > 0; rest >>>= 7) bytes++;
  if (bytes > LENGTH_BYTES_MAX) throw new RangeError('a sealed value is too long');
  return bytes;
}

function writeLength(target: Buffer, start: number, length: number): number {
  let at = start;
  let rest = length;
  for (; rest > 0x7f; rest >>>= 7) target[at++] = (rest & 0x7f) | 0x80;
  target[at++] = rest;
  return at;
}

function readLength(source: Buffer, start: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let i = 0; i < LENGTH_BYTES_MAX; i++) {
    const byte = source[start + i];
    if (byte === undefined) return undefined;
    value |= (byte & 0x7f) << (7 * i);
    // A last byte of zero adds nothing: the same length has a shorter spelling, and that one is the only one.
    if (byte < 0x80) return byte === 0 && i > 0 ? undefined : { value, end: start + i + 1 };
  }
  return undefined;
}

function isZero(bytes: Buffer, from: number): boolean {
  for (let i = from; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}
