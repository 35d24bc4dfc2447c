import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { canonicalRequest, stringToSign } from '../../src/sigv4/canonical-request.ts';
import { readClaim } from '../../src/sigv4/claim.ts';
import { readCredentials } from '../../src/sigv4/credentials.ts';
import { signatureMatches, signatureOf, signingKey, signingSecret } from '../../src/sigv4/signing-key.ts';
import type { Claim } from '../../src/sigv4/types.ts';
import { arrive, corpus, type Wire } from './support.ts';

/**
 * AWS's own signature vectors, in the two places where they are published: each with its request, canonical request,
 * string to sign and signature. Every case is checked at each of these steps and then verified as a request.
 */

interface Vector {
  readonly name: string;
  readonly carrier: Claim['carrier'];
  readonly normalizePath: boolean;
  /** The session token was added after signing, so the vector's canonical request leaves it out. */
  readonly tokenUnsigned: boolean;
  readonly signedRequest: string;
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  readonly signature: string;
}

/** Vectors whose signed request carries another signature than the vector's own: shown to be so, then put right. */
const BROKEN: Readonly<Record<string, string>> = {
  'botocore/get-vanilla-with-session-token':
    'its .sreq carries the signature of get-vanilla; refused so, verified with its .authz',
};

const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const SCOPE = { date: '20150830', region: 'us-east-1', service: 'service' };
const DATE = '20150830T123600Z';
const EXPECTED = { service: 'service', regions: undefined, nowMs: Date.UTC(2015, 7, 30, 12, 36, 0) };
const KEY = signingKey(signingSecret(SECRET), SCOPE.date, SCOPE.region, SCOPE.service);

const text = (file: string): string => readFileSync(file, 'utf8').replaceAll('\r\n', '\n');

/** botocore: one folder a case, some a level deeper; header form only; paths are normalised. */
function* botocoreVectors(folder: string): Generator<Vector> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const path = join(folder, entry.name);
    if (!existsSync(join(path, `${entry.name}.sreq`))) {
      yield* botocoreVectors(path);
      continue;
    }
    const part = (extension: string): string => text(join(path, `${entry.name}.${extension}`));
    yield {
      name: entry.name,
      carrier: 'header',
      normalizePath: true,
      tokenUnsigned: entry.name === 'post-sts-header-after',
      signedRequest: part('sreq'),
      canonicalRequest: part('creq'),
      stringToSign: part('sts'),
      signature: /Signature=([0-9a-f]{64})/.exec(part('authz'))![1]!,
    };
  }
}

/** aws-c-auth: one folder a case, header and query form, with the way of treating the path in `context.json`. */
function* awsCAuthVectors(folder: string): Generator<Vector> {
  for (const name of readdirSync(folder)) {
    const context = JSON.parse(text(join(folder, name, 'context.json'))) as {
      normalize: boolean;
      omit_session_token?: boolean;
    };
    for (const carrier of ['header', 'query'] as const) {
      const part = (what: string): string => text(join(folder, name, `${carrier}-${what}.txt`));
      yield {
        name: `${name} (${carrier})`,
        carrier,
        normalizePath: context.normalize,
        tokenUnsigned: context.omit_session_token === true,
        signedRequest: part('signed-request'),
        canonicalRequest: part('canonical-request'),
        stringToSign: part('string-to-sign'),
        signature: part('signature').trim(),
      };
    }
  }
}

/** Reads a raw request; a folded header line (RFC 9112 5.2) goes on with one space. */
function parseRequest(raw: string): Wire {
  const blank = raw.indexOf('\n\n');
  const head = (blank < 0 ? raw : raw.slice(0, blank))
    .trimEnd()
    .replaceAll(/\n[ \t]+/g, ' ')
    .split('\n');
  const body = blank < 0 ? '' : raw.slice(blank + 2);
  const [, method, target] = /^(\S+) (.*) HTTP\/1\.1$/.exec(head[0]!)!;
  const headers = head.slice(1).map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1)] as const;
  });
  return { method: method!, target: target!, headers, body: Buffer.from(body) };
}

