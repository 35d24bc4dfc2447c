/**
 * How texts are read as numbers, moments, bytes and addresses (policy.md 4.6 to 4.10), digit by digit.
 *
 * This file is weaker as an oracle than its neighbours: its author had seen the first engine's readers of literals.
 * It follows the reference and the RFCs, in another manner, but an agreement on an odd literal proves little.
 */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Sign, digits with at most one point, and perhaps an exponent; nothing else is a number. */
export function numberOf(text: string): Fraction | undefined {
  let i = 0;
  let sign = 1n;
  if (text[i] === '+' || text[i] === '-') sign = text[i++] === '-' ? -1n : 1n;
  let value = 0n;
  let digits = 0;
  let decimals = 0;
  let pointSeen = false;
  for (; i < text.length; i++) {
    if (isDigit(text[i])) {
      value = value * 10n + BigInt(text[i]!);
      digits++;
      if (pointSeen) decimals++;
    } else if (text[i] === '.' && !pointSeen) pointSeen = true;
    else break;
  }
  if (digits === 0) return undefined;
  let exponent = 0;
  if (i < text.length) {
    if (text[i] !== 'e' && text[i] !== 'E') return undefined;
    i++;
    let down = false;
    if (text[i] === '+' || text[i] === '-') down = text[i++] === '-';
    const rest = text.slice(i);
    if (rest === '' || rest.length > 6 || !allDigits(rest)) return undefined;
    exponent = down ? -Number(rest) : Number(rest);
  }
  const power = exponent - decimals;
  return power >= 0
    ? { numerator: sign * value * 10n ** BigInt(power), denominator: 1n }
    : { numerator: sign * value, denominator: 10n ** BigInt(-power) };
}

