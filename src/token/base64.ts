/**
 * Decodes base64 in its one canonical spelling (RFC 4648 4, padded) and nothing else.
 *
 * Node's decoder skips line breaks and junk, takes the URL-safe alphabet, and ignores pad bits, so that one sealed value
 * would have many spellings, and a list or a cache keyed by its text could be walked around (security.md B05).
 * Encoding again and comparing refuses them all. The text is public, so the comparison need not be constant-time.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
