import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { Refusal } from '../cli/refusal.ts';
import { dataFolder } from '../store/folder.ts';
import type { AdminCommand, AdminTools, Tell } from './admin-commands.ts';

/** What the server says, a line each: any number of times how far it is, and then once how it ended. */
export type AdminAnswer = { readonly progress: unknown } | { readonly done: unknown } | { readonly refused: string };

/** Commands by name. The questions of different commands are different; each is read by its own row. */
// biome-ignore lint/suspicious/noExplicitAny: a row's `perform` takes what its own `read` gave.
export type AdminTable = Readonly<Record<string, AdminCommand<any, unknown>>>;

/** What a command works with: its name and question are for the record of what it changes. */
export type ToolsFor = (command: string, question: Readonly<Record<string, unknown>>) => AdminTools;

/** Room for a document that is applied whole. */
const LINE_MAX = 16 * 1024 * 1024;

/**
 * The administrative door of a running server: a unix socket in its data folder, open to its owner only. One line of
 * JSON asks; whoever may open the socket could read the key file too, so it asks for no password. What a command throws
 * as a Refusal goes back as its sentence.
 */
export function adminServer(data: string, commands: AdminTable, toolsFor: ToolsFor): Promise<Server> {
  const path = dataFolder(data).adminSocket;
  rmSync(path, { force: true }); // a socket left by a killed server; the folder's lock says that none runs
  const server = createServer((socket) => {
    const chunks: string[] = [];
    let length = 0;
    let isAsked = false;
    const say = (answer: AdminAnswer): void => {
      if (socket.writable) socket.write(`${JSON.stringify(answer)}\n`);
    };
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      // One command a connection: what follows the first line is not looked at.
      if (isAsked) return;
      chunks.push(chunk);
      length += chunk.length;
      if (length > LINE_MAX) socket.destroy();
      else if (chunk.endsWith('\n')) {
        isAsked = true;
        void carryOut(chunks.join(''), (progress) => say({ progress })).then((answer) => {
          say(answer);
          socket.end();
        });
      }
    });
    socket.on('error', () => socket.destroy());
  });
  async function carryOut(line: string, tell: Tell): Promise<AdminAnswer> {
    try {
      const { command, ...fields } = (parsed(line) ?? {}) as Record<string, unknown>;
      const row = typeof command === 'string' && Object.hasOwn(commands, command) ? commands[command] : undefined;
      const question = row?.read(fields);
      // Nothing is taken for a command that does not say so: a program newer than this server must not have the root keys
      // replaced by asking for something else.
      if (row === undefined || question === undefined)
        throw new Refusal('the running server does not know this command');
      return { done: (await row.perform(question, toolsFor(String(command), question), tell)) ?? null };
    } catch (error) {
      return { refused: error instanceof Refusal ? error.message : 'the server failed; its log says why' };
    }
  }
  return new Promise((resolve, reject) => {
    // Node binds before `listen` returns: no other file that this process makes meanwhile gets these rights. A worker thread
    // may not set them; there the folder keeps others out, as it always does.
    const before = withUmask(0o177);
    server.on('error', reject).listen(path, () => {
      chmodSync(path, 0o600);
      resolve(server);
    });
    if (before !== undefined) process.umask(before);
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Gives the mask before; `undefined` in a worker thread, which has no say in it. */
function withUmask(mask: number): number | undefined {
  try {
    return process.umask(mask);
  } catch {
    return undefined;
  }
}
