import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { refusalOf, unforeseen } from './decision.ts';
import { type Authorized, type GuardSettings, guarded, type Outcome, refusalAnswer } from './guard.ts';
import type { Received } from './received.ts';

/**
 * For `node:http`: gives what was authorized, or `undefined` where the client has been told no. It never rejects: a client that
 * breaks off, or a path that `asks` cannot decode, would otherwise end a service whose handler does not expect it.
 */
export function nodeGuard(
  settings: GuardSettings<IncomingMessage>,
): (request: IncomingMessage, response: ServerResponse) => Promise<Authorized | undefined> {
  return async function guard(request, response) {
    const { authorized, refusal } = await outcomeFor(request);
    if (authorized !== undefined) return authorized;
    const { status, headers, body } = refusalAnswer(refusal);
    if (!response.destroyed) response.writeHead(status, headers).end(body);
    return undefined;
  };

  async function outcomeFor(request: IncomingMessage): Promise<Outcome> {
    try {
      return await guarded(request, receivedByNode(request), request, settings);
    } catch (thrown) {
      const decision = unforeseen(thrown);
      try {
        settings.onRefusal?.(decision, request);
      } catch {
        // Perhaps it was that which threw before: there is nobody else to be told.
      }
      return { refusal: refusalOf(decision)! };
    }
  }
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