/** The vector's request before the token was put on. */
function withoutToken(wire: Wire): Wire {
  return {
    ...wire,
    target: wire.target.replace(/&X-Amz-Security-Token=[^&]*/, ''),
    headers: wire.headers.filter(([name]) => name.toLowerCase() !== 'x-amz-security-token'),
  };
}

for (const [suite, path, vectors] of [
  ['botocore', 'botocore/tests/unit/auth/aws4_testsuite', botocoreVectors],
  ['aws-c-auth', 'aws-c-auth/tests/aws-signing-test-suite/v4', awsCAuthVectors],
] as const) {
  const folder = corpus(path);
  if (folder === undefined) console.log(`NOT RUN: the ${suite} signature vectors: no folder corpora/${path}`);

  describe.skipIf(folder === undefined)(`the ${suite} vectors`, () => {
    const counts = { cases: 0, canonical: 0, toSign: 0, signature: 0, verified: 0 };
    const apart: string[] = [];

    for (const vector of folder === undefined ? [] : vectors(folder)) {
      test(vector.name, () => {
        counts.cases++;
        const sent = parseRequest(vector.signedRequest);
        const signed = arrive(vector.tokenUnsigned ? withoutToken(sent) : sent)!;
        const credentials = readCredentials(signed);
        if ('code' in credentials) throw new Error(credentials.message);

        const canonical = canonicalRequest(signed, {
          carrier: vector.carrier,
          signedHeaders: credentials.signedHeaders.split(';'),
          payloadHash: hash('sha256', signed.body),
          normalizePath: vector.normalizePath,
        });
        expect(canonical).toBe(vector.canonicalRequest);
        counts.canonical++;

        const toSign = stringToSign(DATE, SCOPE, canonical);
        expect(toSign).toBe(vector.stringToSign);
        counts.toSign++;
        expect(signatureOf(toSign, KEY)).toBe(vector.signature);
        const broken = BROKEN[`${suite}/${vector.name}`];
        if (broken === undefined) expect(credentials.signature).toBe(vector.signature);
        else expect(credentials.signature).not.toBe(vector.signature);
        counts.signature++;

        const read = readClaim(arrive(sent)!, EXPECTED);
        const claim = 'code' in read || broken === undefined ? read : { ...read, signature: vector.signature };
        if (broken !== undefined) {
          expect('code' in read ? read.code : signatureMatches(read, KEY)).toBe(false);
          apart.push(`${vector.name}: ${broken}`);
        }
        if (vector.tokenUnsigned) {
          // A10: a token that was added after signing is not covered, and that is refused.
          expect('code' in claim ? claim.code : signatureMatches(claim, KEY)).toBe(
            vector.carrier === 'header' ? 'SignatureDoesNotMatch' : false,
          );
          apart.push(`${vector.name}: refused, as meant: its session token is not signed`);
          return;
        }
        if ('code' in claim) throw new Error(`${claim.code}: ${claim.message}`);
        if (vector.normalizePath && claim.stringToSign !== toSign) {
          // The server serves `/` alone and takes every other path as it stands: verified over the vector's own form.
          expect(signed.path).not.toBe('/');
          expect(signatureMatches(claim, KEY)).toBe(false);
          expect(signatureMatches({ ...claim, stringToSign: toSign }, KEY)).toBe(true);
          apart.push(`${vector.name}: verified with the path normalised, refused as it stands`);
        } else {
          expect(signatureMatches(claim, KEY)).toBe(true);
        }
        counts.verified++;
        const flipped = claim.signature.replace(/^./, (c) => (c === '0' ? '1' : '0'));
        expect(signatureMatches({ ...claim, signature: flipped }, KEY)).toBe(false);
      });
    }

    afterAll(() => {
      if (folder === undefined) return;
      console.log(
        `${basename(suite)}: ${counts.cases} cases; ${counts.canonical} canonical requests, ${counts.toSign} strings to sign, ` +
          `${counts.signature} signatures equal, ${counts.verified} verified; apart:\n  ${apart.join('\n  ')}`,
      );
      expect(counts.cases).toBeGreaterThan(30);
    });
  });
}
