/**
 * A service that keeps objects, and honours the credentials of a Rolecall server: its clients sign as they would for S3, with the
 * service name `objects`, and what they may is decided by the policies that the server has.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { authorizer, nodeGuard } from 'rolecall/sigv4';
import { type Meaning, meaningOf } from './meaning.ts';
import { objectsInMemory } from './objects.ts';

const objects = objectsInMemory();
const port = Number(process.env.PORT ?? 8790);

const guard = nodeGuard({
  authorizer: authorizer({
    endpoint: said('ROLECALL_URL'),
    service: 'objects',
    // Another service of the same name elsewhere might be sent the same request: its Host says whom it was meant for.
    hosts: [`localhost:${port}`, `127.0.0.1:${port}`],
    credentials: {
      accessKeyId: said('AWS_ACCESS_KEY_ID'),
      secretAccessKey: said('AWS_SECRET_ACCESS_KEY'),
      sessionToken: process.env.AWS_SESSION_TOKEN,
    },
  }),
  asks: (request) => meaning(request)?.asked,
  onRefusal: (decision) => {
    if ('cause' in decision && decision.cause !== undefined) console.error(decision.cause.message);
  },
});

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => {
    console.error(error);
    if (response.headersSent) response.destroy();
    else response.writeHead(500).end();
  });
});
server.listen(port, '127.0.0.1', () => console.log(`objects are at http://127.0.0.1:${port}/`));

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const authorized = await guard(request, response);
  if (authorized === undefined) return; // The client has been told no.
  const { status, body } = done(meaning(request)!, authorized.body);
  response.writeHead(status, { 'Content-Length': String(body.length) }).end(body);
}

/** Does what was allowed. */
function done(meant: Meaning, body: Buffer): { readonly status: number; readonly body: Buffer } {
  switch (meant.does) {
    case 'list':
      return { status: 200, body: Buffer.from(`${objects.list(meant.prefix).join('\n')}\n`) };
    case 'get': {
      const found = objects.get(meant.key);
      return found === undefined ? { status: 404, body: NOTHING } : { status: 200, body: found };
    }
    case 'put':
      return { status: objects.put(meant.key, body) ? 200 : 507, body: NOTHING };
    case 'delete':
      objects.delete(meant.key);
      return { status: 204, body: NOTHING };
  }
}

function meaning({ method = '', url = '' }: IncomingMessage): Meaning | undefined {
  return meaningOf({ method, target: url });
}

const NOTHING = Buffer.alloc(0);

function said(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    console.error(`${name} is not set`);
    process.exit(2);
  }
  return value;
}
