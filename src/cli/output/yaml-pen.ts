/** Writes YAML's characters, and knows the column, the indentation and what stands before: where to break depends on them. */
export class YamlPen {
  #out = '';
  #column = 0;
  #indent = -1;
  /** The last thing written was white space, or nothing. */
  #isAfterSpace = true;
  /** Nothing but indentation and indicators stands on the line. */
  #isInIndention = true;

  get text(): string {
    return this.#out;
  }

  get isAfterSpace(): boolean {
    return this.#isAfterSpace;
  }

  get isInIndention(): boolean {
    return this.#isInIndention;
  }

  /** A blank from here on becomes a line break where it may. */
  get isBehindMargin(): boolean {
    return this.#column > MARGIN;
  }

  put(text: string): void {
    this.#out += text;
    this.#column += [...text].length;
  }

  /** A character of a text, behind which a line must be broken to begin anew. */
  putOfText(text: string): void {
    this.put(text);
    this.#isInIndention = false;
  }

  break(character: string): void {
    this.#out += character;
    this.#column = 0;
  }

  /** A line break within a text. */
  breakText(character: string): void {
    this.break(character);
    this.#isInIndention = true;
  }

  newLine(): void {
    const indent = Math.max(0, this.#indent);
    const isBegun = this.#column > indent || (this.#column === indent && !this.#isAfterSpace);
    if (!this.#isInIndention || isBegun) this.break('\n');
    if (this.#column < indent) this.put(' '.repeat(indent - this.#column));
    this.#isAfterSpace = true;
    this.#isInIndention = true;
  }

  /** `-`, `:`, a quote: what is no text. */
  indicator(text: string, { spaced = false, keepsIndention = false } = {}): void {
    if (spaced && !this.#isAfterSpace) this.put(' ');
    this.put(text);
    this.#isAfterSpace = false;
    this.#isInIndention &&= keepsIndention;
  }

  endText(): void {
    this.#isAfterSpace = false;
    this.#isInIndention = false;
  }

  /** Writes a collection one step further in. */
  within(write: () => void, { isIndented = true } = {}): void {
    const before = this.#indent;
    if (before < 0) this.#indent = 0;
    else if (isIndented) this.#indent += STEP;
    write();
    this.#indent = before;
  }

  /** Writes a scalar: what is folded goes on one step further in. */
  withinScalar(write: () => void): void {
    const before = this.#indent;
    this.#indent = Math.max(0, before) + STEP;
    write();
    this.#indent = before;
  }
}

const MARGIN = 80;
const STEP = 2;
