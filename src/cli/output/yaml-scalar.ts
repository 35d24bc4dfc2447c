import { isPrintable } from './yaml-characters.ts';

/** A text, and in which ways YAML may hold it. */
export class YamlScalar {
  readonly text: string;
  readonly #mayBePlain: boolean;
  readonly #mayBeSingle: boolean;
  readonly #isMultiline: boolean;

  constructor(text: string, isWord = false) {
    this.text = text;
    this.#isMultiline = /[\n\r\u0085\u2028\u2029]/.test(text);
    const isSpecial = /[ ][\n\r\u0085\u2028\u2029]/.test(text) || [...text].some(isUnprintable);
    this.#mayBeSingle = !isSpecial && !/[\n\r\u0085\u2028\u2029][ ]/.test(text);
    this.#mayBePlain = isWord || (this.#mayBeSingle && !this.#isMultiline && !isReserved(text));
  }

  /** A number, a boolean, null: never quoted. */
  static word(text: string): YamlScalar {
    return new YamlScalar(text, true);
  }

  /** As little quoting as possible. */
  style(isKey: boolean): 'plain' | 'single' | 'double' {
    if (isKey && this.#isMultiline) return 'double';
    if (this.#mayBePlain) return 'plain';
    return this.#mayBeSingle ? 'single' : 'double';
  }

  /** Fits before a colon on one line. */
  get isSimpleKey(): boolean {
    return !this.#isMultiline && Buffer.byteLength(this.text) <= SIMPLE_KEY_MAX_BYTES;
  }
}

const SIMPLE_KEY_MAX_BYTES = 128;

const isUnprintable = (character: string): boolean => !isPrintable(character.codePointAt(0)!);

/** Reads as something else than this text where it is not quoted. */
const isReserved = (text: string): boolean =>
  text === '' ||
  /^ | $/.test(text) ||
  /^(---|\.\.\.)/.test(text) ||
  /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
  /^[-?:]( |$)/.test(text) ||
  /:( |$)/.test(text) ||
  / #/.test(text) ||
  OTHER_TYPES.some((type) => type.test(text));

/** YAML 1.2's words that are no texts: booleans, null, numbers, times, merge and default keys. */
const OTHER_TYPES: readonly RegExp[] = [
  /^(true|True|TRUE|false|False|FALSE)$/,
  /^(~|null|Null|NULL)$/,
  /^[-+]?[0-9][0-9_]*(\.[0-9_]*([eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)$/,
  /^[-+]?\.[0-9_]+([eE][-+][0-9]+)?$/,
  /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/,
  /^[-+]?(0b[0-1_]+|0o?[0-7_]+|[0-9_]+|0x[0-9a-fA-F_]+)$/,
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/,
  /^[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?([Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(\.[0-9]*)?([ \t]*(Z|[-+][0-9][0-9]?(:[0-9]{2})?))?$/,
  /^(<<|=)$/,
];
