import { hash } from 'node:crypto';
import type { ReceivedRequest } from './question.ts';
import { S3_SERVICES } from './s3-services.ts';

/** A request as a service received it: what the signature covers, raw, and what came with it. */
export interface Received {
  readonly method: string;
  /** The request target as it stood in the request line; not what a router made of it. */
  readonly target: string;
  /** Names and values in turn, as Node's `rawHeaders` has them: parsed headers hide repeated ones. */
  readonly rawHeaders: readonly string[];
  /** The whole body; or its hash, where it was computed while the body went elsewhere. */
  readonly body?: Uint8Array | string | undefined;
  readonly payloadHash?: string | undefined;
  /** Whether it came over TLS. */
  readonly secure?: boolean | undefined;
  /** Whose address it came from, where that is known. */
  readonly remoteAddress?: string | undefined;
}

/** The same in the form in which the server is asked. */
export function receivedRequest(received: Received, service: string): ReceivedRequest {
  const { method, target, rawHeaders, secure, remoteAddress } = received;
  return {
    ...{ method, target, headers: headersOf(rawHeaders) },
    payloadHash: isUnsigned(received, service) ? UNSIGNED : hashOf(received),
    secure: secure === true,
    ...(remoteAddress !== undefined && { remoteAddress }),
  };
}

/**
 * The headers in pairs. HTTP/2 has none for the host: what it calls `:authority` is what a client signs as `host`. Its other
 * names with a colon are the method and the target over again.
 */
function headersOf(rawHeaders: readonly string[]): readonly (readonly [string, string])[] {
  const headers = Array.from(
    { length: rawHeaders.length >> 1 },
    (_, i) => [rawHeaders[2 * i]!, rawHeaders[2 * i + 1]!] as const,
  );
  const hosts = valuesOf(rawHeaders, 'host');
  return headers.flatMap(([name, value]) => {
    if (!name.startsWith(':')) return [[name, value] as const];
    return name === ':authority' && !hosts.includes(value) ? [['host', value] as const] : [];
  });
}

/** The hosts that a request names: one, unless it contradicts itself. */
export const hostsOf = ({ rawHeaders }: Pick<Received, 'rawHeaders'>): readonly string[] =>
  headersOf(rawHeaders).flatMap(([name, value]) => (name.toLowerCase() === 'host' ? [value.trim().toLowerCase()] : []));

/** The values of a header, whatever the case of its name. */
function valuesOf(rawHeaders: readonly string[], name: string): readonly string[] {
  return rawHeaders.flatMap((value, i) => (i % 2 === 1 && rawHeaders[i - 1]!.toLowerCase() === name ? [value] : []));
}

const UNSIGNED = 'UNSIGNED-PAYLOAD';

/**
 * Whether the client left the body out of its signature, as those of S3 may. It has to have said so; a request that was
 * presigned has, unless it says otherwise.
 */
function isUnsigned({ target, rawHeaders }: Received, service: string): boolean {
  if (!S3_SERVICES.has(service)) return false;
  const [named] = valuesOf(rawHeaders, 'x-amz-content-sha256');
  const query = new URLSearchParams(target.split('?').slice(1).join('?'));
  const said = named?.trim() ?? query.get('X-Amz-Content-Sha256');
  return said === UNSIGNED || (said == null && query.has('X-Amz-Signature'));
}

/** Never what a header says of the body: that is what the sender would have us believe. */
function hashOf({ body, payloadHash }: Received): string {
  if (payloadHash !== undefined) return payloadHash;
  if (body === undefined) throw new TypeError('a received request needs its `body` or its `payloadHash`');
  return hash('sha256', body);
}
