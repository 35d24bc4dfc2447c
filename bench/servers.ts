import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Account } from './fleet.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
export const program = here('../bin/rolecall.js');

/** A server in a process of its own, and what the system tells of it. */
export interface Server {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** CPU time of all its threads so far, garbage collector and compiler included. */
  cpuMicros(): number;
  rssMegabytes(): number;
  stop(): Promise<void>;
}

/** Makes a store in an empty folder; gives its two accounts. */
export function initialise(data: string): Account[] {
  const args = [program, 'init', '--data', data, '--account', '111122223333', '--account', '444455556666'];
  const printed = execFileSync(process.execPath, [...args, '--output', 'json'], { encoding: 'utf8' });
  return (JSON.parse(printed) as { accounts: Account[] }).accounts;
}

/** Starts the built server as a user does; its log goes to a file in the data folder. */
export function startRolecall(
  data: string,
  nodeFlags: readonly string[] = [],
  serveFlags: readonly string[] = [],
): Promise<Server> {
  const log = openSync(join(data, 'server.log'), 'a');
  return start([...nodeFlags, program, 'serve', '--data', data, '--port', '0', ...serveFlags], log);
}

/** Starts the bare server that gives this answer to everything. */
export const startBare = (answer: { readonly headers: readonly string[]; readonly body: string }): Promise<Server> =>
  start([here('./bare-server.ts'), JSON.stringify(answer)], 'inherit');

/** Starts a program of the bench that says where it listens. */
export const startProgram = (args: readonly string[]): Promise<Server> => start(args, 'inherit');

async function start(args: readonly string[], log: number | 'inherit'): Promise<Server> {
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', log] });
  const url = await listeningLine(child);
  const { host, port } = new URL(url);
  const threads = `/proc/${child.pid}/task`;
  return {
    url,
    host,
    port: Number(port),
    cpuMicros: () => readdirSync(threads).reduce((sum, thread) => sum + runNanos(`${threads}/${thread}`), 0) / 1000,
    rssMegabytes: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024,
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

/** First number of schedstat: nanoseconds on a processor (Documentation/scheduler/sched-stats of Linux). */
function runNanos(thread: string): number {
  try {
    return Number(readFileSync(`${thread}/schedstat`, 'utf8').split(' ')[0]);
  } catch {
    return 0; // a thread that has just ended
  }
}

/** Resolves with the URL of the line `listening on URL`; rejects when the process ends before it. */
export function listeningLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it listened`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const said = /^listening on (\S+)$/.exec(line);
      if (said !== null) resolve(said[1]!);
    });
  });
}
