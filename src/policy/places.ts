/** A place in a text as people count: lines and columns from 1. LF, CR and CRLF each end one line (policy.md 9.3). */
export interface Place {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Gives the places of a text by their offsets. The text is walked once, however many are asked for. */
export function placesIn(text: string): (offset: number) => Place {
  const starts = lineStarts(text);
  return (offset) => {
    const line = lastNotAfter(starts, offset);
    return { offset, line: line + 1, column: offset - starts[line]! + 1 };
  };
}

/** The lines of a text, without their ends. */
export function linesOf(text: string): readonly string[] {
  const starts = lineStarts(text);
  return starts.map((start, i) => text.slice(start, starts[i + 1] ?? text.length).replace(/[\r\n]+$/, ''));
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** Index of the last start that is not after the offset. */
function lastNotAfter(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
