import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { environment, PROGRAM } from './process.ts';

/** What somebody at a terminal does: waits for a text, types, presses Ctrl-C or Ctrl-D. */
export type Step =
  | { readonly await: string }
  | { readonly type: string }
  | { readonly interrupt: true }
  | { readonly end: true };

/** Runs a command at a terminal of its own. A negative code is the signal that ended it. */
export function atTerminal(
  args: readonly string[],
  steps: readonly Step[],
  env: Record<string, string>,
): Promise<{ readonly code: number; readonly shown: string }> {
  return new Promise((done, failed) => {
    const script = join(import.meta.dirname, 'terminal.py');
    const child = spawn('python3', [script, JSON.stringify(steps), process.execPath, PROGRAM, ...args], {
      env: environment({ TERM: 'xterm', ...env }),
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.on('error', failed);
    child.on('close', (code) => (code === 0 ? done(JSON.parse(stdout)) : failed(new Error(stderr))));
  });
}
