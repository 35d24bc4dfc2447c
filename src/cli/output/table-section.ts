import { Unprintable } from './unprintable.ts';
import { widthOf } from './width.ts';

/** One box of a table: a title, columns with headers, rows. */
export class Section {
  readonly title: string;
  /** How many boxes are around this one. */
  readonly depth: number;
  #headers: readonly string[] = [];
  #rows: (readonly string[])[] = [];
  #columns: number | undefined;
  #widths: number[] = [];

  constructor(title: string, depth: number) {
    this.title = title;
    this.depth = depth;
  }

  /** How many columns it has; `undefined` before there is anything in it. */
  get columns(): number | undefined {
    return this.#columns;
  }

  setHeaders(headers: readonly string[]): void {
    this.#grow(headers);
    this.#headers = headers;
  }

  addRow(row: readonly string[]): void {
    this.#grow(row);
    this.#rows.push(row);
  }

  #grow(row: readonly string[]): void {
    this.#columns ??= row.length;
    if (this.#widths.length === 0) this.#widths = row.map(widthOf);
    if (row.length > this.#widths.length) throw new Unprintable('list index out of range');
    for (const [index, text] of row.entries()) this.#widths[index] = Math.max(this.#widths[index]!, widthOf(text));
  }

  /** The columns that it needs, its frame and those around it among them. */
  get outerWidth(): number {
    const cells = this.#widths.reduce((sum, width) => sum + width + PADDING, 0) + FRAME;
    return Math.max(widthOf(this.title) + FRAME, cells) + 2 * this.depth;
  }

  /** Puts a single row upright: a line for each column, its header before it. */
  turn(): void {
    if (this.#rows.length !== 1 || this.#headers.length === 0) return;
    const pairs = this.#headers.map((header, index) => [header, this.#rows[0]![index]!]);
    this.#headers = [];
    this.#rows = [];
    this.#columns = undefined;
    this.#widths = [];
    for (const pair of pairs) this.addRow(pair);
  }

  render(tableWidth: number, isColored: boolean): string[] {
    const width = tableWidth - 2 * this.depth;
    const cells = spread(this.#widths, width);
    const rule = cells.map((cell, index) => (index === 0 ? `+${'-'.repeat(cell - 2)}+` : `${'-'.repeat(cell - 1)}+`));
    const lines: string[] = [];
    if (this.title !== '') {
      lines.push(centered(this.title, width, '|'));
      if (this.#headers.length === 0 && this.#rows.length === 0) lines.push(`+${'-'.repeat(width - 2)}+`);
    }
    if (this.#headers.length > 0) {
      const names = this.#headers.map((header, index) => centered(header, cells[index]!, index === 0 ? '|' : ''));
      lines.push(rule.join(''), names.join(''));
    }
    if (this.#rows.length > 0 && cells.length > 0) {
      const rows = this.#rows.map((row) =>
        row.map((text, index) => leftAligned(text, cells[index]!, index === 0 ? '|' : '', isColored)).join(''),
      );
      lines.push(rule.join(''), ...rows, rule.join(''));
    }
    const edge = (isColored ? `${DIM_YELLOW}|${RESET}` : '|').repeat(this.depth);
    // The AWS CLI's library resets the colour behind each piece that it writes.
    const end = isColored ? RESET : '';
    return lines.map((line) => `${edge}${end}${line}${end}${edge}${end}`);
  }
}

/** Blanks about the longest text of a column. */
const PADDING = 4;
/** The lines at both sides. */
const FRAME = 2;

const BRIGHT_BLUE = '\u001B[1m\u001B[34m';
const DIM_YELLOW = '\u001B[2m\u001B[33m';
export const RESET = '\u001B[0m';

/** Spreads the width over the columns in proportion to what they hold; what rounding leaves over goes one by one. */
function spread(widths: readonly number[], width: number): number[] {
  if (widths.length === 0) return [];
  const sum = widths.reduce((total, one) => total + one + PADDING, 0);
  const cells = widths.map((one) => roundHalfToEven((width / sum) * (one + PADDING)));
  let surplus = cells.reduce((total, one) => total + one, 0) - width;
  while (surplus !== 0) {
    const step = surplus > 0 ? -1 : 1;
    for (let turn = 0; turn < cells.length && surplus !== 0; turn++) {
      const index = step < 0 ? turn : cells.length - 1 - turn;
      cells[index]! += step;
      surplus += step;
    }
  }
  return cells;
}

/** As Python rounds. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

function centered(text: string, length: number, leftEdge: string): string {
  const width = widthOf(text);
  const before = Math.floor(length / 2) - Math.floor(width / 2) - 1;
  const after = length - 1 - (leftEdge.length + before + width);
  return `${leftEdge}${blanks(before)}${text}${blanks(after)}|`;
}

function leftAligned(text: string, length: number, leftEdge: string, isColored: boolean): string {
  const width = widthOf(text);
  const before = length >= width + 2 + leftEdge.length + 1 ? 2 : 0;
  const after = length - (leftEdge.length + before + width) - 1;
  return `${leftEdge}${blanks(before)}${isColored ? `${BRIGHT_BLUE}${text}${RESET}` : text}${blanks(after)}|`;
}

const blanks = (count: number): string => ' '.repeat(Math.max(0, count));
