import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readClaim } from '../../src/sigv4/claim.ts';
import { signatureMatches, signingKey, signingKeyCache, signingSecret } from '../../src/sigv4/signing-key.ts';
import {
  arrive,
  BODY,
  EXPECTED,
  headerOf,
  headerSigned,
  KEY_ID,
  NOW,
  NOW_MS,
  presigned,
  SECRET,
  verdict,
  type Wire,
  withHeader,
} from '../sigv4/support.ts';

/** Attacks on request signatures, by the numbers of reference/security.md 2.A; at the level of one request, no server. */

const good = headerSigned();
const goodQuery = presigned();
const both = [
  ['a header-signed request', good],
  ['a presigned request', goodQuery],
] as const;
const add = (wire: Wire, name: string, value: string): Wire => ({ ...wire, headers: [...wire.headers, [name, value]] });
const authorization = (wire: Wire, change: (text: string) => string): Wire =>
  withHeader(wire, 'authorization', change(headerOf(wire, 'authorization')!));
const minutes = (count: number): number => NOW_MS + count * 60_000;

describe('attack/A01 an x-amz-* header that nobody signed', () => {
  const KNOWN = ['X-Amz-Target', 'X-Amz-Security-Token', 'X-Amz-Date', 'X-Amz-Algorithm', 'X-Amz-Credential'];
  const UNKNOWN = Array.from({ length: 20 }, (_, i) => `x-amz-unheard-of-${i}`);
  for (const [what, wire] of both) {
    test.each([...KNOWN, ...UNKNOWN, 'X-AMZ-META', 'x-amz-'])(`${what}, with %s`, (name) => {
      expect(verdict(add(wire, name, 'x'))).toBe('SignatureDoesNotMatch');
      expect(verdict(add(wire, name, ''))).toBe('SignatureDoesNotMatch');
    });
  }

  test('naming it in SignedHeaders afterwards does not help', () => {
    const named = authorization(add(good, 'x-amz-target', 'x'), (text) =>
      text.replace(';x-amz-date', ';x-amz-date;x-amz-target'),
    );
    expect(verdict(named)).toBe('SignatureDoesNotMatch');
  });
});

describe('attack/A02 what may be unsigned, and no more', () => {
  test.each(both)('%s, with the true x-amz-content-sha256', (_what, wire) => {
    expect(verdict(add(wire, 'X-Amz-Content-Sha256', hash('sha256', wire.body)))).toBe('accepted');
  });
  test.each(['x-amzn-trace-id', 'X-Amzn-RequestId', 'x-amzn-', 'x-amz', 'user-agent', 'x-forwarded-for'])(
    '%s is not x-amz-*',
    (name) => {
      for (const [, wire] of both) expect(verdict(add(wire, name, 'x'))).toBe('accepted');
    },
  );
});

describe('attack/A04 payloads that want not to be signed', () => {
  const digest = hash('sha256', good.body);
  const VALUES = [
    'UNSIGNED-PAYLOAD',
    'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
    'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD',
    'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER',
    'STREAMING-AWS4-HMAC-SHA256-EVENTS',
    'STREAMING-ANYTHING-ELSE',
    'required',
    '',
    digest.toUpperCase(),
    digest.slice(1),
    `${digest}0`,
    hash('sha256', ''),
    '0'.repeat(64),
  ];
  test.each(VALUES)('x-amz-content-sha256: %s', (value) => {
    expect(verdict(add(good, 'x-amz-content-sha256', value)), 'unsigned').toBe('SignatureDoesNotMatch');
    const headers = [...good.headers.slice(0, 2), ['x-amz-content-sha256', value] as const];
    expect(verdict(headerSigned({ headers })), 'signed').toBe('SignatureDoesNotMatch');
    expect(verdict(presigned({}, { method: 'POST', headers, body: good.body })), 'presigned').toBe(
      'SignatureDoesNotMatch',
    );
  });

  test('a presigned POST with the true hash, signed, passes', () => {
    const headers = [
      ['host', 'h'],
      ['x-amz-content-sha256', digest],
    ] as const;
    expect(verdict(presigned({}, { method: 'POST', headers, body: good.body }))).toBe('accepted');
  });

  test('a body put into a presigned GET', () => {
    expect(verdict({ ...goodQuery, body: Buffer.from(BODY) })).toBe('SignatureDoesNotMatch');
  });
});

