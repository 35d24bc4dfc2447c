/** Reads base64url in its one canonical spelling (RFC 7515 section 2): no padding, no white space, no stray bits in the last character. */
export function fromBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads UTF-8, or gives `undefined` for bytes that are none: lenient readers would make one text of many. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}
