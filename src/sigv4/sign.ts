import { hash } from 'node:crypto';
import { canonicalRequest, stringToSign } from './canonical-request.ts';
import { isoBasic } from './freshness.ts';
import { ALGORITHM, TERMINATOR } from './scope.ts';
import { signatureOf, signingKey, signingSecret } from './signing-key.ts';

/** A request to be signed. `headers` holds `host`, names in lower case, and whatever else shall be signed. */
export interface UnsignedRequest {
  readonly method: string;
  readonly path: string;
  /** Raw, without the question mark. */
  readonly query: string;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string | undefined;
  };
  readonly region: string;
  readonly service: string;
  readonly nowMs: number;
}

/**
 * Signs a request as an AWS client does: gives the headers to add. Every header handed in is signed, and so is the
 * session token, which a verifier may rightly insist on.
 */
export function signRequest(request: UnsignedRequest): Record<string, string> {
  const { credentials, region, service } = request;
  const date = isoBasic(Math.floor(request.nowMs / 1000));
  const scope = { date: date.slice(0, 8), region, service };
  const added: Record<string, string> = { 'x-amz-date': date };
  if (credentials.sessionToken !== undefined) added['x-amz-security-token'] = credentials.sessionToken;

  const headers = new Map(request.headers);
  for (const [name, value] of Object.entries(added)) headers.set(name, [value]);
  const signedHeaders = [...headers.keys()].sort();
  const payloadHash = hash('sha256', request.body);
  const canonical = canonicalRequest({ ...request, headers }, { carrier: 'header', signedHeaders, payloadHash });

  const key = signingKey(signingSecret(credentials.secretAccessKey), scope.date, region, service);
  const signature = signatureOf(stringToSign(date, scope, canonical), key);
  const credential = `${credentials.accessKeyId}/${scope.date}/${region}/${service}/${TERMINATOR}`;
  return {
    ...added,
    authorization: `${ALGORITHM} Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`,
  };
}
