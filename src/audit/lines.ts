import type { KeptDocument } from './decision-record.ts';
import type { Piece } from './pieces.ts';

/** Takes lines of JSON, part by part: where they are gathered to be written (line-buffer.ts), or as text. */
export interface Lines {
  /** A part that many lines have. */
  piece(part: Piece): void;
  /** JSON, or a part of it. */
  text(part: string): void;
  /** A string as it is: it becomes JSON later. */
  string(value: string): void;
  /** What follows until `commonEnds` comes in the next line once more, where that asks for it. */
  commonBegins(): void;
  commonEnds(): void;
  commonAgain(): void;
  /** How much was said so far, as JSON, at the most. */
  said(): number;
  mark(): number;
  /** Takes back what was said since. */
  backTo(mark: number): void;
  /** Ends a line. `documents` are those that it names by hash; `committedAs` is its id where it was committed with a change. */
  end(documents?: readonly KeptDocument[], committedAs?: string): void;
}

/** The lines that somebody says, as texts. */
export function textsOf(say: (to: Lines) => void): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let common = { from: 0, text: '' };
  const add = (part: string): void => {
    line += part;
  };
  say({
    piece: ({ text }) => add(text),
    text: add,
    string: (value) => add(JSON.stringify(value)),
    commonBegins: () => {
      common = { from: line.length, text: '' };
    },
    commonEnds: () => {
      common.text = line.slice(common.from);
    },
    commonAgain: () => add(common.text),
    said: () => line.length,
    mark: () => line.length,
    backTo: (mark) => {
      line = line.slice(0, mark);
    },
    end: () => {
      lines.push(line);
      line = '';
    },
  });
  return lines;
}
