import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { readClaim } from '../../src/sigv4/claim.ts';
import { signatureMatches, signingKeyCache, signingSecret } from '../../src/sigv4/signing-key.ts';
import { arrive, EXPECTED, headerSigned, presigned, type Random, random, type Wire } from './support.ts';

/**
 * Good requests, altered at random. What an alteration changes is judged by `meaning` below, written apart from the
 * code under test: where it changes anything that a signature covers, the request is refused; where it does not
 * (white space that is folded, the case of a header's name, an unsigned header that is not ours), it is accepted.
 */
const SEED = 5_397_853;
const COUNT = 20_000;
/** Alterations that turn out to change nothing are thrown in on top, up to this many tries in all. */
const TRIES_MAX = 60_000;

const SECRETS = new Map([
  ['AKIAEXAMPLEEXAMPLEAA', 'first-secret'],
  ['AKIAEXAMPLEEXAMPLEBB', 'second-secret'],
  ['ASIAEXAMPLEEXAMPLECC', 'third-secret'],
]);
const KEYS = new Map([...SECRETS].map(([id, secret]) => [id, signingSecret(secret)]));
const signingKeys = signingKeyCache(100);

const PRINTABLE = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).join('');
const VALUE_CHARACTERS = `${PRINTABLE}      \t,;=/\u00e9\u00ff`;
const HEX = '0123456789abcdef';

test(`${COUNT} alterations that a signature covers: none accepted`, () => {
  const r = random(SEED);
  const requests = Array.from({ length: 300 }, () => goodRequest(r));
  for (const wire of requests) expect(verify(wire)).toBe('accepted');

  const refused = new Map<string, number>();
  const unseen = new Map<string, number>();
  let covered = 0;
  let tries = 0;
  let untouched = 0;
  for (; covered < COUNT && tries < TRIES_MAX; tries++) {
    const original = r.pick(requests);
    const [name, mutate] = r.pick(MUTATIONS);
    const altered = mutate(original, r, requests);
    if (same(altered, original)) {
      untouched++;
      continue;
    }
    const answer = verify(altered);
    const changed = meaning(altered) !== meaning(original);
    if (changed === (answer === 'accepted')) {
      // Written out only now: the text of thirty thousand requests would take longer than verifying them.
      const detail = JSON.stringify({ original, altered, body: altered.body.toString('latin1') });
      expect.fail(
        `${answer}, though ${changed ? 'changed' : 'nothing changed'}: seed ${SEED}, try ${tries}, ${name}: ${detail}`,
      );
    }
    const counts = changed ? refused : unseen;
    const under = changed ? answer : name;
    counts.set(under, (counts.get(under) ?? 0) + 1);
    if (changed) covered++;
  }

  expect(covered).toBe(COUNT);
  const list = (counts: Map<string, number>) =>
    [...counts]
      .sort()
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  console.log(
    `seed ${SEED}: ${covered} alterations of what is covered, 0 accepted (${list(refused)})\n` +
      `${tries - covered - untouched} that change nothing, all accepted (${list(unseen)})`,
  );
});

function goodRequest(r: Random): Wire {
  const [accessKeyId, secret] = r.pick([...SECRETS]);
  const sessionToken = r.chance(0.4) ? r.text(`${HEX}/+=`, 200) : undefined;
  const signing = { accessKeyId, secret, sessionToken, region: r.pick(['us-east-1', 'eu-central-1']) };
  const headers: [string, string][] = [['Host', 'sts.example.com']];
  if (r.chance(0.5)) headers.push(['X-Amz-Meta', 'a b']);
  if (r.chance(0.5)) headers.push(['my-list', 'one'], ['my-list', 'two, three']);
  const target = r.chance(0.3) ? '/?b=2&a=1%2F~&a=%C3%A9&empty=&flag' : '/';
  const wire = r.chance(0.5)
    ? presigned({ q: r.text(PRINTABLE, 8), 'a~b': '+ %' }, { headers }, signing)
    : headerSigned(
        { method: r.pick(['POST', 'GET']), target, headers, body: Buffer.from(r.text(PRINTABLE, 1 + r.below(80))) },
        signing,
      );
  // On top of what is signed: headers as clients and proxies add them.
  return { ...wire, headers: [...wire.headers, ['User-Agent', 'x/1'], ['Accept', '*/*']] };
}

