import { linesOf, type Place } from './places.ts';

/**
 * Prints the lines of a text from one place to another, numbered and underlined:
 *
 *     2 |   "Statement": {"Effect": "Deny"}
 *       |                ^^^^^^^^^^^^^^^^^^
 */
export function underlined(text: string, from: Place, to: Place): readonly string[] {
  const last = Math.min(to.line, from.line + LINES_MAX - 1);
  const width = String(last).length;
  const printed = linesOf(text)
    .slice(from.line - 1, last)
    .flatMap((line, i) => {
      const number = from.line + i;
      const indent = line.search(/[^ \t]|$/);
      const start = number === from.line ? from.column - 1 : indent;
      const end = number === to.line ? to.column - 1 : line.trimEnd().length;
      if (start >= end) return [];
      const { shown, at, length } = cropped(line, start, end);
      const margin = ' '.repeat(width);
      return [`${String(number).padStart(width)} | ${shown}`, `${margin} | ${' '.repeat(at)}${'^'.repeat(length)}`];
    });
  return last < to.line ? [...printed, `${' '.repeat(width)} | ... to line ${to.line}`] : printed;
}

/** A statement that is longer than a screen is recognised by its beginning. */
const LINES_MAX = 24;
/** The longest line that is printed whole. */
const WIDTH_MAX = 160;
/** What is kept of a longer line before the part that is meant. */
const BEFORE = 16;

function cropped(line: string, start: number, end: number): { shown: string; at: number; length: number } {
  // A tab would be as wide as the terminal likes, and the line below could not follow.
  const flat = line.replaceAll('\t', ' ');
  if (flat.length <= WIDTH_MAX) return { shown: flat, at: start, length: end - start };
  const first = Math.max(0, start - BEFORE);
  const part = flat.slice(first, first + WIDTH_MAX);
  const before = first > 0 ? '... ' : '';
  return {
    shown: `${before}${part}${first + WIDTH_MAX < flat.length ? ' ...' : ''}`,
    at: before.length + start - first,
    length: Math.min(end, first + WIDTH_MAX) - start,
  };
}
