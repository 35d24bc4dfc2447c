/** What may stand in a list that is authenticated as a whole. */
export type Part = string | number | null;

const KIND_BYTES = 1;
const LENGTH_BYTES = 4;
const NULL = 0x6e;
const INTEGER = 0x69;
const TEXT = 0x73;

/**
 * Encodes a list so that no two lists give the same bytes: each part is its kind, its length, and its UTF-8 text.
 * Joined plainly, `["ab", "c"]` and `["a", "bc"]` would be one, and so would `1`, `"1"`, `null` and `""`.
 */
export function encodeParts(parts: readonly Part[]): Buffer {
  const sizes = parts.map((part) => (part === null ? 0 : Buffer.byteLength(textOf(part))));
  const encoded = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + KIND_BYTES + LENGTH_BYTES + size, 0));
  let at = 0;
  parts.forEach((part, i) => {
    at = encoded.writeUInt8(part === null ? NULL : typeof part === 'number' ? INTEGER : TEXT, at);
    at = encoded.writeUInt32BE(sizes[i]!, at);
    if (part !== null) at += encoded.write(textOf(part), at);
  });
  return encoded;
}

function textOf(part: string | number): string {
  if (typeof part === 'number') {
    if (!Number.isSafeInteger(part)) throw new RangeError('only whole numbers are authenticated');
    return String(part);
  }
  // A lone surrogate has no UTF-8; Buffer would write U+FFFD, and two texts would be one.
  if (!part.isWellFormed()) throw new RangeError('only well-formed text is authenticated');
  return part;
}
