/**
 * How texts are read as numbers, moments, bytes and addresses (policy.md 4.6 to 4.10), character by character.
 *
 * Written from the reference, the W3C note "Date and Time Formats" and the RFCs, with the first engine unopened.
 * Where they are silent, this is what a reader would take for granted:
 * - Nothing is trimmed, and only the ASCII digits are digits.
 * - Numbers are exact decimals of any size. The point needs a digit on one side only.
 * - Moments are the forms of the W3C note: a time needs minutes, letters are capitals, there is no hour 24 and
 *   no second 60. Four digits alone are seconds, not a year. Seconds since 1970 are whole, and may be negative. What a
 *   fraction holds beyond milliseconds is cut off.
 * - Base64 is RFC 4648 section 4, with its padding and nothing between; the unused bits of the last letter are not looked at.
 * - A number in an IPv4 address is decimal, whatever zeros lead it. IPv6 is RFC 4291 section 2.2, without zones or brackets.
 *   A prefix may have a plus sign and leading zeros in both families.
 *
 * In six places nothing could be taken for granted (most are limits of length). They are marked "the reference is silent;
 * taken from the engine", from its answers, not its source; there an agreement proves nothing.
 *
 * A time without a zone (`2030-01-01T00:00:00`) is UTC: the W3C note, which 4.7 names, has no such form, but IAM stores it
 * (docs/deviations.md).
 */
export interface Fraction {
  readonly sign: -1 | 0 | 1;
  /** The value is 0.DIGITS times ten to the power of `scale`; the digits neither start nor end with a zero. */
  readonly digits: string;
  readonly scale: bigint;
}

/** Sign, digits with at most one point, and perhaps an exponent; nothing else is a number. */
export function numberOf(text: string): Fraction | undefined {
  const [significand, exponent, ...more] = text.replaceAll('E', 'e').split('e');
  if (more.length > 0) return undefined;
  const unsigned = withoutSign(significand!);
  const [whole, part, ...rest] = unsigned.split('.');
  if (rest.length > 0 || !allDigits(`${whole}${part ?? ''}`)) return undefined;
  const power = exponent ?? '0';
  // The reference is silent; taken from the engine: an exponent has at most six digits.
  if (!allDigits(withoutSign(power)) || withoutSign(power).length > 6) return undefined;

  let digits = `${whole}${part ?? ''}`;
  let scale = BigInt(whole!.length) + BigInt(withoutSign(power)) * (power.startsWith('-') ? -1n : 1n);
  while (digits.endsWith('0')) digits = digits.slice(0, -1);
  while (digits.startsWith('0')) {
    digits = digits.slice(1);
    scale -= 1n;
  }
  if (digits === '') return { sign: 0, digits: '', scale: 0n };
  return { sign: significand!.startsWith('-') ? -1 : 1, digits, scale };
}

export function compareNumbers(a: Fraction, b: Fraction): number {
  if (a.sign !== b.sign) return a.sign - b.sign;
  if (a.scale !== b.scale) return a.scale < b.scale ? -a.sign : a.sign;
  for (let i = 0; i < a.digits.length || i < b.digits.length; i++) {
    const difference = Number(a.digits[i] ?? '0') - Number(b.digits[i] ?? '0');
    if (difference !== 0) return difference < 0 ? -a.sign : a.sign;
  }
  return 0;
}

/** Without one sign in front: `--1` keeps its second. */
function withoutSign(text: string): string {
  return text.startsWith('+') || text.startsWith('-') ? text.slice(1) : text;
}

/** Milliseconds since 1970. Digits alone count seconds. */
export function momentOf(text: string): number | undefined {
  // The reference is silent; taken from the engine: seconds may have a plus sign.
  const seconds = withoutSign(text);
  if (allDigits(seconds)) {
    // 8.2: a count that does not fit 63 bits is not readable.
    if (BigInt(seconds) > 2n ** 63n - 1n) return undefined;
    // The reference is silent; taken from the engine: zeros may lead, up to 19 digits in all.
    if (seconds.length > 19) return undefined;
    return Number(text) * 1000;
  }
  const letter = text.indexOf('T');
  const date = letter === -1 ? text : text.slice(0, letter);
  const days = daysUntil(date, letter !== -1);
  const time = letter === -1 ? 0 : millisecondsOf(text.slice(letter + 1));
  return days === undefined || time === undefined ? undefined : days * 86_400_000 + time;
}

/** From 1970 until `YYYY-MM-DD`, or `YYYY-MM`, which is its first day and takes no time. */
function daysUntil(date: string, withTime: boolean): number | undefined {
  const shape = shapeOf(date);
  if (shape !== '9999-99-99' && (shape !== '9999-99' || withTime)) return undefined;
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = shape === '9999-99' ? 1 : Number(date.slice(8, 10));
  if (month < 1 || month > 12 || day < 1 || day > lengthOfMonth(year, month)) return undefined;
  let days = 0;
  for (let y = 1970; y < year; y++) days += lengthOfYear(y);
  for (let y = year; y < 1970; y++) days -= lengthOfYear(y);
  for (let m = 1; m < month; m++) days += lengthOfMonth(year, m);
  return days + day - 1;
}

function lengthOfYear(year: number): number {
  return lengthOfMonth(year, 2) === 29 ? 366 : 365;
}

function lengthOfMonth(year: number, month: number): number {
  if (month === 4 || month === 6 || month === 9 || month === 11) return 30;
  if (month !== 2) return 31;
  if (year % 400 === 0) return 29;
  if (year % 100 === 0) return 28;
  return year % 4 === 0 ? 29 : 28;
}

