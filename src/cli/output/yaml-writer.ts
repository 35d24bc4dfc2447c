import { byCodePoint, isList, isMap, numberText, type SpelledNumber } from './python-text.ts';
import { YamlScalar } from './yaml-scalar.ts';

/** Where a node stands, which decides how it begins. */
type Place = 'root' | 'item' | 'key' | 'value';

/**
 * Writes block YAML 1.2 to the letter of libyaml, by which the AWS CLI v2 writes it: lists are not indented below their
 * key, long texts are folded after column 80, and what stands at two places is written once and referred to.
 */
export class YamlWriter {
  #out = '';
  #column = 0;
  #indent = -1;
  /** The last thing written was white space, or nothing. */
  #afterSpace = true;
  /** Nothing but indentation and indicators stands on the line. */
  #inIndention = true;
  readonly #anchors = new Map<object, string | undefined>();
  readonly #written = new Set<object>();

  write(value: unknown): string {
    this.#findAnchors(value);
    this.#node(value, 'root');
    return `${this.#out}\n`;
  }

  /** Names what is met a second time, in the order of the second meetings. */
  #findAnchors(value: unknown): void {
    if (!isList(value) && !isMap(value)) return;
    if (this.#anchors.has(value)) {
      if (this.#anchors.get(value) === undefined) this.#anchors.set(value, this.#nextAnchor());
      return;
    }
    this.#anchors.set(value, undefined);
    for (const inner of isList(value) ? value : entriesOf(value).map(([, held]) => held)) this.#findAnchors(inner);
  }

