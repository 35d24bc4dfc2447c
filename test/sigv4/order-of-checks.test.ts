import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalRequest, stringToSign } from '../../src/sigv4/canonical-request.ts';
import { readClaim } from '../../src/sigv4/claim.ts';
import { signatureOf, signingKey, signingSecret } from '../../src/sigv4/signing-key.ts';
import type { Refusal } from '../../src/sigv4/types.ts';
import {
  arrive,
  EXPECTED,
  headerOf,
  headerSigned,
  KEY_ID,
  NOW,
  presigned,
  SECRET,
  verdict,
  type Wire,
  withHeader,
} from './support.ts';

/** The order-of-checks table of reference/sts.md 2.1, rows 5a to 13: each row by itself, then faults in pairs. */

const MISSING = 'Request is missing Authentication Token';
const DIFFERS =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

const good = headerSigned();
const goodQuery = presigned();

/** The good request with its Authorization header rewritten. */
const authorization = (change: (value: string) => string, wire: Wire = good): Wire =>
  withHeader(wire, 'authorization', change(headerOf(wire, 'authorization')!));
const credential = (value: string, wire: Wire = good): Wire =>
  authorization((text) => text.replace(/Credential=[^,]*/, `Credential=${value}`), wire);
const without = (parameter: string, wire: Wire = good): Wire =>
  authorization((text) => text.replace(`${parameter}=`, 'Ignored='), wire);

const refusal = (code: string, status: number, message: string | undefined): Refusal => ({ code, status, message });
const incomplete = (message: string): Refusal => refusal('IncompleteSignature', 400, message);
const differs = (message: string | undefined): Refusal => refusal('SignatureDoesNotMatch', 403, message);

