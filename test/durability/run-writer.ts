import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Line } from './workload.ts';

const RUN_MS_MAX = 60_000;

interface Run {
  readonly env?: Record<string, string>;
  readonly hear: (line: Line) => void;
  /** Called once, at the first line of the kind that `clock` names, or at as many as `lines` says. */
  readonly onLoad?: (kill: () => void) => void;
  readonly clock?: 'ready' | 'done';
  readonly lines?: number;
}

/** Runs a writer to its end, whoever ends it, and hands over each line it said. Gives its exit code or the signal that ended it. */
export async function runWriter(
  args: readonly string[],
  { env, hear, onLoad, clock = 'ready', lines = 1 }: Run,
): Promise<number | string> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
    timeout: RUN_MS_MAX,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? String(signal))),
  );
  let heard = 0;
  for await (const text of createInterface({ input: child.stdout })) {
    const line = parse(text);
    if (line === undefined) continue;
    if (clock in line && ++heard === lines) onLoad?.(() => child.kill('SIGKILL'));
    hear(line);
  }
  return ended;
}

/** The last line may be cut off by the kill. */
function parse(text: string): Line | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
