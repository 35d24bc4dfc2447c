import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http';
import type { ServerOptions as HttpsOptions } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { TlsFacts } from '../operation/request-event.ts';
import type { WireAnswer, WireRequest } from '../query/wire.ts';
import { readBody } from './body.ts';
import { type Forwarding, peerOf } from './forwarded.ts';
import { type Health, healthAnswer } from './health.ts';
import { type PublicRoute, publicAnswer } from './public-routes.ts';
import { together } from './together.ts';

/**
 * The HTTP door: bytes to request within limits, answer to bytes. It interprets nothing: the target and the header
 * lines go on raw, because SigV4 is a signature over what was sent (RFC 9112 is node:http's part).
 */
export function httpServer(door: {
  /** Never rejects: it turns whatever goes wrong into an answer. */
  readonly answer: (request: WireRequest) => Promise<WireAnswer>;
  readonly health: Health;
  /** What anybody may read beside that. */
  readonly routes?: readonly PublicRoute[];
  readonly bodyLimitBytes: number;
  readonly forwarding: Forwarding | undefined;
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | undefined;
  /** What the Date header says, where the house lives by another clock than the system's; clients set theirs by it. */
  readonly date?: (() => string) | undefined;
}): Server {
  const { answer, health, routes = [], bodyLimitBytes, forwarding, tls, date } = door;
  const server = tls === undefined ? plainServer(LIMITS, receive) : tlsServer({ ...LIMITS, ...tls }, receive);
  server.maxConnections = CONNECTIONS_MAX;
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    else socket.destroy();
  });
  const answerTogether = together(answerOne);
  const sendTogether = together(sendOne);
  return server;

  function receive(request: IncomingMessage, response: ServerResponse): void {
    if (date !== undefined) response.setHeader('Date', date());
    // Node's parser lets HTTP/0.9 and HTTP/2.0 request lines through; nobody who speaks to us sends them.
    if (request.httpVersionMajor !== 1) return send(response, BAD_REQUEST);
    const checked = healthAnswer(request.method, request.url, health);
    if (checked !== undefined) return send(response, checked);
    const published = publicAnswer(request.method, request.url, routes);
    if (published !== undefined) {
      published.then(
        (answered) => send(response, answered),
        () => send(response, UNAVAILABLE),
      );
      return;
    }
    readBody(request, bodyLimitBytes, (body) => {
      if (body === undefined) refuseBody(request, response);
      else answerTogether({ request, response, body });
    });
  }

  function answerOne({ request, response, body }: Exchange): void {
    if (response.destroyed) return; // the client has gone
    const peer = peerOf(request, forwarding);
    answer({
      method: request.method!,
      target: request.url!,
      rawHeaders: request.rawHeaders,
      body,
      remoteAddress: peer.address,
      secure: peer.secure,
      tls: tls === undefined || peer.isForwarded ? undefined : tlsFacts(request.socket as TLSSocket),
    }).then(
      (answered) => sendTogether({ response, answered }),
      () => response.destroy(),
    );
  }

  function sendOne({ response, answered }: { response: ServerResponse; answered: WireAnswer }): void {
    send(response, answered);
  }
}

/** What was agreed on when the connection began: asked once for each, and not for each request. */
function tlsFacts(socket: TLSSocket): TlsFacts {
  let facts = factsOf.get(socket);
  if (facts === undefined) {
    facts = { version: socket.getProtocol() ?? '', cipher: socket.getCipher().standardName };
    factsOf.set(socket, facts);
  }
  return facts;
}

const factsOf = new WeakMap<TLSSocket, TlsFacts>();

/** A request that has arrived whole, and where its answer goes. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
}

/**
 * Node's defaults let a client hold a socket for five minutes and check only every 30 s; these close one that drips
 * within 12 s (security.md I02, 4.7).
 */
const LIMITS: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 65_000,
  insecureHTTPParser: false,
};
const CONNECTIONS_MAX = 10_000;

const BAD_REQUEST: WireAnswer = { status: 400, headers: ['Connection', 'close'], body: '' };

/** A document that cannot be read now. The cause is the store's, and a request that needs it says so in the log. */
const UNAVAILABLE: WireAnswer = { status: 503, headers: ['Content-Type', 'text/plain'], body: 'unavailable\n' };

type Receive = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Modules are asked for, not imported: an `import` of `node:http` reads all that it exports, and so loads TLS and a whole
 * HTTP client that nobody uses here. That doubled the start-up of Node.
 */
function plainServer(options: ServerOptions, receive: Receive): Server {
  return process.getBuiltinModule('node:http').createServer(options, receive);
}

function tlsServer(options: HttpsOptions, receive: Receive): Server {
  const secured = { ...options, minVersion: 'TLSv1.2', ALPNProtocols: ['http/1.1'] } as const;
  return process.getBuiltinModule('node:https').createServer(secured, receive);
}

function send(response: ServerResponse, answer: WireAnswer): void {
  response.writeHead(answer.status, [...answer.headers, 'Content-Length', String(Buffer.byteLength(answer.body))]);
  response.end(answer.body);
}

/** AWS's answer to a body over the limit: 413 and nothing else (sts.md 1.1). The rest of the body is not read. */
function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(413, ['Content-Length', '0', 'Connection', 'close']);
  response.end(() => request.destroy());
}
