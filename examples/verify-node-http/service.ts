/** The smallest service that honours credentials of a Rolecall server: it tells whoever may `echo:Say` who they are. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { authorizer, nodeGuard } from 'rolecall/sigv4';

const { ROLECALL_URL = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', PORT = '8791' } = process.env;

const guard = nodeGuard({
  authorizer: authorizer({
    endpoint: ROLECALL_URL,
    service: 'echo',
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  }),
  asks: () => ({ action: 'echo:Say', resource: '*' }),
});

const server = createServer((request, response) => {
  echo(request, response).catch(() => response.destroy());
});
server.listen(Number(PORT), '127.0.0.1', () => console.log(`echo is at http://127.0.0.1:${PORT}/`));

async function echo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const authorized = await guard(request, response);
  if (authorized === undefined) return; // The client has been told no.
  const { decision, body } = authorized;
  response.writeHead(200, { 'Content-Type': 'text/plain' }).end(`${decision.principal.arn} says ${body}\n`);
}
