import { spend } from './effort.ts';
import type { Resolved } from './variables.ts';

/**
 * A text with wildcards, as tokens: what a variable put in is literal by construction, because it never passes through
 * wildcard syntax again (security.md H06).
 */
export interface Pattern {
  /** The literal text before the first wildcard. */
  readonly prefix: string;
  /** What follows: UTF-16 code units, `STAR` and `ANY`. Empty, or beginning with a wildcard. */
  readonly rest: readonly number[];
}

const STAR = -1;
const ANY = -2;

/**
 * Whether a pattern matches a whole text. `*` is any run, also none and also across newlines; `?` is one UTF-16 code
 * unit (policy.md 1.4, 4.5). Comparison is by code unit: case counts.
 */
export function matches(pattern: Pattern, text: string): boolean {
  const { prefix, rest } = pattern;
  if (rest.length === 0) return text === prefix;
  const end = prefix.length;
  // The last character first, since ARNs begin alike and differ late. Then a slice: comparing takes a quarter of the time of
  // `startsWith` or of a loop.
  if (end > 0 && (text.charCodeAt(end - 1) !== prefix.charCodeAt(end - 1) || text.slice(0, end) !== prefix))
    return false;
  return (rest.length === 1 && rest[0] === STAR) || matchesFrom(rest, text, end);
}

/** Builds a pattern from a text that a policy's author wrote. */
export const patternOf = (written: string): Pattern => patternFrom([{ text: written, literal: false }]);

/** Builds a pattern from written pieces, whose `*` and `?` are wildcards, and literal ones, whose are not. */
export function patternFrom(pieces: Resolved): Pattern {
  let prefix = '';
  const rest: number[] = [];
  for (const { text, literal } of pieces) {
    const wildcard = literal ? -1 : text.search(/[*?]/);
    if (rest.length === 0 && wildcard < 0) prefix += text;
    else {
      const from = rest.length === 0 ? wildcard : 0;
      prefix += text.slice(0, from);
      for (let i = from; i < text.length; i++) push(rest, text.charCodeAt(i), literal);
    }
  }
  return { prefix, rest };
}

function push(rest: number[], unit: number, literal: boolean): void {
  if (literal || (unit !== 42 && unit !== 63)) rest.push(unit);
  else if (unit === 63) rest.push(ANY);
  else if (rest.at(-1) !== STAR) rest.push(STAR);
}

/**
 * Walks pattern and text with two indices and remembers the latest star only: a mismatch lets that star take one more
 * character. Earlier stars need no second try, since the latest one can take whatever they could give back. So the work
 * is at most pattern length times text length, for any input (H04).
 */
function matchesFrom(rest: readonly number[], text: string, from: number): boolean {
  const length = rest.length;
  let at = from;
  let next = 0;
  let star = -1;
  let starAt = from;
  while (at < text.length) {
    const token = next < length ? rest[next] : undefined;
    if (token === STAR) {
      star = next++;
      starAt = at;
      if (next === length) return true;
    } else if (token !== undefined && (token === ANY || token === text.charCodeAt(at))) {
      next++;
      at++;
    } else if (star >= 0) {
      // Only what is walked in vain can multiply, so only that is counted; a first mismatch costs nothing.
      if (next > star + 1) spend(next - star);
      next = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (next < length && rest[next] === STAR) next++;
  return next === length;
}
