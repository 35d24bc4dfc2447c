import { Refusal } from '../../refusal.ts';

/** A canonical request, taken apart: what stands in each of its places. */
export type Parts = ReadonlyMap<string, string>;

/** Takes a canonical request apart: method, path, query, each header, the list of headers, the hash of the body. */
export function partsOf(canonical: string): Parts {
  const lines = canonical.replaceAll('\r\n', '\n').replace(/\n+$/, '').split('\n');
  if (lines.length < 6 || lines.at(-3) !== '')
    throw new Refusal(
      'that is no canonical request: method, path, query, headers, an empty line, names of headers, a hash',
    );
  const [method, path, query, ...rest] = lines as [string, string, string, ...string[]];
  const headers = rest.slice(0, -3).map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [`header ${line.slice(0, colon)}`, line.slice(colon + 1)];
  });
  return new Map([
    ['method', method],
    ['path', path],
    ['query', query],
    ...headers,
    ['signed headers', lines.at(-2)!],
    ['body hash', lines.at(-1)!],
  ]);
}

/** What a difference in a place comes from, in most cases. */
export function causeOf(place: string): string {
  const cause = CAUSES.find(([pattern]) => pattern.test(place))?.[1];
  return cause ?? 'this header was changed, added or taken away after it was signed';
}

const CAUSES: readonly [pattern: RegExp, cause: string][] = [
  [/^method$/, 'the method was changed on the way'],
  [/^path$/, 'a path is escaped once more when it is signed, and not normalised; a proxy may have changed it'],
  [/^query$/, 'parameters are sorted by name, then by value, and each is escaped; a space is `%20`'],
  [/^header host$/, 'a proxy changed Host, or the client signed for another port'],
  [/^header x-amz-date$/, 'the client signed at another moment than it says'],
  [/^signed headers$/, 'the names are in lower case, sorted, with `;` between them'],
  [
    /^body hash$/,
    'the body was changed after it was signed, or the client did not sign it (UNSIGNED-PAYLOAD, STREAMING-...)',
  ],
];