const RULES: readonly (readonly [row: string, wire: Wire, expected: Refusal])[] = [
  ['5a both styles', { ...goodQuery, headers: good.headers }, differs(undefined)],
  ['5a both styles, algorithm unknown', { ...good, target: '/?X-Amz-Algorithm=x' }, differs(undefined)],
  ['5b neither', withHeader(good, 'authorization', undefined), refusal('MissingAuthenticationToken', 403, MISSING)],
  [
    '6a scheme',
    withHeader(good, 'authorization', 'XYZ Credential=a'),
    incomplete("Unsupported AWS 'algorithm': 'XYZ'."),
  ],
  [
    '6a scheme alone',
    withHeader(good, 'authorization', 'Bearer'),
    incomplete("Unsupported AWS 'algorithm': 'Bearer'."),
  ],
  [
    '6a scheme in lower case',
    authorization((t) => t.toLowerCase()),
    incomplete("Unsupported AWS 'algorithm': 'aws4-hmac-sha256'."),
  ],
  [
    '6a SigV4A',
    authorization((t) => t.replace('AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256')),
    incomplete("Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'."),
  ],
  ['6a empty', withHeader(good, 'authorization', ''), incomplete("Unsupported AWS 'algorithm': ''.")],
  [
    '6b no equal-sign',
    withHeader(good, 'authorization', 'AWS4-HMAC-SHA256 Credential=a, X'),
    incomplete(
      "'X' not a valid key=value pair (missing equal-sign) in Authorization header: 'AWS4-HMAC-SHA256 Credential=a, X'.",
    ),
  ],
  [
    '6d everything missing',
    {
      ...good,
      headers: [
        ['host', 'h'],
        ['authorization', 'AWS4-HMAC-SHA256'],
      ],
    },
    incomplete(
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256",
    ),
  ],
  [
    '6d Credential',
    without('Credential'),
    incomplete("Authorization header requires 'Credential' parameter. Authorization=AWS4-HMAC-SHA256"),
  ],
  [
    '6d Signature',
    without('Signature'),
    incomplete("Authorization header requires 'Signature' parameter. Authorization=AWS4-HMAC-SHA256"),
  ],
  [
    '6d SignedHeaders',
    without('SignedHeaders'),
    incomplete("Authorization header requires 'SignedHeaders' parameter. Authorization=AWS4-HMAC-SHA256"),
  ],
  [
    '6d date',
    withHeader(good, 'x-amz-date', undefined),
    incomplete(
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256",
    ),
  ],
  [
    '6d two of four',
    withHeader(without('Signature'), 'x-amz-date', undefined),
    incomplete(
      "Authorization header requires 'Signature' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256",
    ),
  ],
  [
    '7a algorithm',
    presigned({ 'X-Amz-Algorithm': 'AWS4-HMAC-SHA1' }),
    refusal('MissingAuthenticationToken', 403, MISSING),
  ],
  ['7a algorithm empty', presigned({ 'X-Amz-Algorithm': '' }), refusal('MissingAuthenticationToken', 403, MISSING)],
  [
    '7a name in lower case',
    presigned({ 'X-Amz-Algorithm': undefined, 'x-amz-algorithm': 'AWS4-HMAC-SHA256' }),
    refusal('MissingAuthenticationToken', 403, MISSING),
  ],
  [
    '7d everything missing',
    { ...goodQuery, target: '/?X-Amz-Algorithm=AWS4-HMAC-SHA256' },
    incomplete(
      "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.",
    ),
  ],
  [
    '7d date',
    presigned({ 'X-Amz-Date': undefined }),
    incomplete("AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters."),
  ],
  [
    '8 host not signed',
    authorization((t) => t.replace(';host', '')),
    differs("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."),
  ],
  [
    '8 host signed as Host',
    authorization((t) => t.replace(';host', ';Host')),
    differs("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."),
  ],
  [
    '8 presigned',
    presigned({ 'X-Amz-SignedHeaders': '' }),
    differs("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."),
  ],
  [
    '8 an x-amz- header not signed (ours)',
    withHeader(good, 'x-amz-target', 'x'),
    differs("'x-amz-target' must be a 'SignedHeader' in the AWS Authorization."),
  ],
  ...[
    '2026-07-15T10:20:30Z',
    '20260715T102030',
    '20260715t102030z',
    '20260230T102030Z',
    '20261315T102030Z',
    '20260715T242030Z',
    '20260715T106030Z',
    '20260715T102060Z',
    'Wed, 15 Jul 2026 10:20:30 GMT',
    '',
    '٢٠260715T102030Z',
  ].map(
    (date) =>
      [
        `9 date ${date}`,
        withHeader(good, 'x-amz-date', date),
        incomplete(`Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`),
      ] as const,
  ),
  [
    '9 Date header in RFC 1123',
    withHeader(withHeader(good, 'x-amz-date', undefined), 'date', 'Wed, 15 Jul 2026 10:20:30 GMT'),
    incomplete(
      "Date must be in ISO-8601 'basic format'. Got 'Wed, 15 Jul 2026 10:20:30 GMT'. See http://en.wikipedia.org/wiki/ISO_8601",
    ),
  ],
  ...['0', '-1', '604801', '1.5', '9e2', '', ' 60', '+60', '0x3c', 'abc', '99999999999999999999'].map(
    (expires) =>
      [
        `9 X-Amz-Expires ${expires} (ours)`,
        presigned({ 'X-Amz-Expires': expires }),
        incomplete(`X-Amz-Expires must be an integer from 1 to 604800 (seconds). Got '${expires}'.`),
      ] as const,
  ),
  [
    '10 too old',
    withHeader(good, 'x-amz-date', '20260715T100529Z'),
    differs('Signature expired: 20260715T100529Z is now earlier than 20260715T100530Z (20260715T102030Z - 15 min.)'),
  ],
  [
    '10 presigned for a week, older than the window',
    presigned({ 'X-Amz-Date': '20260715T100529Z', 'X-Amz-Expires': '604800' }),
    differs('Signature expired: 20260715T100529Z is now earlier than 20260715T100530Z (20260715T102030Z - 15 min.)'),
  ],
  [
    '10 presigned without X-Amz-Expires',
    presigned({ 'X-Amz-Date': '20260715T100529Z', 'X-Amz-Expires': undefined }),
    differs('Signature expired: 20260715T100529Z is now earlier than 20260715T100530Z (20260715T102030Z - 15 min.)'),
  ],
  [
    '10 presigned for 59 seconds',
    presigned({ 'X-Amz-Date': '20260715T101930Z', 'X-Amz-Expires': '59' }),
    differs('Signature expired: 20260715T101930Z is now earlier than 20260715T101931Z (20260715T102030Z - 59 sec.)'),
  ],
  [
    '11 in the future',
    withHeader(good, 'x-amz-date', '20260715T103531Z'),
    differs(
      'Signature not yet current: 20260715T103531Z is still later than 20260715T103530Z (20260715T102030Z + 15 min.)',
    ),
  ],
  [
    '11 presigned in the future',
    presigned({ 'X-Amz-Date': '20260715T103531Z', 'X-Amz-Expires': '604800' }),
    differs(
      'Signature not yet current: 20260715T103531Z is still later than 20260715T103530Z (20260715T102030Z + 15 min.)',
    ),
  ],
  ...[KEY_ID, '', `${KEY_ID}/20260715/eu-central-1/sts`, `${KEY_ID}/20260715/eu-central-1/sts/aws4_request/`].map(
    (value) =>
      [
        `12 credential ${value}`,
        credential(value),
        incomplete(
          `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${value}'`,
        ),
      ] as const,
  ),
  ...['', 'EU-central-1', 'eu_central_1', '-eu', 'eu-', '12', 'eu central', 'eu\u00e9', 'x'.repeat(64)].map(
    (region) =>
      [
        `13 region ${region}`,
        credential(`${KEY_ID}/20260715/${region}/sts/aws4_request`),
        differs('Credential should be scoped to a valid region. '),
      ] as const,
  ),
  [
    '13 service',
    credential(`${KEY_ID}/20260715/eu-central-1/iam/aws4_request`),
    differs("Credential should be scoped to correct service: 'sts'. "),
  ],
  [
    '13 terminator',
    credential(`${KEY_ID}/20260715/eu-central-1/sts/aws4`),
    differs("Credential should be scoped with a valid terminator: 'aws4_request', not 'aws4'. "),
  ],
  [
    '13 date',
    credential(`${KEY_ID}/20260714/eu-central-1/sts/aws4_request`),
    differs(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260714' != '20260715', from '${NOW}'. `,
    ),
  ],
  [
    '13 everything',
    credential(`${KEY_ID}/2026/_/iam/x`),
    differs(
      `Credential should be scoped to a valid region. Credential should be scoped to correct service: 'sts'. Credential should be scoped with a valid terminator: 'aws4_request', not 'x'. Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '2026' != '20260715', from '${NOW}'. `,
    ),
  ],
  ['13b payload hash (ours)', withHeader(good, 'x-amz-content-sha256', 'UNSIGNED-PAYLOAD'), differs(DIFFERS)],
  ['13b a signed header that did not arrive (ours)', withHeader(good, 'content-type', undefined), differs(DIFFERS)],
  ['13b a header named twice (ours)', authorization((t) => t.replace(';host', ';host;host')), differs(DIFFERS)],
  ['13b two dates (ours)', { ...good, headers: [...good.headers, ['X-Amz-Date', NOW]] }, differs(DIFFERS)],
  [
    '13b half a set of query credentials beside the header (ours)',
    headerSigned({ target: '/?X-Amz-Credential=x' }),
    differs(DIFFERS),
  ],
];