  #anchorCount = 0;
  #nextAnchor(): string {
    return `id${String(++this.#anchorCount).padStart(3, '0')}`;
  }

  #node(value: unknown, place: Place): void {
    if (!isList(value) && !isMap(value)) return this.#scalar(value, place);
    const anchor = this.#anchors.get(value);
    if (anchor !== undefined) {
      if (this.#written.has(value)) return this.#indicator(`*${anchor}`, { spaced: true });
      this.#written.add(value);
      this.#indicator(`&${anchor}`, { spaced: true });
    }
    if (isList(value)) this.#list(value, place);
    else this.#map(value);
  }

  #list(list: readonly unknown[], place: Place): void {
    if (list.length === 0) return this.#empty('[', ']');
    this.#within(
      () => {
        for (const item of list) {
          this.#newLine();
          this.#indicator('-', { spaced: true, keepsIndention: true });
          this.#node(item, 'item');
        }
      },
      { isIndented: !(place === 'value' && !this.#inIndention) },
    );
  }

  #map(map: Readonly<Record<string, unknown>>): void {
    const entries = entriesOf(map);
    if (entries.length === 0) return this.#empty('{', '}');
    this.#within(() => {
      for (const [key, value] of entries) {
        this.#newLine();
        if (new YamlScalar(key).isSimpleKey) {
          this.#node(key, 'key');
          this.#indicator(':', {});
        } else {
          this.#indicator('?', { spaced: true, keepsIndention: true });
          this.#node(key, 'value');
          this.#newLine();
          this.#indicator(':', { spaced: true, keepsIndention: true });
        }
        this.#node(value, 'value');
      }
    });
  }

  #empty(open: string, close: string): void {
    this.#indicator(open, { spaced: true });
    this.#indicator(close, {});
  }

  #within(write: () => void, { isIndented = true } = {}): void {
    const before = this.#indent;
    if (before < 0) this.#indent = 0;
    else if (isIndented) this.#indent += 2;
    write();
    this.#indent = before;
  }

  #scalar(value: unknown, place: Place): void {
    const before = this.#indent;
    // What is folded goes on one step further in.
    this.#indent = before < 0 ? 2 : before + 2;
    if (typeof value === 'string') this.#text(new YamlScalar(value), place === 'key');
    else this.#plain(wordOf(value), false);
    this.#indent = before;
  }

  #text(scalar: YamlScalar, isKey: boolean): void {
    const style = scalar.style(isKey);
    if (style === 'plain') this.#plain(scalar.text, !isKey);
    else if (style === 'single') this.#single(scalar.text, !isKey);
    else this.#double(scalar.text, !isKey);
  }

  #plain(text: string, mayFold: boolean): void {
    if (!this.#afterSpace) this.#put(' ');
    this.#folded(
      text,
      mayFold,
      () => true,
      (character) => this.#put(character),
    );
    this.#afterSpace = false;
    this.#inIndention = false;
  }

  #single(text: string, mayFold: boolean): void {
    this.#indicator("'", { spaced: true });
    let inBreaks = false;
    let inSpaces = false;
    const characters = [...text];
    for (const [index, character] of characters.entries()) {
      if (character === ' ') {
        const isInside = index > 0 && index < characters.length - 1;
        if (mayFold && !inSpaces && this.#isFull && isInside && characters[index + 1] !== ' ') this.#newLine();
        else this.#put(' ');
        inSpaces = true;
      } else if (BREAKS.has(character)) {
        if (!inBreaks && character === '\n') this.#break('\n');
        this.#break(character);
        this.#inIndention = true;
        inBreaks = true;
      } else {
        if (inBreaks) this.#newLine();
        this.#put(character === "'" ? "''" : character);
        this.#inIndention = false;
        inSpaces = false;
        inBreaks = false;
      }
    }
    if (inBreaks) this.#newLine();
    this.#indicator("'", {});
    this.#afterSpace = false;
    this.#inIndention = false;
  }

  #double(text: string, mayFold: boolean): void {
    this.#indicator('"', { spaced: true });
    const characters = [...text];
    const isInside = (index: number) => index > 0 && index < characters.length - 1;
    this.#folded(text, mayFold, isInside, (character) => this.#put(escaped(character)), true);
    this.#indicator('"', {});
    this.#afterSpace = false;
    this.#inIndention = false;
  }

  /** Writes character by character; a blank behind the margin becomes a line break. */
  #folded(
    text: string,
    mayFold: boolean,
    mayFoldAt: (index: number) => boolean,
    put: (character: string) => void,
    isDouble = false,
  ): void {
    const characters = [...text];
    let inSpaces = false;
    for (const [index, character] of characters.entries()) {
      if (character !== ' ') {
        put(character);
        if (!isDouble) this.#inIndention = false;
        inSpaces = false;
        continue;
      }
      const beforeSpace = characters[index + 1] === ' ';
      if (mayFold && !inSpaces && this.#isFull && mayFoldAt(index) && (isDouble || !beforeSpace)) {
        this.#newLine();
        if (isDouble && beforeSpace) this.#put('\\');
      } else this.#put(' ');
      inSpaces = true;
    }
  }

  get #isFull(): boolean {
    return this.#column > MARGIN;
  }

  #indicator(text: string, { spaced = false, keepsIndention = false }): void {
    if (spaced && !this.#afterSpace) this.#put(' ');
    this.#put(text);
    this.#afterSpace = false;
    this.#inIndention &&= keepsIndention;
  }

  #newLine(): void {
    const indent = Math.max(0, this.#indent);
    if (!this.#inIndention || this.#column > indent || (this.#column === indent && !this.#afterSpace))
      this.#break('\n');
    if (this.#column < indent) this.#put(' '.repeat(indent - this.#column));
    this.#afterSpace = true;
    this.#inIndention = true;
  }

  #put(text: string): void {
    this.#out += text;
    this.#column += [...text].length;
  }

  #break(character: string): void {
    this.#out += character;
    this.#column = 0;
  }
}

const MARGIN = 80;
const BREAKS: ReadonlySet<string> = new Set(['\n', '\r', '\u0085', '\u2028', '\u2029']);

const entriesOf = (map: Readonly<Record<string, unknown>>): [string, unknown][] =>
  Object.entries(map).sort(([left], [right]) => byCodePoint(left, right));

function wordOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'boolean') return String(value);
  return numberText(value as number | SpelledNumber);
}

/** What a double-quoted text must not hold as it is. */
function escaped(character: string): string {
  const known = ESCAPES.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0)!;
  if (isPrintable(code)) return character;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\u001B', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0085', '\\N'],
  ['\u00A0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);

/** What libyaml writes unescaped: no controls but the line feed, no byte order mark, nothing beyond U+FFFF. */
export function isPrintable(code: number): boolean {
  if (code < 0x80) return code === 0x0a || (code >= 0x20 && code <= 0x7e);
  return (code >= 0xa0 && code < 0xd800) || (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff);
}