export function compareNumbers(a: Fraction, b: Fraction): number {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Milliseconds since 1970. Digits alone count seconds. */
export function momentOf(text: string): number | undefined {
  const unsigned = text[0] === '-' || text[0] === '+' ? text.slice(1) : text;
  if (unsigned !== '' && allDigits(unsigned)) {
    // Seconds beyond 2^63 - 1 are no moment (8.2).
    if (BigInt(unsigned) > 2n ** 63n - 1n) return undefined;
    return Number(unsigned) * (text[0] === '-' ? -1000 : 1000);
  }
  const cut = text.indexOf('T');
  const day = dayOf(cut < 0 ? text : text.slice(0, cut));
  if (day === undefined) return undefined;
  if (cut < 0) return day * 86_400_000;
  // A time belongs to a whole date: 2030-01T00:00Z is none of the forms.
  if (text.slice(0, cut).split('-').length !== 3) return undefined;
  const time = timeOf(text.slice(cut + 1));
  return time === undefined ? undefined : day * 86_400_000 + time;
}

/** Days since 1970, by counting years and months. */
function dayOf(text: string): number | undefined {
  const [year, month = '01', day = '01', ...more] = text.split('-');
  if (more.length > 0 || year?.length !== 4 || month.length !== 2 || day.length !== 2) return undefined;
  if (!allDigits(year) || !allDigits(month) || !allDigits(day)) return undefined;
  const y = Number(year);
  const m = Number(month);
  const d = Number(day);
  const lengths = [31, leap(y) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  if (m < 1 || m > 12 || d < 1 || d > lengths[m - 1]!) return undefined;
  let days = d - 1;
  for (let i = 0; i < m - 1; i++) days += lengths[i]!;
  for (let i = 1970; i < y; i++) days += leap(i) ? 366 : 365;
  for (let i = y; i < 1970; i++) days -= leap(i) ? 366 : 365;
  return days;
}

function leap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Milliseconds into the day, in UTC; it may lie outside the day when a zone is given. */
function timeOf(text: string): number | undefined {
  let clock = text;
  let zone = 0;
  const sign = Math.max(text.indexOf('+'), text.indexOf('-'));
  if (text.endsWith('Z')) clock = text.slice(0, -1);
  else if (sign >= 0) {
    clock = text.slice(0, sign);
    const [hours, minutes, ...more] = text.slice(sign + 1).split(':');
    if (more.length > 0 || !twoDigits(hours, 23) || !twoDigits(minutes, 59)) return undefined;
    zone = (Number(hours) * 60 + Number(minutes)) * (text[sign] === '-' ? -1 : 1);
  }
  const [hours, minutes, seconds = '00', ...more] = clock.split(':');
  const [whole, fraction, ...rest] = seconds.split('.');
  if (more.length > 0 || rest.length > 0) return undefined;
  if (!twoDigits(hours, 23) || !twoDigits(minutes, 59) || !twoDigits(whole, 59)) return undefined;
  if (fraction !== undefined && (fraction === '' || fraction.length > 9 || !allDigits(fraction))) return undefined;
  const ms = Number(`${fraction ?? ''}000`.slice(0, 3));
  return ((Number(hours) * 60 + Number(minutes) - zone) * 60 + Number(whole)) * 1000 + ms;
}

function twoDigits(text: string | undefined, most: number): boolean {
  return text !== undefined && text.length === 2 && allDigits(text) && Number(text) <= most;
}

/** The bytes of a base64 text (RFC 4648 section 4), as a list of numbers. */
export function bytesOf(text: string): number[] | undefined {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  let bits = '';
  for (let i = 0; i < text.length - padding; i++) {
    const value = alphabet.indexOf(text[i]!);
    if (value < 0) return undefined;
    bits += value.toString(2).padStart(6, '0');
  }
  const bytes: number[] = [];
  for (let i = 0; i + 8 <= bits.length; i += 8) bytes.push(Number.parseInt(bits.slice(i, i + 8), 2));
  return bytes;
}

/** An address as its bits, written out: 32 or 128 characters of `0` and `1`. */
export function addressBits(text: string): string | undefined {
  return text.includes(':') ? bitsOfSix(text) : bitsOfFour(text);
}

/** An address of a request: one that maps IPv4 is that IPv4 address. */
export function peerBits(text: string): string | undefined {
  const bits = addressBits(text);
  const mapped = '0'.repeat(80) + '1'.repeat(16);
  return bits?.length === 128 && bits.startsWith(mapped) ? bits.slice(96) : bits;
}

/** The leading bits that an address must have, or 'none' for a block that no address is in; `undefined`: malformed. */
export function blockBits(text: string): { readonly family: number; readonly lead: string } | 'none' | undefined {
  const [address, prefix, ...more] = text.split('/');
  const bits = addressBits(address!);
  if (bits === undefined || more.length > 0) return undefined;
  if (prefix === undefined) return { family: bits.length, lead: bits };
  const digits = prefix.startsWith('+') ? prefix.slice(1) : prefix;
  if (digits === '' || digits.length > 3 || !allDigits(digits) || Number(digits) > bits.length) return undefined;
  const lead = bits.slice(0, Number(digits));
  if (bits.length === 128 && bits.slice(Number(digits)).includes('1')) return 'none';
  return { family: bits.length, lead };
}

function bitsOfFour(text: string): string | undefined {
  const parts = text.split('.');
  let bits = '';
  for (const part of parts) {
    if (part === '' || part.length > 3 || !allDigits(part) || Number(part) > 255) return undefined;
    bits += Number(part).toString(2).padStart(8, '0');
  }
  return parts.length === 4 ? bits : undefined;
}

/** RFC 4291 section 2.2. */
function bitsOfSix(text: string): string | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  let lead = '';
  let tail = '';
  for (const [h, half] of halves.entries()) {
    const groups = half === '' ? [] : half.split(':');
    for (const [g, group] of groups.entries()) {
      const last = h === halves.length - 1 && g === groups.length - 1;
      const bits = group.includes('.') ? (last ? bitsOfFour(group) : undefined) : bitsOfGroup(group);
      if (bits === undefined) return undefined;
      if (h === 0) lead += bits;
      else tail += bits;
    }
  }
  if (halves.length === 1) return lead.length === 128 ? lead : undefined;
  const missing = 128 - lead.length - tail.length;
  return missing >= 16 ? lead + '0'.repeat(missing) + tail : undefined;
}

function bitsOfGroup(group: string): string | undefined {
  if (group === '' || group.length > 4) return undefined;
  for (const digit of group) if (!'0123456789abcdefABCDEF'.includes(digit)) return undefined;
  return Number.parseInt(group, 16).toString(2).padStart(16, '0');
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

function allDigits(text: string): boolean {
  for (const character of text) if (!isDigit(character)) return false;
  return true;
}
