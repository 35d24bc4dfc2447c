/** What libyaml writes unescaped: no controls but the line feed, no byte order mark, nothing beyond U+FFFF. */
export function isPrintable(code: number): boolean {
  if (code < 0x80) return code === 0x0a || (code >= 0x20 && code <= 0x7e);
  return (code >= 0xa0 && code < 0xd800) || (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff);
}

/** A character as it stands between double quotes. */
export function escaped(character: string): string {
  const known = ESCAPES.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0)!;
  if (isPrintable(code)) return character;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\u001B', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0085', '\\N'],
  ['\u00A0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);
