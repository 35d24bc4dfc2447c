/** A text that is no shorthand: what was expected where, with the place marked. */
export class ShorthandError extends Error {}

/** What shorthand can say: texts, lists and structures of them. */
export type Shorthand = string | Shorthand[] | { [key: string]: Shorthand };

/**
 * Reads the AWS CLI's shorthand for structures: `Key=Owner,Value=Bob`, `a=b,c` for a list, `a=[b,c]`, `a={b=c}`, quotes of
 * either kind, `\,` for a comma. It knows no types: see `fitShorthand`.
 */
export function readShorthand(text: string): { [key: string]: Shorthand } {
  return new Reader(text).parameter();
}

/** Structures within structures: none of AWS's is deeper than five. */
const DEPTH_MAX = 64;

const KEY = /[A-Za-z0-9\-_.#/:]*/y;
const SINGLE_QUOTED = /'(?:\\\\|\\'|[^'])*'/y;
const DOUBLE_QUOTED = /"(?:\\\\|\\"|[^"])*"/y;
/** A value up to a comma or a closing bracket. */
const FIRST_VALUE = /(?:\\,|[!#-&(-+\--<>-Z\\-z|-\uffff])(?:\\,|[\s!#-&(-+\--\\^-|~-\uffff])*/y;
/** A further element of a list without brackets: up to a comma, and without `=`, or it is the next key. */
const FURTHER_VALUE = /(?:\\,|[!#-&(-+\--<>-Z\\-z|-\uffff])(?:\\,|[\s!#-&(-+\--<>-\uffff])*/y;
const WHITE_SPACE = /[ \t\n\r\v\f]*/y;

class Reader {
  readonly #text: string;
  #index = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parameter(): { [key: string]: Shorthand } {
    const read = structure();
    let lastIndex = 0;
    do {
      if (lastIndex > 0) this.#expect(',');
      const key = this.#match(KEY) ?? '';
      this.#expect('=');
      const value = this.#values();
      if (Object.hasOwn(read, key)) throw this.#twice(key, lastIndex + 1);
      read[key] = value;
      lastIndex = this.#index;
    } while (this.#index < this.#text.length);
    return read;
  }

  #values(): Shorthand {
    if (this.#current === undefined) return '';
    if (this.#current === '[') return this.#list();
    return this.#current === '{' ? this.#hash() : this.#commaSeparated();
  }

  /** `a=b` is a text, `a=b,c` a list; in `a=b,c=d` the comma belongs to what follows. */
  #commaSeparated(): Shorthand {
    const first = this.#firstValue();
    this.#match(WHITE_SPACE);
    if (this.#current !== ',') return first;
    this.#expect(',');
    const values = [first];
    for (;;) {
      const start = this.#index;
      try {
        const value = this.#furtherValue();
        this.#match(WHITE_SPACE);
        const isLast = this.#current === undefined;
        if (!isLast) this.#expect(',');
        values.push(value);
        if (isLast) break;
      } catch (error) {
        if (!(error instanceof ShorthandError) || this.#current === undefined) throw error;
        this.#index = this.#text.lastIndexOf(',', Math.max(start, this.#index));
        break;
      }
    }
    return values.length === 1 ? first : values;
  }

  #list(): Shorthand {
    return this.#within('[', ']', [] as Shorthand[], (list) => list.push(this.#explicitValue()));
  }

  #hash(): Shorthand {
    return this.#within('{', '}', structure(), (hash) => {
      const key = this.#match(KEY) ?? '';
      this.#expect('=');
      hash[key] = this.#explicitValue();
    });
  }

  #within<Held>(open: string, close: string, held: Held, readOne: (held: Held) => void): Held {
    if (++this.#depth > DEPTH_MAX) throw new ShorthandError(`more than ${DEPTH_MAX} brackets within each other`);
    this.#expect(open);
    while (this.#current !== close) {
      readOne(held);
      this.#match(WHITE_SPACE);
      if (this.#current !== close) this.#expect(',');
    }
    this.#index++;
    this.#depth--;
    return held;
  }

  #explicitValue(): Shorthand {
    if (this.#current === '[') return this.#list();
    return this.#current === '{' ? this.#hash() : this.#firstValue();
  }

  #firstValue(): string {
    return this.#quotedValue() ?? unescaped(this.#match(FIRST_VALUE) ?? '');
  }

  #furtherValue(): string {
    const quoted = this.#quotedValue();
    if (quoted !== undefined) return quoted;
    const value = this.#match(FURTHER_VALUE);
    if (value === undefined) throw this.#unexpected('<second>', '<none>');
    return unescaped(value);
  }

  #quotedValue(): string | undefined {
    const quote = this.#current;
    if (quote !== "'" && quote !== '"') return undefined;
    const value = this.#match(quote === "'" ? SINGLE_QUOTED : DOUBLE_QUOTED);
    if (value === undefined) throw this.#unexpected(quote === "'" ? '<singled quoted>' : '<double quoted>', '<none>');
    return value.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll('\\\\', '\\');
  }

  /** Goes on after a character, and the white space about it. */
  #expect(character: string): void {
    this.#match(WHITE_SPACE);
    const { length } = character;
    if (this.#current !== character) throw this.#unexpected(character, this.#current ?? 'EOF');
    this.#index += length;
    this.#match(WHITE_SPACE);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#index;
    const [found] = pattern.exec(this.#text) ?? [];
    this.#index += found?.length ?? 0;
    return found;
  }

  get #current(): string | undefined {
    return this.#text[this.#index];
  }

  #unexpected(expected: string, received: string): ShorthandError {
    return new ShorthandError(
      `Expected: '${expected}', received: '${received}' for input:\n${this.#marked(this.#index)}`,
    );
  }

  #twice(key: string, index: number): ShorthandError {
    return new ShorthandError(
      `Second instance of key "${key}" encountered for input:\n${this.#marked(index)}\nThis is often because there is a preceding "," instead of a space.`,
    );
  }

  /** The text with a caret in a line of its own below the place. */
  #marked(index: number): string {
    const lineStart = this.#text.lastIndexOf('\n', index - 1) + 1;
    const lineEnd = this.#text.indexOf('\n', index);
    const end = lineEnd < 0 ? this.#text.length : lineEnd;
    const column = index > 0 ? index - lineStart : 0;
    return `${this.#text.slice(0, end)}\n${' '.repeat(column)}^${this.#text.slice(end)}`;
  }
}

/** Without a prototype: a key may be called as anything. */
const structure = (): { [key: string]: Shorthand } => Object.create(null);

const unescaped = (value: string): string => value.replaceAll('\\,', ',').trimEnd();