/** `hh:mm`, `hh:mm:ss` or `hh:mm:ss.s`, and then, perhaps, the zone; counted in UTC, so it may lie outside the day. */
function millisecondsOf(time: string): number | undefined {
  const last = time.slice(-6);
  const zone = time.endsWith('Z') ? 'Z' : last.startsWith('+') || last.startsWith('-') ? last : '';
  const clock = time.slice(0, time.length - zone.length);
  const offset = zone === 'Z' || zone === '' ? 0 : offsetOf(zone);
  if (offset === undefined) return undefined;

  const [toTheSecond, fraction, ...more] = clock.split('.');
  const shape = shapeOf(toTheSecond!);
  if (more.length > 0) return undefined;
  if (fraction !== undefined && (shape !== '99:99:99' || !allDigits(fraction))) return undefined;
  // The reference is silent; taken from the engine: a fraction has at most nine digits.
  if (fraction !== undefined && fraction.length > 9) return undefined;
  if (shape !== '99:99' && shape !== '99:99:99') return undefined;
  const hour = Number(toTheSecond!.slice(0, 2));
  const minute = Number(toTheSecond!.slice(3, 5));
  const second = Number(toTheSecond!.slice(6, 8));
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const thousandths = Number((fraction ?? '').concat('000').slice(0, 3));
  return ((hour * 60 + minute) * 60 + second) * 1000 + thousandths - offset;
}

/** `+hh:mm` or `-hh:mm`, in milliseconds that the clock is ahead of UTC. */
function offsetOf(zone: string): number | undefined {
  const shape = shapeOf(zone);
  if (shape !== '+99:99' && shape !== '-99:99') return undefined;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (hours * 60 + minutes) * 60_000 * (zone[0] === '-' ? -1 : 1);
}

/** The text with every digit turned into a 9. */
function shapeOf(text: string): string {
  let shape = '';
  for (const character of text) shape += DIGITS.includes(character) ? '9' : character;
  return shape;
}

const SIXTY_FOUR = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of a base64 text (RFC 4648 section 4), as a list of numbers. */
export function bytesOf(text: string): number[] | undefined {
  if (text.length % 4 !== 0) return undefined;
  let letters = text;
  if (letters.endsWith('=')) letters = letters.slice(0, -1);
  if (letters.endsWith('=')) letters = letters.slice(0, -1);
  let bits = '';
  for (const letter of letters) {
    const place = SIXTY_FOUR.indexOf(letter);
    if (place === -1) return undefined;
    bits += binary(place, 6);
  }
  const bytes: number[] = [];
  while (bits.length >= 8) {
    bytes.push(Number.parseInt(bits.slice(0, 8), 2));
    bits = bits.slice(8);
  }
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
  const family = bits.length;
  if (prefix === undefined) return { family, lead: bits };

  const count = prefix.startsWith('+') ? prefix.slice(1) : prefix;
  if (!allDigits(count) || BigInt(count) > BigInt(family)) return undefined;
  // The reference is silent; taken from the engine: zeros may lead, up to three digits in all.
  if (count.length > 3) return undefined;
  const lead = bits.slice(0, Number(count));
  const host = bits.slice(Number(count));
  // 4.10: what an IPv4 block holds beyond its prefix is ignored, an IPv6 block with such bits never matches.
  return family === 128 && host.includes('1') ? 'none' : { family, lead };
}

function bitsOfFour(text: string): string | undefined {
  const numbers = text.split('.');
  if (numbers.length !== 4) return undefined;
  let bits = '';
  for (const number of numbers) {
    if (!allDigits(number) || BigInt(number) > 255n) return undefined;
    // The reference is silent; taken from the engine: zeros may lead, up to three digits in all.
    if (number.length > 3) return undefined;
    bits += binary(Number(number), 8);
  }
  return bits;
}

/** RFC 4291 section 2.2: eight groups; `::` once, for one or more groups of zeros; the last two perhaps as IPv4. */
function bitsOfSix(text: string): string | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [before, after] = halves;
  if (after === undefined) {
    const bits = bitsOfGroups(before!, true);
    return bits?.length === 128 ? bits : undefined;
  }
  const left = before === '' ? '' : bitsOfGroups(before!, false);
  const right = after === '' ? '' : bitsOfGroups(after, true);
  if (left === undefined || right === undefined) return undefined;
  const zeros = 128 - left.length - right.length;
  return zeros < 16 ? undefined : left + '0'.repeat(zeros) + right;
}

function bitsOfGroups(text: string, last: boolean): string | undefined {
  const groups = text.split(':');
  let bits = '';
  for (const [i, group] of groups.entries()) {
    const quad = last && i === groups.length - 1 && group.includes('.');
    const more = quad ? bitsOfFour(group) : bitsOfGroup(group);
    if (more === undefined) return undefined;
    bits += more;
  }
  return bits;
}

function bitsOfGroup(group: string): string | undefined {
  if (group === '' || group.length > 4) return undefined;
  let bits = '';
  for (const character of group) {
    const value = HEX_DIGITS.indexOf(character.toLowerCase());
    if (value === -1) return undefined;
    bits += binary(value, 4);
  }
  return bits.padStart(16, '0');
}

function binary(value: number, width: number): string {
  return value.toString(2).padStart(width, '0');
}

const HEX_DIGITS = '0123456789abcdef';
const DIGITS = '0123456789';

function allDigits(text: string): boolean {
  for (const character of text) if (!DIGITS.includes(character)) return false;
  return text !== '';
}
