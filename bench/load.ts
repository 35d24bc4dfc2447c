import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CONNECTIONS, type Options } from './options.ts';
import type { Server } from './servers.ts';

/** What one slice of load told. */
export interface Slice {
  readonly requests: number;
  readonly seconds: number;
  readonly errors: number;
  readonly p50Micros: number;
  readonly p99Micros: number;
}

/** Puts one server under load for a slice of time, replaying the requests of the file from number `first` on. */
export type Load = (server: Server, file: string, first: number, seconds: number) => Promise<Slice>;

/** Chooses the load generator. wrk takes a third of what ours takes, so more of the machine is left to be measured. */
export function chooseLoad(wanted: Options['generator']): { readonly name: string; readonly load: Load } {
  if (wanted !== 'node' && (isInstalled() || install())) return { name: 'wrk', load: wrk };
  if (wanted === 'wrk') throw new Error('wrk is not installed, and apt-get could not install it');
  return { name: 'node', load: node };
}

const isInstalled = (): boolean => spawnSync('wrk', ['--version']).error === undefined;

function install(): boolean {
  if (process.getuid?.() !== 0) return false;
  process.stdout.write('installing wrk with apt-get ...\n');
  spawnSync('apt-get', ['install', '-y', '-q', 'wrk'], { stdio: 'ignore', timeout: 120_000 });
  return isInstalled();
}

const run = promisify(execFile);
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const wrk: Load = async (server, file, first, seconds) => {
  const shape = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '-s', here('./replay.lua')];
  const { stdout } = await run('wrk', [...shape, server.url, '--', file, String(first)]);
  return lastLine(stdout);
};

const node: Load = async (server, file, first, seconds) => {
  const args = [file, server.port, CONNECTIONS, seconds * 1000, first].map(String);
  const { stdout } = await run(process.execPath, [here('./load-node.ts'), ...args]);
  return lastLine(stdout);
};

const lastLine = (printed: string): Slice => JSON.parse(printed.trimEnd().split('\n').at(-1)!) as Slice;
