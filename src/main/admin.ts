import { chmodSync, existsSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { Refusal } from '../cli/refusal.ts';
import { dataFolder } from '../store/folder.ts';

/**
 * The administrative door of a running server: a unix socket in its data folder, open to its owner only. One line of
 * JSON asks, one line answers; whoever may open the socket could read the key file too, so it asks for no password.
 */
export interface AdminRequest {
  readonly command: 'reset-keys';
  readonly account?: string | undefined;
}

type AdminAnswer = { readonly done: unknown } | { readonly refused: string };

const LINE_MAX = 64 * 1024;

/** Listens for administrative commands; what `carryOut` throws as a Refusal goes back as its sentence. */
export function adminServer(data: string, carryOut: (request: AdminRequest) => Promise<unknown>): Promise<Server> {
  const path = dataFolder(data).adminSocket;
  rmSync(path, { force: true }); // a socket left by a killed server; the folder's lock says that none runs
  const server = createServer((socket) => {
    let line = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      line += chunk;
      if (line.length > LINE_MAX) socket.destroy();
      else if (line.endsWith('\n')) void answer(line).then((text) => socket.end(text));
    });
    socket.on('error', () => socket.destroy());
  });
  async function answer(line: string): Promise<string> {
    const reply = await carryOut(JSON.parse(line) as AdminRequest).then(
      (done): AdminAnswer => ({ done }),
      (error: unknown): AdminAnswer => ({
        refused: error instanceof Refusal ? error.message : 'the server failed; its log says why',
      }),
    );
    return `${JSON.stringify(reply)}\n`;
  }
  return new Promise((resolve, reject) => {
    const before = process.umask(0o177);
    server.on('error', reject).listen(path, () => {
      process.umask(before);
      chmodSync(path, 0o600);
      resolve(server);
    });
  });
}

/** Asks the server that runs on this folder; `undefined` when none answers. */
export async function askServer(data: string, request: AdminRequest): Promise<unknown> {
  const path = dataFolder(data).adminSocket;
  if (!existsSync(path)) return undefined;
  const line = await exchange(path, `${JSON.stringify(request)}\n`);
  if (line === undefined) return undefined;
  const answer = JSON.parse(line) as AdminAnswer;
  if ('refused' in answer) throw new Refusal(answer.refused);
  return answer.done;
}

function exchange(path: string, line: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(path, () => socket.write(line));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('end', () => resolve(answer === '' ? undefined : answer));
    socket.on('error', () => resolve(undefined));
  });
}
