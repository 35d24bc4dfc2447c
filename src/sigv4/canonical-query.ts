import { reescape } from './percent.ts';
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
    if (equals < 0) pairs.push([reescape(piece, '%20'), '']);
    else pairs.push([reescape(piece.slice(0, equals), '%20'), reescape(piece.slice(equals + 1), '%20')]);
  }
  return pairs;
}
