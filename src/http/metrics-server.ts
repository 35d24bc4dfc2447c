import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/**
 * The listener of the figures: `GET /metrics`, and nothing else. A port of its own, so that who may call the service does not
 * thereby read how it is used, and a firewall can tell the two apart (security.md C03).
 */
export function metricsServer(door: { readonly type: string; readonly text: () => Promise<string> }): Server {
  const server = process.getBuiltinModule('node:http').createServer(LIMITS, (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.maxConnections = 64;
  return server;

  async function answer({ method, url }: IncomingMessage, response: ServerResponse): Promise<void> {
    const isAsked = url === METRICS && (method === 'GET' || method === 'HEAD');
    const body = isAsked ? await door.text() : '';
    const type = isAsked ? ['Content-Type', door.type] : [];
    response.writeHead(isAsked ? 200 : 404, [...type, 'Content-Length', String(Buffer.byteLength(body))]);
    response.end(body);
  }
}

const METRICS = '/metrics';

const LIMITS = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 65_000,
};
