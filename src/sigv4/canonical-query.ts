import { allUnreserved, isUnreserved, percentByte, percentEncode } from './percent.ts';
import type { Claim } from './types.ts';

/**
 * Writes the query with each name and value escaped in the one canonical way, sorted by name and then by value. A
 * presigned request leaves its own signature out: the first of that name, the one that is read. A second one is
 * covered like any other parameter.
 *
 * INVARIANT: pairs are cut where `decodeForm` cuts them (`&`, then the first `=`, `+` for space), so that what is
 * signed is what the other rooms read.
 */
export function canonicalQuery(query: string, carrier: Claim['carrier']): string {
  if (query === '') return '';
  const pairs = readPairs(query);
  if (carrier === 'query') {
    const own = pairs.findIndex(([name]) => name === 'X-Amz-Signature');
    if (own >= 0) pairs.splice(own, 1);
  }
  // Escaped text is ASCII, where the order of code units is the order of bytes. Names first: `a-b` sorts after `a`
  // although `-` sorts before `=`.
  pairs.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

function readPairs(query: string): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (const piece of query.split('&')) {
    if (piece === '') continue;
    const equals = piece.indexOf('=');
    if (equals < 0) pairs.push([canonicalPart(piece), '']);
    else pairs.push([canonicalPart(piece.slice(0, equals)), canonicalPart(piece.slice(equals + 1))]);
  }
  return pairs;
}

/** Gives one part its canonical escapes, from the raw text, so that bytes which are not UTF-8 stay apart too. */
function canonicalPart(raw: string): string {
  if (allUnreserved(raw)) return raw;
  let part = '';
  for (let i = 0; i < raw.length; i++) {
    const unit = raw.charCodeAt(i);
    if (isUnreserved(unit)) part += raw[i];
    else if (unit === PLUS) part += '%20';
    else if (unit === PERCENT && isHexPair(raw, i + 1)) {
      const byte = Number.parseInt(raw.slice(i + 1, i + 3), 16);
      part += isUnreserved(byte) ? String.fromCharCode(byte) : percentByte(byte);
      i += 2;
    } else if (unit < 128) part += percentByte(unit);
    else {
      const character = String.fromCodePoint(raw.codePointAt(i)!);
      part += percentEncode(character);
      i += character.length - 1;
    }
  }
  return part;
}

const PLUS = 43;
const PERCENT = 37;

const isHexPair = (text: string, at: number): boolean => isHex(text.charCodeAt(at)) && isHex(text.charCodeAt(at + 1));

const isHex = (unit: number): boolean =>
  (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 70) || (unit >= 97 && unit <= 102);
