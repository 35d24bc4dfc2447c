import { spawn } from 'node:child_process';
import type { Step } from './transcript.ts';

/** What a command printed, on stdout and stderr, and its exit code. */
export interface Ran {
  readonly printed: readonly string[];
  readonly code: number;
}

/** Runs the commands of a transcript in one shell, one after the other, without anything on their stdin. */
export function runSteps(
  steps: readonly Step[],
  { cwd, env, prelude = '' }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly prelude?: string },
): Promise<readonly Ran[]> {
  const end = 'end-of-command';
  const script = [prelude, ...steps.map(({ command }) => `{ ${command}\n} 2>&1 </dev/null; echo "${end} $?"`)].join(
    '\n',
  );
  return new Promise((done, failed) => {
    const shell = spawn('bash', ['--noprofile', '--norc'], { cwd, env });
    let output = '';
    shell.stdout.on('data', (chunk) => (output += chunk));
    shell.stderr.on('data', (chunk) => (output += chunk));
    shell.on('error', failed);
    shell.on('close', () => {
      const parts = output.split(new RegExp(`${end} (\\d+)\\n`));
      done(
        steps.map((_, i) => ({ printed: linesOf(parts[2 * i] ?? ''), code: Number(parts[2 * i + 1] ?? Number.NaN) })),
      );
    });
    shell.stdin.end(script);
  });
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