describe('each row of the order of checks', () => {
  test.each(RULES)('%s', (_row, wire, expected) => {
    expect(readClaim(arrive(wire)!, EXPECTED)).toEqual(expected);
  });
});

describe('two faults at once: the earlier row answers', () => {
  const now = (text: string) => withHeader(good, 'x-amz-date', text);
  const scheme = (wire: Wire) => authorization((t) => t.replace('AWS4-HMAC-SHA256', 'XYZ'), wire);
  const noHost = (wire: Wire) => authorization((t) => t.replace(';host', ''), wire);
  const noEqualSign = (wire: Wire) => authorization((t) => t.replace('Credential=', 'Credential'), wire);
  const badHash = (wire: Wire) => withHeader(wire, 'x-amz-content-sha256', 'UNSIGNED-PAYLOAD');
  const badScope = `${KEY_ID}/20260715/_/sts/aws4_request`;

  const PAIRS: readonly (readonly [pair: string, wire: Wire, message: RegExp | undefined])[] = [
    ['5a before 6a', scheme({ ...good, target: '/?X-Amz-Algorithm=AWS4-HMAC-SHA256' }), undefined],
    ['6a before 6b', noEqualSign(scheme(good)), /^Unsupported/],
    ['6a before 6d', withHeader(scheme(good), 'x-amz-date', undefined), /^Unsupported/],
    ['6b before 6d', withHeader(noEqualSign(good), 'x-amz-date', undefined), /missing equal-sign/],
    ['6d before 8', without('Signature', noHost(good)), /requires 'Signature'/],
    ['6d before 9', without('Signature', now('x')), /requires 'Signature'/],
    ['7a before 7d', { ...goodQuery, target: '/?X-Amz-Algorithm=x' }, /missing Authentication Token/],
    ['7d before 8', presigned({ 'X-Amz-Date': undefined, 'X-Amz-SignedHeaders': 'x' }), /must include 'X-Amz-Date'/],
    ['8 before 9', noHost(now('x')), /'Host' or/],
    ['8 before 12', noHost(credential('x')), /'Host' or/],
    ['8 host before other headers', noHost(withHeader(good, 'x-amz-target', 'x')), /'Host' or/],
    ['8 before 13b', badHash(noHost(good)), /'Host' or/],
    ['9 date before X-Amz-Expires', presigned({ 'X-Amz-Date': 'x', 'X-Amz-Expires': 'x' }), /^Date must be/],
    [
      '9 X-Amz-Expires before 10',
      presigned({ 'X-Amz-Date': '20250101T000000Z', 'X-Amz-Expires': 'x' }),
      /^X-Amz-Expires/,
    ],
    ['9 before 12', credential('x', now('x')), /^Date must be/],
    ['10 before 12', credential('x', now('20250101T000000Z')), /^Signature expired/],
    ['10 before 13', credential(badScope, now('20250101T000000Z')), /^Signature expired/],
    ['11 before 12', credential('x', now('20270101T000000Z')), /^Signature not yet current/],
    ['11 before 13', credential(badScope, now('20270101T000000Z')), /^Signature not yet current/],
    ['12 before 13b', badHash(credential('x')), /^Credential must have/],
    ['13 before 13b', badHash(credential(badScope)), /^Credential should be scoped/],
  ];

  test.each(PAIRS)('%s', (_pair, wire, message) => {
    const answer = readClaim(arrive(wire)!, EXPECTED) as Refusal;
    if (message === undefined) expect(answer).toEqual(differs(undefined));
    else expect(answer.message).toMatch(message);
  });
});

