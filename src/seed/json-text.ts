/** Whether two documents are one, white space between their parts aside. */
export const sameDocument = (a: string, b: string): boolean => a === b || compacted(a) === compacted(b);

/** A JSON text without the white space between its parts. */
export function compacted(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|[ \t\r\n]+/g, (_all, string: string | undefined) => string ?? '');
}

/**
 * The document as data, where writing that data again gives the same text: numbers with other digits, escapes, members that
 * look like numbers and would change places stay a text, since a policy may compare them letter by letter.
 */
export function documentValue(text: string): unknown {
  const compact = compacted(text);
  const value: unknown = JSON.parse(text);
  return JSON.stringify(value) === compact && !compact.includes('"__proto__"') ? value : text;
}