describe('attack/A05 credentials in two places, or of another kind', () => {
  const QUERY = goodQuery.target.slice(2);
  test('whole sets in header and query', () => {
    expect(verdict({ ...goodQuery, headers: good.headers })).toBe('SignatureDoesNotMatch');
    expect(verdict({ ...good, target: `/?${QUERY}` })).toBe('SignatureDoesNotMatch');
    expect(verdict(add(goodQuery, 'authorization', ''))).toBe('SignatureDoesNotMatch');
  });
  test.each(['X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date', 'X-Amz-Security-Token'])(
    'a signed header request with %s in its query',
    (name) => {
      expect(verdict(headerSigned({ target: `/?${name}=x` }))).toBe('SignatureDoesNotMatch');
    },
  );
  test('neither', () => {
    expect(verdict(withHeader(good, 'authorization', undefined))).toBe('MissingAuthenticationToken');
  });
  test.each(['AWS4-HMAC-SHA1', 'AWS4-ECDSA-P256-SHA256', 'AWS', 'Basic', 'none', ''])('algorithm %s', (algorithm) => {
    expect(verdict(authorization(good, (text) => text.replace('AWS4-HMAC-SHA256', algorithm)))).toBe(
      'IncompleteSignature',
    );
    expect(verdict(presigned({ 'X-Amz-Algorithm': algorithm }))).toBe('MissingAuthenticationToken');
  });
});

describe('attack/A07 one name, two values', () => {
  const SECOND = [
    ['X-Amz-Credential', `AKIAOTHEROTHEROTHERX/20260715/eu-central-1/sts/aws4_request`],
    ['X-Amz-Date', '20260715T102031Z'],
    ['X-Amz-Expires', '1'],
    ['X-Amz-SignedHeaders', 'host;x'],
    ['X-Amz-Signature', '0'.repeat(64)],
    ['X-Amz-Security-Token', 'x'],
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['Action', 'AssumeRole'],
    ['action', 'AssumeRole'],
    ['A%63tion', 'AssumeRole'],
    ['x-amz-credential', 'x'],
    ['X%2DAmz-Signature', 'x'],
  ] as const;
  test.each(SECOND)('%s put behind or before after signing', (name, value) => {
    const text = `${name}=${encodeURIComponent(value)}`;
    expect(verdict({ ...goodQuery, target: `${goodQuery.target}&${text}` })).not.toBe('accepted');
    expect(verdict({ ...goodQuery, target: goodQuery.target.replace('?', `?${text}&`) })).not.toBe('accepted');
  });

  test('signed duplicates: the first one is the one that is read', () => {
    const wire = presigned(
      {},
      {},
      { appended: '&X-Amz-Credential=AKIAOTHER/1/2/3/4&X-Amz-Date=x&X-Amz-Security-Token=x' },
    );
    const claim = readClaim(arrive(wire)!, EXPECTED);
    // No token came first, so the one that follows is the first.
    expect(claim).toMatchObject({ accessKeyId: KEY_ID, date: '20260715', sessionToken: 'x' });
  });

  test('the last duplicate in the Authorization header is read, and only that', () => {
    const twice = authorization(good, (text) => `${text}, Signature=${'0'.repeat(64)}`);
    expect(verdict(twice)).toBe('SignatureDoesNotMatch');
    expect(verdict(authorization(good, (text) => `${text}, Credential=${KEY_ID}/1/2/3/4`))).toBe(
      'SignatureDoesNotMatch',
    );
  });
});

describe('attack/A08 a captured request, later or with another life', () => {
  test.each([
    [-15, 'accepted'],
    [-15.02, 'SignatureDoesNotMatch'],
    [15, 'accepted'],
    [15.02, 'SignatureDoesNotMatch'],
    [60 * 24 * 365, 'SignatureDoesNotMatch'],
    [-60 * 24 * 365, 'SignatureDoesNotMatch'],
  ])('signed %f minutes from now: %s', (offset, expected) => {
    expect(verdict(headerSigned({}, { nowMs: minutes(offset) }))).toBe(expected);
    expect(verdict(presigned({ 'X-Amz-Expires': '604800' }, {}, { nowMs: minutes(offset) }))).toBe(expected);
    expect(verdict(presigned({ 'X-Amz-Expires': undefined }, {}, { nowMs: minutes(offset) }))).toBe(expected);
  });

  test('a short life ends when it says', () => {
    const wire = presigned({ 'X-Amz-Expires': '60' });
    expect(verdict(wire, { ...EXPECTED, nowMs: minutes(1) })).toBe('accepted');
    expect(verdict(wire, { ...EXPECTED, nowMs: minutes(1) + 1000 })).toBe('SignatureDoesNotMatch');
  });

  test.each(['604801', '-1', '0', '', '9e9', '1e3', '60 ', '٦٠', 'NaN', '99999999999999999999999'])(
    'X-Amz-Expires=%s',
    (value) => {
      expect(verdict(presigned({ 'X-Amz-Expires': value }))).toBe('IncompleteSignature');
    },
  );

  test('a longer life, written in afterwards', () => {
    expect(verdict({ ...goodQuery, target: goodQuery.target.replace('X-Amz-Expires=900', 'X-Amz-Expires=901') })).toBe(
      'SignatureDoesNotMatch',
    );
    expect(verdict({ ...goodQuery, target: goodQuery.target.replace('&X-Amz-Expires=900', '') })).toBe(
      'SignatureDoesNotMatch',
    );
  });

  test('a fresh date written over the old one, with and without a fresh scope', () => {
    const old = headerSigned({}, { nowMs: minutes(-60 * 24) });
    const fresh = withHeader(old, 'x-amz-date', NOW);
    expect(verdict(fresh)).toBe('SignatureDoesNotMatch');
    expect(verdict(authorization(fresh, (text) => text.replace('/20260714/', '/20260715/')))).toBe(
      'SignatureDoesNotMatch',
    );
  });

  test('a Date header does not stand in for X-Amz-Date, and a second date is a conflict', () => {
    const old = headerSigned({}, { nowMs: minutes(-60) });
    expect(verdict(add(old, 'date', NOW))).toBe('SignatureDoesNotMatch');
    const headers = [
      ['host', 'h'],
      ['x-amz-date', '20260715T102031Z'],
    ] as const;
    expect(verdict(presigned({}, { headers }))).toBe('SignatureDoesNotMatch');
  });
});

