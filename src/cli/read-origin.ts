/** Reads an origin, such as `https://app.example.com`. Throws the sentence that says what is expected. */
export function readOrigin(text: string): string {
  const parsed = URL.parse(text);
  // A host may have a star or a semicolon to a browser, and an origin goes into a Content-Security-Policy.
  if (parsed === null || !ORIGIN.test(parsed.origin) || parsed.href !== `${parsed.origin}/`)
    throw new Error('expected origins as `https://app.example.com`');
  return parsed.origin;
}

const ORIGIN = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::[0-9]+)?$/;
