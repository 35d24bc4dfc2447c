/**
 * Splits a line into words as a POSIX shell does, without anything else that a shell does: quotes keep spaces, a backslash keeps
 * what follows, nothing is expanded. `undefined` where a quote stays open. AWS's clients start a `credential_process` like that,
 * and read the names of profiles so.
 */
export function splitWords(line: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const char = line[at]!;
    if (char === quote) {
      quote = '';
    } else if (quote === "'") {
      word += char;
    } else if (char === '\\') {
      const next = line[++at];
      if (next === undefined) return undefined;
      // Between double quotes a backslash keeps only what would mean something there.
      word = (word ?? '') + (quote === '"' && next !== '"' && next !== '\\' ? `\\${next}` : next);
    } else if (quote === '"') {
      word += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (quote !== '') return undefined;
  return word === undefined ? words : [...words, word];
}
