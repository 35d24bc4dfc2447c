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
    let isAsked = false;
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      // One command a connection: what follows the first line is not looked at.
      if (isAsked) return;
      line += chunk;
      if (line.length > LINE_MAX) socket.destroy();
      else if (line.endsWith('\n')) {
        isAsked = true;
        void answer(line).then((reply) => socket.end(`${JSON.stringify(reply)}\n`));
      }
    });
    socket.on('error', () => socket.destroy());
  });
  async function answer(line: string): Promise<AdminAnswer> {
    try {
      return { done: await carryOut(readRequest(line)) };
    } catch (error) {
      return { refused: error instanceof Refusal ? error.message : 'the server failed; its log says why' };
    }
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

/**
 * Reads a command, or refuses it. Nothing is taken for a command that does not say so: a program newer than this server
 * must not have the root keys replaced by asking for something else.
 */
function readRequest(line: string): AdminRequest {
  const { command, account } = (parsed(line) ?? {}) as { command?: unknown; account?: unknown };
  if (command !== 'reset-keys' || (account !== undefined && typeof account !== 'string')) {
    throw new Refusal('the running server does not know this command');
  }
  return { command, account };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
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
