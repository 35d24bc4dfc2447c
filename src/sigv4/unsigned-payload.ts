import { trimmed } from './canonical-headers.ts';
import type { Credentials } from './credentials.ts';
import { SIGNATURE_DIFFERS, signatureDoesNotMatch } from './refusals.ts';
import type { Refusal, RequestHead, SigningRules } from './types.ts';

/** What stands in the place of the payload hash where a signer leaves the body out. */
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

/**
 * Refuses a body that nobody signed, but where the service has such requests: then the signer has said so, by
 * `x-amz-content-sha256`, or has presigned the request before there was a body. The words are covered by the signature in
 * the place of the hash, so nobody can turn a request with a signed body into one without (security.md A04).
 */
export function unsignedPayload(
  { headers }: RequestHead,
  { carrier }: Pick<Credentials, 'carrier'>,
  payloadHash: string,
  { mayLeaveBodyOut }: SigningRules,
): Refusal | undefined {
  if (payloadHash !== UNSIGNED_PAYLOAD) return undefined;
  const named = headers.get('x-amz-content-sha256')?.[0];
  const isSaid = carrier === 'query' || (named !== undefined && trimmed(named) === UNSIGNED_PAYLOAD);
  return mayLeaveBodyOut && isSaid ? undefined : signatureDoesNotMatch(SIGNATURE_DIFFERS);
}
