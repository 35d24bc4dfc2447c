import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { lineProcess } from './line-process.ts';

/** What a command of the CLI ended with. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The CLI, to be run with arguments, an environment, and what is typed in where it asks. */
export interface Program {
  run(words: readonly string[], env: Record<string, string>, typed?: string): Promise<Ended>;
  close(): Promise<void>;
}

/** Started anew for each command, as from a shell. */
export const startedAnew = ([program, ...first]: readonly [string, ...string[]]): Program => ({
  run: (words, env, typed) =>
    new Promise((done, fail) => {
      // In a session of its own it has no terminal, so the question for an MFA code is answered from stdin.
      const child = spawn(program, [...first, ...words], { env, detached: true, stdio: 'pipe' });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text) => {
        stderr += text;
      });
      child.once('error', fail);
      child.once('close', (code) => done({ code, stdout, stderr }));
      child.stdin.on('error', () => undefined);
      child.stdin.end(typed === undefined ? '' : `${typed}\n`);
    }),
  async close() {},
});

const loader = fileURLToPath(new URL('./aws_cli_loaded.py', import.meta.url));

/** Loaded once by its interpreter, and forked for each command: a third of the time, for hundreds of commands. */
export function loadedOnce(interpreter: string, env: Record<string, string>): Program {
  const { ask, close } = lineProcess([interpreter, loader], env);
  return { run: async (words, environment) => (await ask({ arguments: words, environment })) as Ended, close };
}