/** The signature alone decides: whoever holds the key of the named access key id is believed, whatever the token. */
function verify(wire: Wire): string {
  const request = arrive(wire);
  if (request === undefined) return 'MalformedQueryString';
  const claim = readClaim(request, EXPECTED);
  if ('code' in claim) return claim.code;
  const secret = KEYS.get(claim.accessKeyId);
  if (secret === undefined) return 'InvalidClientTokenId';
  const key = signingKeys.get(claim.accessKeyId, secret, claim.date, claim.region, claim.service);
  return signatureMatches(claim, key) ? 'accepted' : 'SignatureDoesNotMatch';
}

type Mutate = (wire: Wire, r: Random, all: readonly Wire[]) => Wire;

const MUTATIONS: readonly (readonly [name: string, mutate: Mutate])[] = [
  ['method', (wire, r) => ({ ...wire, method: edit(wire.method, PRINTABLE, r) })],
  ['method swapped', (wire, r) => ({ ...wire, method: r.pick(['GET', 'POST', 'HEAD', 'PUT', 'get']) })],
  ['target', (wire, r) => ({ ...wire, target: edit(wire.target, `${PRINTABLE.replace('#', '')}%&=+/`, r) })],
  [
    'path',
    (wire, r) => ({ ...wire, target: wire.target.replace('/', r.pick(['//', '/./', '/x/../', '/%2F', '/x', '/'])) }),
  ],
  [
    'query: one more parameter',
    (wire, r) =>
      addToQuery(
        wire,
        r.pick([
          'x=1',
          'Action=AssumeRole',
          'action=x',
          'X-Amz-Expires=900',
          'X-Amz-Signature=x',
          'X-Amz-Security-Token=x',
          'X-Amz-Algorithm=AWS4-HMAC-SHA256',
          '',
          '=',
        ]),
      ),
  ],
  ['query: order', (wire, r) => changeQuery(wire, (pieces) => shuffle(pieces, r))],
  ['query: one repeated', (wire, r) => changeQuery(wire, (pieces) => [...pieces, r.pick(pieces)])],
  ['query: one dropped', (wire, r) => changeQuery(wire, (pieces) => drop(pieces, r))],
  ['query: escaped otherwise', (wire, r) => changeQuery(wire, (pieces) => pieces.map((piece) => reescape(piece, r)))],
  ['header value', (wire, r) => changeHeader(wire, r, ([name, value]) => [name, edit(value, VALUE_CHARACTERS, r)])],
  ['header name', (wire, r) => changeHeader(wire, r, ([name, value]) => [edit(name, 'abcxyz-AMZ0', r), value])],
  [
    'header name: case',
    (wire, r) =>
      changeHeader(wire, r, ([name, value]) => [r.chance(0.5) ? name.toUpperCase() : name.toLowerCase(), value]),
  ],
  [
    'header value: more white space',
    (wire, r) =>
      changeHeader(wire, r, ([name, value]) => [
        name,
        r.pick([` ${value}`, `${value}\t `, value.replace(/ /, '  \t')]),
      ]),
  ],
  [
    'header value: white space inside',
    (wire, r) => changeHeader(wire, r, ([name, value]) => [name, insert(value, ' ', r)]),
  ],
  ['header lines: order', (wire, r) => ({ ...wire, headers: shuffle([...wire.headers], r) })],
  ['header repeated', (wire, r) => ({ ...wire, headers: [...wire.headers, r.pick(wire.headers)] })],
  ['header dropped', (wire, r) => ({ ...wire, headers: drop([...wire.headers], r) })],
  [
    'x-amz header added',
    (wire, r) => ({
      ...wire,
      headers: [
        ...wire.headers,
        [
          r.pick(['x-amz-target', 'X-Amz-Date', 'x-amz-security-token', 'X-AMZ-Meta', 'x-amz-new', 'x-amz-']),
          r.pick(['x', '']),
        ],
      ],
    }),
  ],
  [
    'content hash added',
    (wire, r) => ({
      ...wire,
      headers: [
        ...wire.headers,
        [
          'x-amz-content-sha256',
          r.pick([
            'UNSIGNED-PAYLOAD',
            'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
            '',
            sha256(wire.body),
            sha256(wire.body).toUpperCase(),
          ]),
        ],
      ],
    }),
  ],
  [
    'other header added',
    (wire, r) => ({
      ...wire,
      headers: [...wire.headers, [r.pick(['x-amzn-trace-id', 'x-forwarded-for', 'my-own', 'X-Amzn-Anything']), 'x']],
    }),
  ],
  ['body', (wire, r) => ({ ...wire, body: editBytes(wire.body, r) })],
  ['body swapped', (wire, r, all) => ({ ...wire, body: r.pick(all).body })],
  ['signature: one digit', (wire, r) => changeSignature(wire, (signature) => edit(signature, HEX, r))],
  ['signature: of another request', (wire, r, all) => changeSignature(wire, () => signatureIn(r.pick(all)))],
  [
    'signature: odd forms',
    (wire, r) =>
      changeSignature(wire, (signature) =>
        r.pick([
          signature.toUpperCase(),
          '',
          signature.slice(0, 63),
          `${signature}0`,
          `${signature} `,
          'é'.repeat(32),
          '0'.repeat(64),
        ]),
      ),
  ],
  [
    'access key id',
    (wire, r) =>
      changeCredential(wire, (parts) => [
        r.chance(0.5) ? r.pick([...KEYS.keys()]) : edit(parts[0]!, 'ABCDEFG234567', r),
        ...parts.slice(1),
      ]),
  ],
  [
    'scope',
    (wire, r) =>
      changeCredential(wire, (parts) =>
        parts.map((part, i) => (i === 1 + r.below(4) ? edit(part, PRINTABLE.replaceAll(/[%&+,#]/g, ''), r) : part)),
      ),
  ],
  [
    'scope: another region',
    (wire, r) => changeCredential(wire, (parts) => parts.with(2, r.pick(['us-east-1', 'eu-central-1', 'eu-west-1']))),
  ],
  [
    'Authorization: order and spaces',
    (wire, r) => changeAuthorization(wire, (parts) => shuffle(parts, r).map((part) => `${r.pick(['', ' '])}${part}`)),
  ],
  [
    'Authorization: one repeated',
    (wire, r) => changeAuthorization(wire, (parts) => [r.pick([r.pick(parts), 'Signature=x', 'Extra=1']), ...parts]),
  ],
  [
    'Authorization: signed headers',
    (wire, r) =>
      changeAuthorization(wire, (parts) =>
        parts.map((part) => (part.startsWith('SignedHeaders') ? edit(part, 'host;abx-', r) : part)),
      ),
  ],
];

const same = (a: Wire, b: Wire): boolean =>
  a.method === b.method && a.target === b.target && a.body.equals(b.body) && isDeepStrictEqual(a.headers, b.headers);

const sha256 = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

const insert = (text: string, piece: string, r: Random): string => {
  const at = r.below(text.length + 1);
  return text.slice(0, at) + piece + text.slice(at);
};

/** Inserts, deletes, replaces or doubles one character, or changes its case. */
function edit(text: string, alphabet: string, r: Random): string {
  const at = r.below(Math.max(text.length, 1));
  const [before, here, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
  const swapped = here === here.toUpperCase() ? here.toLowerCase() : here.toUpperCase();
  return r.pick([
    insert(text, r.text(alphabet, 1), r),
    before + after,
    before + r.text(alphabet, 1) + after,
    before + here + here + after,
    before + swapped + after,
  ]);
}

function editBytes(body: Buffer, r: Random): Buffer {
  const bytes = [...body];
  const at = r.below(Math.max(bytes.length, 1));
  if (bytes.length === 0 || r.chance(0.3)) bytes.splice(at, 0, r.below(256));
  else if (r.chance(0.5)) bytes.splice(at, 1);
  else bytes[at] = bytes[at]! ^ (1 << r.below(8));
  return Buffer.from(bytes);
}

function shuffle<T>(items: T[], r: Random): T[] {
  return items
    .map((item) => [r.below(1 << 30), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

const drop = <T>(items: T[], r: Random): T[] => {
  const at = r.below(items.length);
  return items.filter((_, i) => i !== at);
};

function changeQuery(wire: Wire, change: (pieces: string[]) => string[]): Wire {
  const [path, query = ''] = split(wire.target, '?');
  return query === '' ? wire : { ...wire, target: `${path}?${change(query.split('&')).join('&')}` };
}

const addToQuery = (wire: Wire, piece: string): Wire => ({
  ...wire,
  target: `${wire.target}${wire.target.includes('?') ? '&' : '?'}${piece}`,
});

/** Writes a character of a parameter in another way: escaped without need, or with digits of the other case. */
const reescape = (piece: string, r: Random): string =>
  r.chance(0.5)
    ? piece.replaceAll(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase())
    : piece.replace(/(?<!%|%.)[A-Za-z]/, (c) => `%${c.charCodeAt(0).toString(16)}`);

function changeHeader(wire: Wire, r: Random, change: (line: readonly [string, string]) => [string, string]): Wire {
  const at = r.below(wire.headers.length);
  return { ...wire, headers: wire.headers.map((line, i) => (i === at ? change(line) : line)) };
}

function changeAuthorization(wire: Wire, change: (parameters: string[]) => string[]): Wire {
  return {
    ...wire,
    headers: wire.headers.map(([name, value]) => {
      if (name !== 'authorization') return [name, value];
      const [scheme, rest = ''] = split(value, ' ');
      return [name, `${scheme} ${change(rest.split(', ')).join(', ')}`];
    }),
  };
}

/** Changes a credential or signature wherever the request carries it. */
function changePart(wire: Wire, name: string, change: (value: string) => string): Wire {
  const inHeader = changeAuthorization(wire, (parts) =>
    parts.map((part) => (part.startsWith(`${name}=`) ? `${name}=${change(part.slice(name.length + 1))}` : part)),
  );
  return changeQuery(inHeader, (pieces) =>
    pieces.map((piece) =>
      piece.startsWith(`X-Amz-${name}=`)
        ? `X-Amz-${name}=${encodeURIComponent(change(decodeURIComponent(piece.slice(name.length + 7))))}`
        : piece,
    ),
  );
}

const changeSignature = (wire: Wire, change: (signature: string) => string): Wire =>
  changePart(wire, 'Signature', change);

const changeCredential = (wire: Wire, change: (parts: string[]) => string[]): Wire =>
  changePart(wire, 'Credential', (value) => change(value.split('/')).join('/'));

const signatureIn = (wire: Wire): string => /Signature=([0-9a-f]{64})/.exec(JSON.stringify(wire))![1]!;

function split(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * Everything about a request that its signature is meant to cover, as one text; or why it cannot be read at all.
 * Slow and plain on purpose: bytes, lists and sorting, nothing shared with the verifier.
 */
function meaning({ method, target, headers, body }: Wire): string {
  const [path, query = ''] = split(target, '?');
  if (/%(?![0-9A-Fa-f]{2})/.test(query)) return 'bad escape';
  const pairs = query
    .split('&')
    .filter((piece) => piece !== '')
    .map((piece) => split(piece, '='))
    .map(([name, value = '']) => [plainBytes(name), plainBytes(value)] as const);
  const parameter = (name: string) => pairs.find(([key]) => key === name)?.[1];

  const lines = headers.map(([name, value]) => [name.toLowerCase(), folded(value)] as const);
  const values = (name: string) => lines.filter(([key]) => key === name).map(([, value]) => value);
  for (const name of ['host', 'authorization', 'content-type', 'date', 'x-amz-date', 'x-amz-security-token']) {
    if (values(name).length > 1) return `${name} twice`;
  }
  const [authorization] = values('authorization');
  const algorithm = parameter('X-Amz-Algorithm');
  if ((authorization === undefined) === (algorithm === undefined)) return 'both or neither';

  let credential: Record<string, string | undefined>;
  let covered = pairs;
  if (authorization !== undefined) {
    const fields = authorization
      .replace('AWS4-HMAC-SHA256 ', '')
      .split(',')
      .map((field) => split(field.trim(), '='));
    if (!authorization.startsWith('AWS4-HMAC-SHA256 ') || fields.some((field) => field.length === 1))
      return 'unreadable';
    credential = Object.fromEntries(
      fields.filter(([name]) => ['Credential', 'SignedHeaders', 'Signature'].includes(name)),
    );
    credential.date = values('x-amz-date')[0] ?? values('date')[0];
  } else {
    if (algorithm !== 'AWS4-HMAC-SHA256') return 'unreadable';
    const names = ['Credential', 'SignedHeaders', 'Signature', 'Date'];
    credential = Object.fromEntries(names.map((name) => [name, parameter(`X-Amz-${name}`)]));
    const own = pairs.findIndex(([name]) => name === 'X-Amz-Signature');
    covered = pairs.filter((_, i) => i !== own);
  }
  const signed = (credential.SignedHeaders ?? '').split(';');

  const [contentHash, ...more] = values('x-amz-content-sha256');
  if (more.length > 0 || (contentHash !== undefined && contentHash !== sha256(body))) return 'another payload';
  const loose = lines.find(([name]) => /^x-amz-(?!content-sha256$)/.test(name) && !signed.includes(name));
  if (loose !== undefined) return `${loose[0]} not signed`;

  return JSON.stringify({
    method,
    path,
    query: covered.map((pair) => JSON.stringify(pair)).sort(),
    headers: signed.map((name) => [name, values(name).length > 0, values(name).join()]),
    body: body.toString('hex'),
    credential: Object.entries(credential).sort(),
  });
}

const folded = (value: string): string => value.replaceAll(/[ \t]+/g, ' ').replaceAll(/^ | $/g, '');

/** A part of the query as bytes, written in Latin-1. */
const plainBytes = (part: string): string =>
  part
    .replaceAll('+', ' ')
    .replaceAll(/%(..)/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
