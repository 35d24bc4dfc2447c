import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalRequest, stringToSign } from './canonical-request.ts';

const scope = { date: '20260715', region: 'eu-central-1', service: 'sts' };

test('six parts, one below the other', () => {
  const headers = new Map([
    ['host', ['h']],
    ['x-note', ['a  b']],
  ]);
  const request = { method: 'POST', path: '/', query: 'b=2&a=1', headers };
  expect(canonicalRequest(request, { carrier: 'header', signedHeaders: ['host', 'x-note'], payloadHash: 'ff' })).toBe(
    'POST\n/\na=1&b=2\nhost:h\nx-note:a b\n\nhost;x-note\nff',
  );
});

test('what is hashed are the bytes of the wire, not their UTF-8 form', () => {
  const digest = createHash('sha256')
    .update(Uint8Array.of(0x63, 0x61, 0x66, 0xe9))
    .digest('hex');
  expect(stringToSign('20260715T102030Z', scope, 'caf\u00e9')).toBe(
    `AWS4-HMAC-SHA256\n20260715T102030Z\n20260715/eu-central-1/sts/aws4_request\n${digest}`,
  );
});
