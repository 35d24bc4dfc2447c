import { WIDE_RANGES } from './generated/wide-ranges.ts';

/** How many columns a text takes on a terminal: two for a character that is wide in East Asian writing, or may be. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += isWide(character.codePointAt(0)!) ? 2 : 1;
  return width;
}

/** Starts and ends of the ranges, ascending; read when a character beyond ASCII comes up first. */
let bounds: readonly number[] | undefined;

function isWide(code: number): boolean {
  if (code < 0x80) return false;
  bounds ??= readBounds();
  let low = 0;
  let high = bounds.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bounds[2 * middle + 1]! < code) low = middle + 1;
    else high = middle;
  }
  return low < bounds.length / 2 && bounds[2 * low]! <= code;
}

function readBounds(): readonly number[] {
  let at = 0;
  return WIDE_RANGES.split(' ').map((step) => {
    at += Number.parseInt(step, 36);
    return at;
  });
}
