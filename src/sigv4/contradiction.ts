import { first } from '../base/form.ts';
import { trimmed } from './canonical-headers.ts';
import type { Credentials } from './credentials.ts';
import { SIGNATURE_DIFFERS, signatureDoesNotMatch } from './refusals.ts';
import type { Refusal, RequestHead } from './types.ts';

/**
 * Denies a request that says one thing in two ways, whatever its key would prove. AWS has no words for these; each
 * is refused as a signature that differs:
 *
 * - a payload hash that is not the hash of the body, in a header or in the query of a presigned request.
 *   `UNSIGNED-PAYLOAD` and every `STREAMING-*` are such, and so is any value that nobody has thought of yet (security.md
 *   A04);
 * - a name twice in SignedHeaders, or one that did not arrive;
 * - two values of a header that identifies the request (A03 refuses them at the door already);
 * - credentials both in the Authorization header and in the query, or one date or token in the query and another in
 *   a header (A05, A08).
 */
export function contradiction(
  request: RequestHead,
  credentials: Credentials,
  signedHeaders: readonly string[],
  payloadHash: string,
): Refusal | undefined {
  const holds =
    mayName(request, 'x-amz-content-sha256', payloadHash) &&
    new Set(signedHeaders).size === signedHeaders.length &&
    signedHeaders.every((name) => request.headers.has(name)) &&
    SINGLE_HEADERS.every((name) => (request.headers.get(name)?.length ?? 0) <= 1) &&
    (credentials.carrier === 'query'
      ? [undefined, payloadHash].includes(first(request.queryParameters, 'X-Amz-Content-Sha256')) &&
        mayName(request, 'x-amz-date', credentials.date) &&
        mayName(request, 'x-amz-security-token', credentials.sessionToken)
      : !request.queryParameters.some(([name]) => QUERY_CREDENTIALS.has(name)));
  return holds ? undefined : signatureDoesNotMatch(SIGNATURE_DIFFERS);
}

/** A header that need not be there, but if it is says exactly this. */
function mayName(request: RequestHead, header: string, value: string | undefined): boolean {
  const values = request.headers.get(header);
  return values === undefined || (values.length === 1 && trimmed(values[0]!) === value);
}

const SINGLE_HEADERS = ['host', 'authorization', 'content-type', 'date', 'x-amz-date', 'x-amz-security-token'];

const QUERY_CREDENTIALS = new Set([
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Security-Token',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
]);
