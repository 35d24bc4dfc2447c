import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll } from 'vitest';
import { httpServer } from '../../src/http/server.ts';
import type { WireAnswer, WireRequest } from '../../src/query/wire.ts';
import { portOf } from '../tools/ports.ts';

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
  const port = await portOf(server);
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${port}`;
}