describe('attack/A09 requests that come down to the same path', () => {
  test.each(['//', '/./', '/x/..', '/%2F', '/.', '/%2e', '/?', '/;', '', '/#'])('%s is not /', (target) => {
    const query = target.includes('?');
    expect(verdict({ ...good, target })).toBe(query ? 'accepted' : 'SignatureDoesNotMatch');
  });
  test.each([
    ['/?a=1&b=2', '/?b=2&a=1', 'accepted'],
    ['/?a=%7E', '/?a=~', 'accepted'],
    ['/?a=%2f', '/?a=%2F', 'accepted'],
    ['/?a=b', '/?%61=%62', 'accepted'],
    ['/?a', '/?a=', 'accepted'],
    ['/?a=+', '/?a=%20', 'accepted'],
    ['/?a=%2B', '/?a=+', 'SignatureDoesNotMatch'],
    ['/?a=%2520', '/?a=%20', 'SignatureDoesNotMatch'],
    ['/?a=%FF', '/?a=%FE', 'SignatureDoesNotMatch'],
    ['/?a=%FF', '/?a=%EF%BF%BD', 'SignatureDoesNotMatch'],
    ['/?a=1&a=2', '/?a=2&a=1', 'accepted'],
    ['/?a=1%26b=2', '/?a=1&b=2', 'SignatureDoesNotMatch'],
    ['/?a=b%3Dc', '/?a%3Db=c', 'SignatureDoesNotMatch'],
    ['/?ab=c', '/?a=bc', 'SignatureDoesNotMatch'],
  ])('signed %s, sent %s: %s', (signed, sent, expected) => {
    expect(verdict({ ...headerSigned({ target: signed }), target: sent })).toBe(expected);
  });
  test('headers do not run into each other', () => {
    const sign = (headers: Wire['headers']) => headerSigned({ headers: [['host', 'h'], ...headers] });
    const wire = sign([
      ['a', 'x'],
      ['b', 'y'],
    ]);
    const swapped = (headers: Wire['headers']): Wire => ({
      ...wire,
      headers: [...headers, ...wire.headers.filter(([name]) => name !== 'a' && name !== 'b')],
    });
    expect(
      verdict(
        swapped([
          ['b', 'y'],
          ['a', 'x'],
        ]),
      ),
    ).toBe('accepted');
    expect(
      verdict(
        swapped([
          ['a', 'y'],
          ['b', 'x'],
        ]),
      ),
    ).toBe('SignatureDoesNotMatch');
    expect(
      verdict(
        swapped([
          ['a', 'x,y'],
          ['b', ''],
        ]),
      ),
    ).toBe('SignatureDoesNotMatch');
    expect(verdict(swapped([['a', 'x']]))).toBe('SignatureDoesNotMatch');
  });
});

