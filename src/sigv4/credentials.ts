import { first } from '../base/form.ts';
import { trimmed } from './canonical-headers.ts';
import { incompleteSignature, missingAuthenticationToken, signatureDoesNotMatch } from './refusals.ts';
import { ALGORITHM } from './scope.ts';
import type { Claim, Refusal, RequestHead } from './types.ts';

/** The parts of a signature as they stand in the Authorization header or in the query, nothing checked but presence. */
export interface Credentials {
  readonly carrier: Claim['carrier'];
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly date: string;
  /** `X-Amz-Expires` of a presigned request. */
  readonly expires: string | undefined;
  readonly sessionToken: string | undefined;
}

/**
 * Finds the credentials of a request: in the Authorization header or in the query, never in both (sts.md 2.1, rows 5
 * to 7). Choosing one of two would let the part that checks and the part that acts choose differently (security.md A05).
 */
export function readCredentials(request: RequestHead): Credentials | Refusal {
  const authorization = headerValue(request, 'authorization');
  const algorithm = first(request.queryParameters, 'X-Amz-Algorithm');

  if (authorization !== undefined) {
    return algorithm === undefined ? fromHeader(authorization, request) : signatureDoesNotMatch(undefined);
  }
  return algorithm === ALGORITHM ? fromQuery(request) : missingAuthenticationToken();
}

/** Row 6. */
function fromHeader(authorization: string, request: RequestHead): Credentials | Refusal {
  const space = authorization.indexOf(' ');
  const scheme = space < 0 ? authorization : authorization.slice(0, space);
  if (scheme !== ALGORITHM) return incompleteSignature(`Unsupported AWS 'algorithm': '${scheme}'.`);

  const parameters = readParameters(space < 0 ? '' : authorization.slice(space + 1));
  if (typeof parameters === 'string') {
    return incompleteSignature(
      `'${parameters}' not a valid key=value pair (missing equal-sign) in Authorization header: '${authorization}'.`,
    );
  }

  const credential = parameters.get('Credential');
  const signature = parameters.get('Signature');
  const signedHeaders = parameters.get('SignedHeaders');
  const date = headerValue(request, 'x-amz-date') ?? headerValue(request, 'date');
  if (credential === undefined || signature === undefined || signedHeaders === undefined || date === undefined) {
    const missing = [
      credential === undefined && "Authorization header requires 'Credential' parameter.",
      signature === undefined && "Authorization header requires 'Signature' parameter.",
      signedHeaders === undefined && "Authorization header requires 'SignedHeaders' parameter.",
      date === undefined && "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
      `Authorization=${scheme}`,
    ];
    return incompleteSignature(missing.filter(Boolean).join(' '));
  }

  const sessionToken = headerValue(request, 'x-amz-security-token');
  return { carrier: 'header', credential, signedHeaders, signature, date, expires: undefined, sessionToken };
}

/** `Name=value` pairs between commas, the last of a name winning; or the one that lacks its equal-sign. */
function readParameters(text: string): Map<string, string> | string {
  const parameters = new Map<string, string>();
  if (text === '') return parameters;
  for (const piece of text.split(',')) {
    const pair = trimmed(piece);
    const equals = pair.indexOf('=');
    if (equals < 0) return pair;
    parameters.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
  return parameters;
}

/** Row 7. */
function fromQuery(request: RequestHead): Credentials | Refusal {
  const query = request.queryParameters;
  const credential = first(query, 'X-Amz-Credential');
  const signature = first(query, 'X-Amz-Signature');
  const signedHeaders = first(query, 'X-Amz-SignedHeaders');
  const date = first(query, 'X-Amz-Date');
  if (credential === undefined || signature === undefined || signedHeaders === undefined || date === undefined) {
    const missing = [
      credential === undefined && "AWS query-string parameters must include 'X-Amz-Credential'.",
      signature === undefined && "AWS query-string parameters must include 'X-Amz-Signature'.",
      signedHeaders === undefined && "AWS query-string parameters must include 'X-Amz-SignedHeaders'.",
      date === undefined && "AWS query-string parameters must include 'X-Amz-Date'.",
      'Re-examine the query-string parameters.',
    ];
    return incompleteSignature(missing.filter(Boolean).join(' '));
  }

  const expires = first(query, 'X-Amz-Expires');
  const sessionToken = first(query, 'X-Amz-Security-Token');
  return { carrier: 'query', credential, signedHeaders, signature, date, expires, sessionToken };
}

function headerValue(request: RequestHead, name: string): string | undefined {
  const value = request.headers.get(name)?.[0];
  return value === undefined ? undefined : trimmed(value);
}
