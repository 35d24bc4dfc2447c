import { hash } from 'node:crypto';
import { canonicalRequest, stringToSign } from './canonical-request.ts';
import { contradiction } from './contradiction.ts';
import { readCredentials } from './credentials.ts';
import { staleness } from './freshness.ts';
import { readScope } from './scope.ts';
import { uncoveredHeader } from './signed-headers.ts';
import type { Claim, ForwardedRequest, Refusal, SignedRequest, SigningRules } from './types.ts';
import { unsignedPayload } from './unsigned-payload.ts';

/** What a verifier holds a request to. */
export interface Expectations {
  /** The service name that the credential scope must carry: `sts`, `iam`, or that of a service that asks us. */
  readonly service: string;
  /** The regions served; `undefined` accepts any well-formed region name. */
  readonly regions: readonly string[] | undefined;
  readonly nowMs: number;
  /** How its requests are signed; as those of STS and IAM where nothing is said. */
  readonly signing?: SigningRules | undefined;
}

/** STS and IAM, and nearly every service of AWS. */
const USUAL: SigningRules = { pathEscaped: 'twice', mayLeaveBodyOut: false, presignedFor: 'window' };

/**
 * Reads what a request says of itself, or refuses it in AWS's words and in AWS's order (sts.md 2.1, rows 5a to 13).
 * Nothing is proven yet: the caller owes the look-up of the key (rows 14 and 15) and then `signatureMatches`.
 */
export function readClaim(request: SignedRequest | ForwardedRequest, expectations: Expectations): Claim | Refusal {
  const { signing = USUAL } = expectations;
  const credentials = readCredentials(request);
  if ('code' in credentials) return credentials;

  const signedHeaders = credentials.signedHeaders.split(';');
  const refusal =
    uncoveredHeader(signedHeaders, request.headers) ??
    staleness(credentials.date, credentials.expires, expectations.nowMs, signing.presignedFor);
  if (refusal !== undefined) return refusal;

  const scope = readScope(credentials, expectations);
  if ('code' in scope) return scope;

  // The hash of the bytes that arrived, never the one that a header names.
  const payloadHash = 'body' in request ? hash('sha256', request.body) : request.payloadHash;
  const denial =
    unsignedPayload(request, credentials, payloadHash, signing) ??
    contradiction(request, credentials, signedHeaders, payloadHash);
  if (denial !== undefined) return denial;

  const { carrier } = credentials;
  const { pathEscaped } = signing;
  const canonical = canonicalRequest(request, { carrier, signedHeaders, payloadHash, pathEscaped });
  return {
    carrier,
    accessKeyId: scope.accessKeyId,
    sessionToken: credentials.sessionToken,
    date: scope.date,
    region: scope.region,
    service: scope.service,
    stringToSign: stringToSign(credentials.date, scope, canonical),
    signature: credentials.signature,
  };
}
