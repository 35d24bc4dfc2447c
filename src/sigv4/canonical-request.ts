import { hash } from 'node:crypto';
import { canonicalHeaders } from './canonical-headers.ts';
import { canonicalPath, canonicalPathOnce } from './canonical-path.ts';
import { canonicalQuery } from './canonical-query.ts';
import { ALGORITHM, type Scope, TERMINATOR } from './scope.ts';
import type { Claim, RequestHead, SigningRules } from './types.ts';

/**
 * Writes a request in the one form that its signer wrote too (AWS, "Create a signed AWS API request", step 1).
 *
 * Two requests share a canonical form only if they mean the same to this server: each part keeps the parts around it
 * apart, since no path, query or header value holds a line feed. The path is not normalised unless asked: only `/` is
 * served, and a path that merely comes down to it is another path.
 */
export function canonicalRequest(
  request: Pick<RequestHead, 'method' | 'path' | 'query' | 'headers'>,
  options: {
    readonly carrier: Claim['carrier'];
    /** In the order in which the signature lists them. */
    readonly signedHeaders: readonly string[];
    readonly payloadHash: string;
    readonly normalizePath?: boolean;
    /** As S3 has it: escapes of the wire are not escaped again. */
    readonly pathEscaped?: SigningRules['pathEscaped'];
  },
): string {
  const { carrier, signedHeaders, payloadHash, normalizePath = false, pathEscaped = 'twice' } = options;
  const path = pathEscaped === 'once' ? canonicalPathOnce(request.path) : canonicalPath(request.path, normalizePath);
  const query = canonicalQuery(request.query, carrier);
  const headers = canonicalHeaders(request.headers, signedHeaders);
  return `${request.method}\n${path}\n${query}\n${headers}\n${signedHeaders.join(';')}\n${payloadHash}`;
}

/** Writes what is signed: the algorithm, the moment, the scope and the hash of the canonical request (step 2 and 3). */
export function stringToSign(date: string, scope: Scope, canonical: string): string {
  // Header values come from the wire as Latin-1, one character a byte. Hashing their UTF-8 form would hash other bytes
  // than the client sent.
  const digest = hash('sha256', Buffer.from(canonical, 'latin1'));
  return `${ALGORITHM}\n${date}\n${scope.date}/${scope.region}/${scope.service}/${TERMINATOR}\n${digest}`;
}
