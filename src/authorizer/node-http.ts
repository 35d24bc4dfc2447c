import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { type Authorized, type GuardSettings, guarded, refusalAnswer } from './guard.ts';
import type { Received } from './received.ts';

/** For `node:http`: gives what was authorized, or `undefined` where the client has been told no. */
export function nodeGuard(
  settings: GuardSettings<IncomingMessage>,
): (request: IncomingMessage, response: ServerResponse) => Promise<Authorized | undefined> {
  return async function guard(request, response) {
    const { authorized, refusal } = await guarded(request, receivedByNode(request), request, settings);
    if (authorized !== undefined) return authorized;
    const { status, headers, body } = refusalAnswer(refusal);
    response.writeHead(status, headers).end(body);
    return undefined;
  };
}

/** What Node knows of a request: raw, and the peer of the socket. Behind a proxy the service has to say whom it believes. */
export function receivedByNode(request: IncomingMessage): Omit<Received, 'body' | 'payloadHash'> {
  const { method = '', url = '', rawHeaders, socket } = request;
  const remoteAddress = socket.remoteAddress;
  return {
    ...{ method, target: url, rawHeaders },
    secure: (socket as TLSSocket).encrypted === true,
    ...(remoteAddress !== undefined && { remoteAddress: withoutZone(remoteAddress) }),
  };
}

/** `fe80::1%eth0` names an interface of this machine, which is nobody's address. */
export const withoutZone = (address: string): string => address.split('%', 1)[0]!;
