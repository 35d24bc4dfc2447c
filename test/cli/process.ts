import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll } from 'vitest';

/** The program, bundled as it ships. A folder for each test process: two files that test it do not overwrite each other's. */
export const PROGRAM_FOLDER = resolve(import.meta.dirname, `../../.cache/test-program-${process.pid}`);

/** The command line as a person meets it: a process, its exit code, what it prints. */
export const PROGRAM = await bundled(PROGRAM_FOLDER);

/** The source as it stands, in one file: it starts five times as fast as 200 modules do, and these tests start many. */
async function bundled(dir: string): Promise<string> {
  const root = resolve(import.meta.dirname, '../..');
  const bundle = await rolldown({
    input: { rolecall: join(root, 'src/main/rolecall.ts'), 'trail-writer': join(root, 'src/audit/trail-writer.ts') },
    platform: 'node',
    external: [/^@aws-sdk\//],
  });
  await bundle.write({ dir, format: 'esm', entryFileNames: '[name].js' });
  return join(dir, 'rolecall.js');
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of a command: without what is set for whoever runs the tests. */
export const environment = (more: Record<string, string>): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|ROLECALL_|(NO|FORCE)_COLOR$|CI$)/.test(name));
  return { ...Object.fromEntries(kept), NODE_NO_WARNINGS: '1', ...more };
};

/** Runs a command to its end, with `input` on its stdin. */
export function rolecall(
  args: readonly string[],
  options: { env?: Record<string, string>; cwd?: string; input?: string } = {},
): Promise<Finished> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      env: environment(options.env ?? {}),
      cwd: options.cwd,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    // A command that does not read it may be gone before it is written.
    child.stdin.on('error', () => {}).end(options.input ?? '');
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.on('close', (code) => {
      clearTimeout(late);
      done({ code, stdout, stderr });
    });
  });
}

export interface Running {
  readonly url: string;
  readonly process: ChildProcess;
  output(): { stdout: string; stderr: string };
  /** Sends the signal and gives the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Starts `serve` or `up` and waits until it says that it listens. */
export const start = (
  args: readonly string[],
  options: { env?: Record<string, string>; cwd?: string } = {},
): Promise<Running> => serving(args, /^listening on (\S+)$/m, options);

/** Starts a command that goes on, and waits until it prints something; `url` is the first group of it. */
export function serving(
  args: readonly string[],
  awaited: RegExp,
  options: { env?: Record<string, string>; cwd?: string } = {},
): Promise<Running> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      env: environment(options.env ?? {}),
      cwd: options.cwd,
    });
    running.add(child);
    let stdout = '';
    let stderr = '';
    const exited = new Promise<number | null>((gone) => child.on('close', gone));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      const found = awaited.exec(stdout);
      if (found !== null) {
        done({
          url: found[1] ?? '',
          process: child,
          output: () => ({ stdout, stderr }),
          stop: (signal = 'SIGTERM') => {
            child.kill(signal);
            return exited;
          },
        });
      }
    });
    void exited.then((code) => {
      running.delete(child);
      failed(new Error(`exit ${code}: ${stderr}`));
    });
  });
}

/** A fresh folder that goes with the tests. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'rolecall-cli-'));
  folders.push(made);
  return made;
}
const folders: string[] = [];

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  for (const made of [...folders, PROGRAM_FOLDER]) rmSync(made, { recursive: true, force: true });
});
