import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { httpServer } from '../../src/http/server.ts';
import type { WireAnswer, WireRequest } from '../../src/query/wire.ts';
import type { Credentials } from '../house/harness.ts';

/** Puts the house behind a port, and gives its address. */
export async function listening(answer: (request: WireRequest) => Promise<WireAnswer>): Promise<string> {
  return addressOf(
    httpServer({
      answer,
      health: { ready: () => true },
      bodyLimitBytes: 1_048_576,
      forwarding: undefined,
      tls: undefined,
    }),
  );
}

/** A service of a test's own, at a port. */
export const serving = (handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> =>
  addressOf(createServer(handle));

async function addressOf(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A signer of other hands, as clients of services use it: `aws4` has no types. */
const aws4 = (await import('aws4' as string)) as {
  sign(request: object, credentials: object): { headers: Record<string, string | number>; path: string };
};

export interface Sent {
  readonly method?: string;
  readonly body?: string;
  readonly service?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the signature goes into the query. */
  readonly presigned?: true;
}

/** Sends a request signed for a service, as its clients do. */
export async function fetchSigned(
  credentials: Credentials,
  address: string,
  { method = 'GET', body = '', service = 'objects', headers = {}, presigned }: Sent = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const { origin, host, pathname, search } = new URL(address);
  const ready = aws4.sign(
    {
      ...{ host, path: pathname + search, method, service, region: 'us-east-1', headers: { ...headers } },
      ...(body !== '' && { body }),
      ...(presigned && { signQuery: true }),
    },
    credentials,
  );
  const { Host: _host, 'Content-Length': _length, ...added } = ready.headers;
  const sent = { method, headers: added as Record<string, string>, ...(body !== '' && { body }) };
  const answered = await fetch(origin + ready.path, sent);
  return { status: answered.status, text: await answered.text() };
}
