/** Whether a code unit is one of the unreserved characters of RFC 3986 2.3, which SigV4 never escapes. */
export const isUnreserved = (unit: number): boolean => unit < 128 && UNRESERVED[unit] === 1;

/** Whether a text needs no escaping at all, which is the common case. */
export function allUnreserved(text: string): boolean {
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
export const percentByte = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

const UNRESERVED = new Uint8Array(128);
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~') UNRESERVED[c.charCodeAt(0)] = 1;
