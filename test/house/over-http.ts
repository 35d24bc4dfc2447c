import { Agent, request as httpRequest } from 'node:http';
import { afterAll } from 'vitest';
import { httpServer } from '../../src/http/server.ts';
import type { WireAnswer, WireRequest } from '../../src/query/wire.ts';
import { portOf } from '../tools/ports.ts';

type Answerer = (request: WireRequest) => Promise<WireAnswer>;

/** Puts the house behind a real port, and gives a function that sends through it: bytes, sockets and all. */
export async function overHttp(answer: Answerer): Promise<Answerer> {
  const server = httpServer({
    answer,
    health: { ready: () => true },
    bodyLimitBytes: 1_048_576,
    forwarding: undefined,
    tls: undefined,
  });
  const port = await portOf(server);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  afterAll(() => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });

  return ({ method, target, rawHeaders, body }) =>
    new Promise((resolve, reject) => {
      const sent = httpRequest({
        host: '127.0.0.1',
        port,
        method,
        path: target,
        headers: [...rawHeaders, 'Content-Length', String(body.length)],
        agent,
      });
      sent.on('error', reject);
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            headers: response.rawHeaders,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      sent.end(body);
    });
}
