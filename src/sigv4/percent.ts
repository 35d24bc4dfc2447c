/** Whether a code unit is one of the unreserved characters of RFC 3986 2.3, which SigV4 never escapes. */
const isUnreserved = (unit: number): boolean => unit < 128 && UNRESERVED[unit] === 1;

/** Whether a text needs no escaping at all, which is the common case. */
function allUnreserved(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isUnreserved(text.charCodeAt(i))) return false;
  return true;
}

/** Escapes everything but unreserved characters, byte by byte in UTF-8, with upper-case digits. */
export function percentEncode(text: string): string {
  if (allUnreserved(text)) return text;
  // A lone surrogate would make the built-in throw; a canonical form must exist for any text.
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (c) => percentByte(c.charCodeAt(0)));
}

/** `%2F` for 47. */
const percentByte = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/**
 * Gives a raw text its canonical escapes, whatever was escaped in it before: bytes which are not UTF-8 stay apart too. `plus`:
 * what a `+` stands for, a space in a query and itself in a path.
 */
export function reescape(raw: string, plus: '%20' | '%2B'): string {
  if (allUnreserved(raw)) return raw;
  let part = '';
  for (let i = 0; i < raw.length; i++) {
    const unit = raw.charCodeAt(i);
    if (isUnreserved(unit)) part += raw[i];
    else if (unit === PLUS) part += plus;
    else if (unit === PERCENT && isHexPair(raw, i + 1)) {
      const byte = Number.parseInt(raw.slice(i + 1, i + 3), 16);
      part += isUnreserved(byte) ? String.fromCharCode(byte) : percentByte(byte);
      i += 2;
    } else if (unit < 128) part += percentByte(unit);
    else {
      const character = String.fromCodePoint(raw.codePointAt(i)!);
      part += percentEncode(character);
      i += character.length - 1;
    }
  }
  return part;
}

const PLUS = 43;
const PERCENT = 37;

const isHexPair = (text: string, at: number): boolean => isHex(text.charCodeAt(at)) && isHex(text.charCodeAt(at + 1));

const isHex = (unit: number): boolean =>
  (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 70) || (unit >= 97 && unit <= 102);

const UNRESERVED = new Uint8Array(128);
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~') UNRESERVED[c.charCodeAt(0)] = 1;
