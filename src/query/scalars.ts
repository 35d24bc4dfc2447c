import type { Fault } from '../model/fault.ts';
import { malformed } from './reader.ts';

export type Scalar = string | number | boolean | Uint8Array;

/** Reads the text of each scalar type, or gives the refusal that AWS has for it (sts.md 3.0, policy.md 11). */
export const scalarReaders: Readonly<
  Record<'string' | 'integer' | 'boolean' | 'blob' | 'timestamp', (text: string) => Scalar | Fault>
> = {
  string: (text) => text,
  integer: readInteger,
  boolean: (text) => BOOLEANS.get(text) ?? malformed(),
  blob: readBlob,
  timestamp: readTimestamp,
};

/** Signs and leading zeros pass, as recorded; 32 bits bound the value. A wrong spelling is refused without a message. */
function readInteger(text: string): number | Fault {
  if (text === '') return malformed('missing value for decimal type');
  if (!/^[+-]?[0-9]+$/.test(text)) return malformed();
  const number = Number(text);
  return number >= -(2 ** 31) && number < 2 ** 31 ? number | 0 : malformed();
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['1', true],
  ['0', false],
]);

/** Strict base64: one byte string has one spelling, so nothing can pass a comparison in a second one. */
function readBlob(text: string): Uint8Array | Fault {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : malformed();
}

const ISO = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$/;

/** ISO-8601 with a zone, or seconds since 1970. The calendar is checked: JavaScript would read 30 February as 2 March. */
function readTimestamp(text: string): number | Fault {
  if (/^[0-9]{1,12}(\.[0-9]{1,9})?$/.test(text)) return Number(text);
  const [, year, month, day] = ISO.exec(text) ?? [];
  if (day === undefined || Number(day) > daysIn(Number(year), Number(month))) return malformed();
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? malformed() : ms / 1000;
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
