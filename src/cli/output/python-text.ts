/**
 * A number whose spelling JavaScript would lose: `1.0`, `1e400`, whole numbers beyond 2^53. It counts as a number for
 * JMESPath, and is printed as Python, in which the AWS CLI is written, prints it.
 */
export class SpelledNumber extends Number {
  readonly text: string;

  constructor(text: string) {
    super(text);
    this.text = text;
  }

  toJSON(): unknown {
    return rawJson(this.text);
  }
}

/** Numbers as they are spelled go into JSON unchanged; V8 has this since Node 22, TypeScript's ES2024 library has not. */
const rawJson = (JSON as unknown as { readonly rawJSON: (text: string) => unknown }).rawJSON;

/** Tells the lists and maps of an answer from its single values. */
export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

export const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof SpelledNumber);

export const isScalar = (value: unknown): boolean => !isList(value) && !isMap(value);

/** What Python's `str()` makes of a value: the words of tables and of text output. */
export function pythonText(value: unknown): string {
  return typeof value === 'string' ? value : pythonLiteral(value);
}

/** What Python's `repr()` makes of a value: so a list or a map appears where a single value was expected. */
export const pythonLiteral = (value: unknown): string => literal(value, 0);

/** Python's own gives up where values lie deeper within each other. */
const DEPTH_MAX = 500;

function literal(value: unknown, depth: number): string {
  if (depth > DEPTH_MAX) return '...';
  const within = (held: unknown) => literal(held, depth + 1);
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return quoted(value);
  if (isList(value)) return `[${value.map(within).join(', ')}]`;
  if (isMap(value)) {
    const entries = Object.entries(value).map(([key, held]) => `${quoted(key)}: ${within(held)}`);
    return `{${entries.join(', ')}}`;
  }
  return numberText(value as number | SpelledNumber);
}

/** A number as Python spells it. A whole number is taken for an integer unless it was spelled otherwise. */
export function numberText(value: number | SpelledNumber): string {
  if (value instanceof SpelledNumber) return value.text;
  if (Number.isSafeInteger(value)) return String(value);
  return floatText(value);
}

/** Python's shortest spelling of a float: an exponent below 1e-4 and from 1e16 on, of two digits at least. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
  const [mantissa, exponentText] = value.toExponential().split('e') as [string, string];
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, '0');
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`;
  }
  if (exponent >= 0) return Number.isInteger(value) ? `${value}.0` : String(value);
  return value.toFixed(Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - exponent));
}

/** Single quotes, unless the text has some and no double ones. */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let written = quote;
  for (const character of text) {
    const known = ESCAPES.get(character);
    if (known !== undefined) written += known;
    else if (character === quote) written += `\\${quote}`;
    else written += UNPRINTABLE.test(character) ? escaped(character.codePointAt(0)!) : character;
  }
  return written + quote;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** What Python holds to be unprintable: controls, formats, private and unassigned characters, spaces other than the usual one. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

function escaped(code: number): string {
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

const hex = (code: number, width: number): string => code.toString(16).padStart(width, '0');

/** Orders texts by code points, as Python does; JavaScript compares their halves, which differs beyond U+FFFF. */
export function byCodePoint(left: string, right: string): number {
  if (left === right) return 0;
  let index = 0;
  while (index < left.length && left[index] === right[index]) index++;
  // Within a pair, the whole character decides.
  const start = index > 0 && /[\uDC00-\uDFFF]/.test(left[index] ?? right[index] ?? '') ? index - 1 : index;
  return (left.codePointAt(start) ?? -1) - (right.codePointAt(start) ?? -1);
}
