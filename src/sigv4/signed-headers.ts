import { signatureDoesNotMatch } from './refusals.ts';
import type { Refusal, RequestHead } from './types.ts';

/**
 * Refuses a request that leaves a header out of its signature that must be in it: `host`, and every arriving
 * `x-amz-*` (sts.md 2.1 row 8, security.md A01). A header that a server may act on and nobody signed is how one
 * captured request becomes another. AWS's text for `host` serves the others too.
 */
export function uncoveredHeader(
  signedHeaders: readonly string[],
  headers: RequestHead['headers'],
): Refusal | undefined {
  const signed = new Set(signedHeaders);
  if (!signed.has('host')) return unsigned("'Host' or ':authority'");
  for (const name of headers.keys()) {
    if (mustBeSigned(name) && !signed.has(name)) return unsigned(`'${name}'`);
  }
  return undefined;
}

/**
 * `x-amz-content-sha256` is bound without being signed: it must equal the payload hash, which the signature covers
 * (security.md A02). `x-amzn-*` belongs to load balancers and tracing, which add it after signing.
 */
const mustBeSigned = (name: string): boolean => name.startsWith('x-amz-') && name !== 'x-amz-content-sha256';

const unsigned = (what: string): Refusal =>
  signatureDoesNotMatch(`${what} must be a 'SignedHeader' in the AWS Authorization.`);
