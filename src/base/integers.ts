/** A decimal number as it was written, with its nearest double. */
export interface Decimal {
  readonly text: string;
  readonly nearest: number;
}

const DECIMAL = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?$/;

/**
 * Reads a decimal number (policy.md 4.6): `01`, `+1`, `1.0` and `1e0` are all one. Gives `undefined` for everything
 * else; `Number()` would take the empty text for 0 and `0x10` for 16.
 */
export function readDecimal(text: string): Decimal | undefined {
  return DECIMAL.test(text) ? { text, nearest: Number(text) } : undefined;
}

/**
 * Compares two decimals exactly: negative, zero or positive. Rounding to doubles keeps the order, so where the doubles
 * differ they decide; only equal doubles need their digits, and 2^53 and 2^53 + 1 stay apart.
 */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.nearest < b.nearest) return -1;
  if (a.nearest > b.nearest) return 1;
  return a.text === b.text ? 0 : compareDigits(digitsOf(a.text), digitsOf(b.text));
}

/** A number as sign x 0.digits x 10^scale, digits without zeros at either end; zero has none. */
interface Digits {
  readonly negative: boolean;
  readonly digits: string;
  readonly scale: number;
}

function digitsOf(text: string): Digits {
  const [mantissa = '', exponent = '0'] = text.replace(/^[+-]/, '').split(/[eE]/);
  const [whole = '', fraction = ''] = mantissa.split('.');
  const all = whole + fraction;
  const digits = all.replace(/^0+/, '');
  const scale = whole.length - (all.length - digits.length) + Number(exponent);
  const trimmed = withoutTrailingZeros(digits);
  return { negative: text.startsWith('-') && trimmed !== '', digits: trimmed, scale: trimmed === '' ? 0 : scale };
}

function compareDigits(a: Digits, b: Digits): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const size = compareSizes(a, b);
  return a.negative ? -size : size;
}

function compareSizes(a: Digits, b: Digits): number {
  if (a.digits === '' || b.digits === '') return a.digits.length - b.digits.length;
  if (a.scale !== b.scale) return a.scale - b.scale;
  return a.digits === b.digits ? 0 : a.digits < b.digits ? -1 : 1;
}

/** By hand: the expression `/0+$/` takes quadratic time on long runs of zeros. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end--;
  return digits.slice(0, end);
}
