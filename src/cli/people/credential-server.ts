import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { isoSecond } from '../../base/iso-second.ts';
import { sameText } from '../../base/same-secret.ts';
import { plain } from '../harmless.ts';
import { Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { privateFolder } from './private-folder.ts';
import { sentenceOf } from './refusals.ts';
import type { Session } from './session-of.ts';
import { SHELLS } from './shells.ts';

const PATH = '/credentials';
const CONNECTIONS_MAX = 64;
const TIMEOUT_MS = 5000;

/**
 * Serves the credentials of a session on the loopback address until it is told to stop. Every process on this machine, and every
 * page in a browser, can reach the port: so who asks shows a token, which is in a file that its owner alone can read and neither
 * in the arguments nor in what is printed; and the Host is ours, so that no name on the web leads here.
 */
export async function serveCredentials(session: Session, port: number, terminal: Terminal): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const server = createServer({ requestTimeout: TIMEOUT_MS, headersTimeout: TIMEOUT_MS, maxHeaderSize: 8192 });
  server.maxConnections = CONNECTIONS_MAX;
  // Before anything is made that has to be taken away again.
  const stopped = told();
  const { folder, file } = tokenFile(token);
  try {
    const address = await listening(server, port);
    server.on('request', (request, response) => void answer(request, response, { session, token, address, terminal }));
    const variables = Object.entries({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://${address}${PATH}`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file,
      AWS_ENDPOINT_URL: session.endpoint,
      AWS_REGION: session.region,
      AWS_DEFAULT_REGION: session.region,
    });
    terminal.print(variables.map(([name, value]) => `${forShell(name, value)}\n`).join(''));
    await stopped;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    server.close();
    server.closeAllConnections();
  }
}

/** These lines are pasted into a shell, and an endpoint may hold what a shell would run: `http://$(id)` is a URL. */
function forShell(name: string, value: string): string {
  if (/[\u0000-\u001F\u007F]/.test(value)) throw new Refusal(`the value for ${name} holds a control character`);
  return /^[\w+/=.:@,~-]*$/.test(value) ? `export ${name}=${value}` : SHELLS.get('sh')!.set(name, value);
}

interface Serving {
  readonly session: Session;
  readonly token: string;
  /** Host and port. */
  readonly address: string;
  readonly terminal: Terminal;
}

async function answer(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const { session, token, address, terminal } = serving;
  const say = (status: number, body: object) =>
    response
      .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', connection: 'close' })
      .end(JSON.stringify(body));
  const { host, authorization, origin } = request.headers;
  const port = address.slice(address.lastIndexOf(':'));
  if (host !== address && host !== `localhost${port}`) return void say(403, { message: 'another host' });
  // Who comes from a page says where from; no client of AWS does.
  if (origin !== undefined) return void say(403, { message: 'not for pages' });
  if (!sameText(authorization ?? '', token)) return void say(401, { message: 'the token is missing, or another' });
  if (request.method !== 'GET') return void say(405, { message: 'GET it' });
  if (request.url !== PATH) return void say(404, { message: 'not here' });
  try {
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await session.renewing();
    say(200, {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      Token: sessionToken,
      ...(expiration === undefined ? {} : { Expiration: isoSecond(expiration.getTime()) }),
      RoleArn: session.roleArn,
      AccountId: session.roleArn.split(':')[4],
    });
  } catch (error) {
    const sentence = sentenceOf(error) ?? plain(String(error));
    terminal.error(`rolecall: ${sentence}\n`);
    say(500, { message: sentence });
  }
}

function tokenFile(token: string): { readonly folder: string; readonly file: string } {
  try {
    const folder = privateFolder();
    const file = join(folder, 'token');
    writeFileSync(file, token, { mode: 0o600, flag: 'wx' });
    return { folder, file };
  } catch (error) {
    throw new Refusal(`cannot keep the token: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function listening(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Refusal(`cannot listen on 127.0.0.1:${port}: ${error.code}`)),
    );
    server.listen(port, '127.0.0.1', () => resolve(`127.0.0.1:${(server.address() as { port: number }).port}`));
  });
}

const told = (): Promise<void> =>
  new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop());
  });
