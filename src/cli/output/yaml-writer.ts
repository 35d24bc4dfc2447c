import { byCodePoint, isList, isMap, numberText, type SpelledNumber } from './python-text.ts';
import { YamlPen } from './yaml-pen.ts';
import { YamlScalar } from './yaml-scalar.ts';
import { writeScalar } from './yaml-text.ts';

/**
 * Writes block YAML 1.2 to the letter of libyaml, by which the AWS CLI v2 writes it: lists are not indented below their
 * key, long texts are folded after column 80, and what stands at two places is written once and referred to.
 */
export class YamlWriter {
  readonly #pen = new YamlPen();
  /** What was met, and its name where it was met a second time. */
  readonly #anchors = new Map<object, string | undefined>();
  readonly #written = new Set<object>();
  #anchorCount = 0;

  write(value: unknown): string {
    this.#nameRepeated(value);
    this.#node(value, 'root');
    return `${this.#pen.text}\n`;
  }

  /** Names what is met a second time, in the order of the second meetings. */
  #nameRepeated(value: unknown): void {
    if (!isList(value) && !isMap(value)) return;
    if (this.#anchors.has(value)) {
      if (this.#anchors.get(value) === undefined) {
        this.#anchors.set(value, `id${String(++this.#anchorCount).padStart(3, '0')}`);
      }
      return;
    }
    this.#anchors.set(value, undefined);
    for (const inner of isList(value) ? value : entriesOf(value).map(([, held]) => held)) this.#nameRepeated(inner);
  }

  #node(value: unknown, place: 'root' | 'item' | 'key' | 'value'): void {
    const pen = this.#pen;
    if (!isList(value) && !isMap(value)) {
      const scalar = typeof value === 'string' ? new YamlScalar(value) : YamlScalar.word(wordOf(value));
      return pen.withinScalar(() => writeScalar(pen, scalar, place === 'key'));
    }
    const anchor = this.#anchors.get(value);
    if (anchor !== undefined) {
      if (this.#written.has(value)) return pen.indicator(`*${anchor}`, { spaced: true });
      this.#written.add(value);
      pen.indicator(`&${anchor}`, { spaced: true });
    }
    if (isMap(value)) this.#map(value);
    else this.#list(value, !(place === 'value' && !pen.isInIndention));
  }

  #list(list: readonly unknown[], isIndented: boolean): void {
    if (list.length === 0) return this.#empty('[', ']');
    const pen = this.#pen;
    pen.within(
      () => {
        for (const item of list) {
          pen.newLine();
          pen.indicator('-', { spaced: true, keepsIndention: true });
          this.#node(item, 'item');
        }
      },
      { isIndented },
    );
  }

  #map(map: Readonly<Record<string, unknown>>): void {
    const entries = entriesOf(map);
    if (entries.length === 0) return this.#empty('{', '}');
    this.#pen.within(() => {
      for (const [key, value] of entries) {
        this.#pen.newLine();
        this.#key(key);
        this.#node(value, 'value');
      }
    });
  }

  #key(key: string): void {
    const pen = this.#pen;
    if (new YamlScalar(key).isSimpleKey) {
      this.#node(key, 'key');
      return pen.indicator(':');
    }
    pen.indicator('?', { spaced: true, keepsIndention: true });
    this.#node(key, 'value');
    pen.newLine();
    pen.indicator(':', { spaced: true, keepsIndention: true });
  }

  #empty(open: string, close: string): void {
    this.#pen.indicator(open, { spaced: true });
    this.#pen.indicator(close);
  }
}

const entriesOf = (map: Readonly<Record<string, unknown>>): [string, unknown][] =>
  Object.entries(map).sort(([left], [right]) => byCodePoint(left, right));

function wordOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'boolean') return String(value);
  return numberText(value as number | SpelledNumber);
}
