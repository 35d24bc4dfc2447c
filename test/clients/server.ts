import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Credentials } from './client.ts';

/** The program as its users run it; or another one, such as an installed package. */
export const program = process.env.ROLECALL_PROGRAM ?? fileURLToPath(new URL('../../bin/rolecall.js', import.meta.url));

/** The longest that a line of the log may be behind the answer it tells of. */
const LOG_LAG_MS = 5000;
const POLL_MS = 5;
/** Longer than the server gathers its log lines for. */
const LOG_FLUSH_MS = 250;
const START_MS = 30_000;
const LISTENING = 'listening on ';

/** What the server wrote of one request. */
export interface LogLine {
  readonly service?: string;
  readonly action?: string;
  readonly requestId?: string;
  readonly status: number;
  readonly code?: string;
  readonly userAgent?: string;
  readonly caller?: string;
}

/** A server of ours on a fresh store: its address, the root keys of its accounts, and what it says it saw. */
export interface Server {
  readonly endpoint: string;
  readonly roots: ReadonlyMap<string, Credentials>;
  /** The next requests in the log, as many as asked for; fewer where the server did not see them in time. */
  nextRequests(count: number): Promise<readonly LogLine[]>;
  /** Lets the log catch up and passes over what is left of it, after a step that went wrong. */
  catchUp(): Promise<readonly LogLine[]>;
  /** Runs a command of the operator on its store, and gives what it printed. */
  operate(words: readonly string[], typed: string): Promise<string>;
  /** Stops it as an operator would; gives its exit code. */
  stop(): Promise<number | null>;
}

/** `flags`: more for `serve`. */
export async function startServer(accounts: readonly string[], flags: readonly string[] = []): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-clients-'));
  const data = join(folder, 'data');
  const named = accounts.flatMap((account) => ['--account', account]);
  const { stdout } = await promisify(execFile)(process.execPath, [
    program,
    'init',
    '--data',
    data,
    ...named,
    '--output',
    'json',
  ]);
  const made: { accounts: ({ accountId: string } & Credentials)[] } = JSON.parse(stdout);

  const child = spawn(process.execPath, [program, 'serve', '--data', data, '--port', '0', ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const requests: LogLine[] = [];
  const others: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    const entry = parsed(line);
    if (entry !== undefined && 'status' in entry) requests.push(entry as unknown as LogLine);
    else others.push(line);
  });
  let taken = 0;

  return {
    endpoint: await listening(),
    roots: new Map(
      made.accounts.map(({ accountId, accessKeyId, secretAccessKey }) => [accountId, { accessKeyId, secretAccessKey }]),
    ),
    async nextRequests(count) {
      const until = Date.now() + LOG_LAG_MS;
      while (requests.length < taken + count && Date.now() < until) await sleep(POLL_MS);
      const next = requests.slice(taken, taken + count);
      taken += next.length;
      return next;
    },
    async catchUp() {
      await sleep(LOG_FLUSH_MS);
      const rest = requests.slice(taken);
      taken = requests.length;
      return rest;
    },
    async operate(words, typed) {
      const running = promisify(execFile)(process.execPath, [program, ...words, '--data', data]);
      running.child.stdin?.end(typed);
      return (await running).stdout;
    },
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };

  function listening(): Promise<string> {
    return new Promise((done, fail) => {
      const tooLate = setTimeout(() => {
        child.kill('SIGKILL');
        fail(new Error(`the server did not listen within ${START_MS} ms`));
      }, START_MS);
      void ended.then((code) => fail(new Error(`the server ended with ${code}: ${others.join('\n')}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (!line.startsWith(LISTENING)) return;
        clearTimeout(tooLate);
        done(line.slice(LISTENING.length));
      });
    });
  }
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
