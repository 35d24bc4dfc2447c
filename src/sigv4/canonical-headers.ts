import type { RequestHead } from './types.ts';

/** Writes the signed headers, one a line: name, colon, the values in order of arrival with commas between. */
export function canonicalHeaders(headers: RequestHead['headers'], signedHeaders: readonly string[]): string {
  let lines = '';
  for (const name of signedHeaders) {
    const values = headers.get(name) ?? [];
    const line = values.length === 1 ? canonicalValue(values[0]!) : values.map(canonicalValue).join(',');
    lines += `${name}:${line}\n`;
  }
  return lines;
}

/** Trims a header value and folds each run of white space inside it, also inside quotes, to one space. */
export function canonicalValue(value: string): string {
  return isCanonical(value) ? value : fold(value);
}

/** Takes the white space off both ends. Space and tab are all that HTTP lets into a value (RFC 9110 5.5). */
export function trimmed(value: string): string {
  let from = 0;
  let to = value.length;
  while (from < to && isSpace(value.charCodeAt(from))) from++;
  while (to > from && isSpace(value.charCodeAt(to - 1))) to--;
  return from === 0 && to === value.length ? value : value.slice(from, to);
}

/** Almost every value is as it should be, so this look at it is all it costs. */
const isCanonical = (value: string): boolean =>
  !(
    isSpace(value.charCodeAt(0)) ||
    isSpace(value.charCodeAt(value.length - 1)) ||
    value.includes('  ') ||
    value.includes('\t')
  );

const fold = (value: string): string =>
  value
    .split(/[ \t]+/)
    .filter((word) => word !== '')
    .join(' ');

const isSpace = (unit: number): boolean => unit === 32 || unit === 9;
