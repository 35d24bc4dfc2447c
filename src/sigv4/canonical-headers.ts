import type { SignedRequest } from './types.ts';

/** Writes the signed headers, one a line: name, colon, the values in order of arrival with commas between. */
export function canonicalHeaders(headers: SignedRequest['headers'], signedHeaders: readonly string[]): string {
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

const SPACE = 32;
const TAB = 9;

/** Almost every value is as it should be, so this one look is all it costs. */
function isCanonical(value: string): boolean {
  let spaceBefore = true;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit === TAB || (unit === SPACE && spaceBefore)) return false;
    spaceBefore = unit === SPACE;
  }
  return value === '' || !spaceBefore;
}

/** Space and tab are the only white space that HTTP lets into a value (RFC 9110 5.5). */
function fold(value: string): string {
  return value
    .split(/[ \t]+/)
    .filter((word) => word !== '')
    .join(' ');
}
