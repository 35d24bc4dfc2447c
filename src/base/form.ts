/** A decoded list of parameters, in the order of the wire, duplicates kept. */
export type Parameters = readonly (readonly [name: string, value: string])[];

export type FormProblem =
  | { readonly problem: 'bad-escape'; readonly message: string }
  | { readonly problem: 'too-many' };

/**
 * Decodes a query string or a form body: `+` and `%20` are spaces, `%XX` are UTF-8 bytes. Gives the parameters, or
 * what is wrong in AWS's words (sts.md 2.1 row 4). Invalid UTF-8 decodes to U+FFFD, which no pattern accepts.
 *
 * Used once per request; routing, validation, authorisation and audit all read this one list, so no two rooms can
 * see two values of one name (security.md A07).
 */
export function decodeForm(raw: string, limit: number): Parameters | FormProblem {
  const parameters: [string, string][] = [];
  if (raw === '') return parameters;
  for (let from = 0; from <= raw.length; ) {
    let to = raw.indexOf('&', from);
    if (to < 0) to = raw.length;
    if (to > from) {
      if (parameters.length >= limit) return { problem: 'too-many' };
      let equals = raw.indexOf('=', from);
      if (equals < 0 || equals > to) equals = to;
      const name = decodePart(raw.slice(from, equals));
      const value = decodePart(raw.slice(Math.min(equals + 1, to), to));
      if (typeof name !== 'string') return name;
      if (typeof value !== 'string') return value;
      parameters.push([name, value]);
    }
    from = to + 1;
  }
  return parameters;
}

function decodePart(part: string): string | FormProblem {
  const spaced = part.includes('+') ? part.replaceAll('+', ' ') : part;
  return spaced.includes('%') ? decodePercent(spaced) : spaced;
}

/** Percent-decodes, strictly: each `%` is followed by two hexadecimal digits, or the text is refused. */
function decodePercent(text: string): string | FormProblem {
  const broken = BROKEN_ESCAPE.exec(text);
  if (broken !== null) return problemWith(text, broken.index);
  try {
    return decodeURIComponent(text);
  } catch {
    return decodeBytes(text);
  }
}

const BROKEN_ESCAPE = /%(?![0-9A-Fa-f]{2})/;

const problemWith = (text: string, at: number): FormProblem =>
  at + 2 >= text.length
    ? { problem: 'bad-escape', message: 'Incomplete trailing escape % sequence' }
    : {
        problem: 'bad-escape',
        message: `Illegal hex character in escape % pattern: %${text.slice(at + 1, at + 3)}`,
      };

/**
 * The way for bytes that are not UTF-8. Nobody is authenticated yet, so it must cost about what the other way costs: it
 * once took a second of CPU for the largest body, a character at a time.
 */
function decodeBytes(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === PERCENT) {
      bytes[length++] = hexDigit(bytes[i + 1]!) * 16 + hexDigit(bytes[i + 2]!);
      i += 2;
    } else bytes[length++] = bytes[i]!;
  }
  // A byte order mark is a character like any other, as it is for `decodeURIComponent`.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, length));
}

const PERCENT = 37;

/** The value of a hexadecimal digit in ASCII; the escapes have been checked. */
const hexDigit = (unit: number): number => (unit <= 57 ? unit - 48 : (unit | 32) - 87);

/** The first value of a name; names are case-sensitive and the first duplicate wins (sts.md 1.1). */
export function first(parameters: Parameters, name: string): string | undefined {
  for (const [key, value] of parameters) if (key === name) return value;
  return undefined;
}