describe('attack/A11 a signature carried over to another request', () => {
  const CHANGES: readonly (readonly [what: string, change: (wire: Wire) => Wire])[] = [
    [
      'another Action in the body',
      (wire) => ({ ...wire, body: Buffer.from(BODY.replace('GetCallerIdentity', 'GetSessionToken')) }),
    ],
    ['an emptied body', (wire) => ({ ...wire, body: Buffer.alloc(0) })],
    ['another method', (wire) => ({ ...wire, method: 'GET' })],
    ['another path', (wire) => ({ ...wire, target: '/other' })],
    ['a query', (wire) => ({ ...wire, target: '/?Action=AssumeRole' })],
    ['another host', (wire) => withHeader(wire, 'host', 'iam.example.com')],
    ['another content type', (wire) => withHeader(wire, 'content-type', 'application/json')],
    ['another region', (wire) => authorization(wire, (text) => text.replace('eu-central-1', 'us-east-1'))],
    [
      'a signed X-Amz-Target',
      (wire) =>
        authorization(add(wire, 'x-amz-target', 'x'), (text) =>
          text.replace('x-amz-date,', 'x-amz-date;x-amz-target,'),
        ),
    ],
    ['fewer signed headers', (wire) => authorization(wire, (text) => text.replace('content-type;', ''))],
  ];
  test.each(CHANGES)('%s', (_what, change) => {
    expect(verdict(change(good))).toBe('SignatureDoesNotMatch');
  });

  test('to another service', () => {
    const toIam = authorization(good, (text) => text.replace('/sts/', '/iam/'));
    expect(verdict(good, { ...EXPECTED, service: 'iam' })).toBe('SignatureDoesNotMatch');
    expect(verdict(toIam, { ...EXPECTED, service: 'iam' })).toBe('SignatureDoesNotMatch');
    expect(verdict(headerSigned({}, { service: 'iam' }), { ...EXPECTED, service: 'iam' })).toBe('accepted');
  });

  test('to another access key', () => {
    const other = authorization(good, (text) => text.replace(KEY_ID, 'AKIAOTHEROTHEROTHERX'));
    expect(verdict(other, EXPECTED, { accessKeyId: 'AKIAOTHEROTHEROTHERX', secret: 'another' })).toBe(
      'SignatureDoesNotMatch',
    );
  });

  test('signing keys of two identities and scopes never meet in the cache', () => {
    const cache = signingKeyCache(100);
    const secrets = ['one', 'two'].map(signingSecret) as [
      ReturnType<typeof signingSecret>,
      ReturnType<typeof signingSecret>,
    ];
    const a = cache.get('AKIA1', secrets[0], '20260715', 'us-east-1', 'sts');
    expect(cache.get('AKIA1', secrets[0], '20260715', 'us-east-1', 'sts')).toBe(a);
    for (const parts of [
      ['AKIA', '120260715', 'us-east-1', 'sts'],
      ['AKIA120260715', '', 'us-east-1', 'sts'],
      ['AKIA1', '20260715us-east-1', '', 'sts'],
      ['AKIA1', '20260715', 'us-east-1sts', ''],
      ['AKIA1', '20260715', 'us-east-', '1sts'],
      ['AKIA1\u0000', '20260715', 'us-east-1', 'sts'],
    ] as [string, string, string, string][]) {
      const [identity, ...scope] = parts;
      expect(cache.get(identity, secrets[1], ...scope).equals(a), JSON.stringify(parts)).toBe(false);
    }
  });
});

describe('attack/A12 learning a signature from how long it takes to refuse it', () => {
  const claim = readClaim(arrive(good)!, EXPECTED);
  if ('code' in claim) throw new Error(claim.message);
  const key = signingKey(signingSecret(SECRET), claim.date, claim.region, claim.service);

  test('a malformed signature is no match and no exception', () => {
    expect(signatureMatches(claim, key)).toBe(true);
    const { signature } = claim;
    const wide = [...signature].map((c) => String.fromCharCode(c.charCodeAt(0) + 0x100)).join('');
    for (const other of [
      '',
      '0',
      signature.slice(1),
      `${signature}0`,
      signature.toUpperCase(),
      ` ${signature.slice(1)}`,
      wide,
      '\ud800'.repeat(64),
      '\u0000'.repeat(64),
      'é'.repeat(32),
      'x'.repeat(100_000),
    ]) {
      expect(signatureMatches({ ...claim, signature: other }, key), JSON.stringify(other.slice(0, 80))).toBe(false);
    }
  });

  test('the source compares signatures with timingSafeEqual and nothing else', () => {
    const folder = fileURLToPath(new URL('../../src/sigv4/', import.meta.url));
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
    expect(files.length).toBeGreaterThan(8);
    const equality = /^.*[!=]==?.*$/gm;
    const secretNames = /\b(signature|given|expected|digest|mac|hmac|secret|key)\b(?!\.(service|regions))/i;
    let safe = 0;
    for (const file of files) {
      const source = readFileSync(`${folder}${file}`, 'utf8');
      safe += source.match(/timingSafeEqual\(/g)?.length ?? 0;
      for (const [line] of source.matchAll(equality)) {
        const compared = line.replace(/\b\w+(\.\w+)*\.length\b/g, '').replace(/\b[\w.]+ [!=]== undefined/g, '');
        const sides = compared.match(/[\w.?()]+ [!=]==? [\w.?()']+/g) ?? [];
        for (const side of sides) {
          if (/'X-Amz-Signature'?/.test(side)) continue;
          expect(side, `${file}: ${line.trim()}`).not.toMatch(secretNames);
        }
      }
    }
    expect(safe).toBe(1);
  });
});