describe('what passes', () => {
  const PASSES: readonly (readonly [what: string, wire: Wire])[] = [
    ['a header-signed POST', good],
    ['a presigned GET', goodQuery],
    ['no X-Amz-Expires', presigned({ 'X-Amz-Expires': undefined })],
    ['X-Amz-Expires of one second, in time', presigned({ 'X-Amz-Expires': '1' })],
    ['X-Amz-Expires of a week', presigned({ 'X-Amz-Expires': '604800' })],
    ['the oldest moment', headerSigned({}, { nowMs: Date.UTC(2026, 6, 15, 10, 5, 30) })],
    ['the latest moment', headerSigned({}, { nowMs: Date.UTC(2026, 6, 15, 10, 35, 30) })],
    [
      '6c: the last of two Authorization parameters',
      authorization((t) => t.replace('Credential=', 'Credential=x, Credential=')),
    ],
    [
      '7c: the first of two query parameters',
      presigned({}, {}, { appended: '&X-Amz-Date=x&X-Amz-Credential=x&X-Amz-Expires=x&X-Amz-Algorithm=x' }),
    ],
    ['no spaces after the commas', authorization((t) => t.replaceAll(', ', ','))],
    ['an unknown Authorization parameter', authorization((t) => `${t}, Extra=1`)],
    ['a region nobody has heard of', headerSigned({}, { region: 'mars-north-1' })],
    ['white space around header values', withHeader(good, 'host', ' \tsts.example.com\t ')],
    ['the right payload hash, unsigned', withHeader(good, 'x-amz-content-sha256', sha256(good.body))],
    [
      'a presigned request that says its date in a signed header too',
      presigned(
        {},
        {
          headers: [
            ['host', 'h'],
            ['x-amz-date', NOW],
          ],
        },
      ),
    ],
    ['the Date header in basic format', dateHeaderSigned()],
    [
      'a header in Latin-1',
      headerSigned({
        headers: [
          ['host', 'h'],
          ['x-note', 'caf\u00e9'],
        ],
      }),
    ],
  ];
  test.each(PASSES)('%s', (_what, wire) => {
    expect(verdict(wire)).toBe('accepted');
  });

  test('a claim says who, for what, until proven', () => {
    const wire = presigned({}, {}, { accessKeyId: 'ASIAEXAMPLEEXAMPLEEX', sessionToken: 'token/+=' });
    expect(readClaim(arrive(wire)!, EXPECTED)).toMatchObject({
      carrier: 'query',
      accessKeyId: 'ASIAEXAMPLEEXAMPLEEX',
      sessionToken: 'token/+=',
      date: '20260715',
      region: 'eu-central-1',
      service: 'sts',
    });
  });

  test.each([
    [['eu-central-1', 'us-east-1'], 'accepted'],
    [['us-east-1'], 'SignatureDoesNotMatch'],
    [[], 'SignatureDoesNotMatch'],
  ])('regions %j: %s', (regions, expected) => {
    expect(verdict(good, { ...EXPECTED, regions })).toBe(expected);
  });
});

function sha256(body: Buffer): string {
  return hash('sha256', body);
}

/** Signs with a Date header in place of X-Amz-Date, as the general SigV4 rules allow. */
function dateHeaderSigned(): Wire {
  const headers = [
    ['host', 'h'],
    ['date', NOW],
  ] as const;
  const plain: Wire = { method: 'POST', target: '/', headers, body: Buffer.from('x') };
  const signedHeaders = ['date', 'host'];
  const canonical = canonicalRequest(arrive(plain)!, {
    carrier: 'header',
    signedHeaders,
    payloadHash: sha256(plain.body),
  });
  const scope = { date: NOW.slice(0, 8), region: 'eu-central-1', service: 'sts' };
  const signature = signatureOf(
    stringToSign(NOW, scope, canonical),
    signingKey(signingSecret(SECRET), scope.date, scope.region, scope.service),
  );
  return withHeader(
    plain,
    'authorization',
    `AWS4-HMAC-SHA256 Credential=${KEY_ID}/20260715/eu-central-1/sts/aws4_request, SignedHeaders=date;host, Signature=${signature}`,
  );
}
