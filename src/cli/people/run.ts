import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Refusal } from '../refusal.ts';

/** What a shell says of a command that is not there, or may not be run. */
const NOT_FOUND = 127;
const NOT_ALLOWED = 126;

/** Runs a command in this terminal and gives its exit code. What a signal ends, ends us by the same. */
export async function run([command, ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command!, args, { env, stdio: 'inherit' });
  const release = passSignals(child);
  try {
    return await ended(child);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    process.stderr.write(`rolecall: cannot run \`${command}\`: ${code}\n`);
    return code === 'ENOENT' ? NOT_FOUND : NOT_ALLOWED;
  } finally {
    release();
  }
}

/**
 * Ctrl-C and Ctrl-\ at a terminal reach the command by themselves, which may well go on: we wait for it. From elsewhere they come
 * to us alone, and are passed on like the others.
 */
function passSignals(child: ChildProcess): () => void {
  const listeners = SIGNALS.map((signal) => {
    const isKey = signal === 'SIGINT' || signal === 'SIGQUIT';
    const listener = () => {
      if (!(isKey && process.stdin.isTTY)) child.kill(signal);
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => {
    for (const release of listeners) release();
  };
}

const SIGNALS: readonly NodeJS.Signals[] =
  process.platform === 'win32'
    ? ['SIGINT', 'SIGTERM']
    : ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR2', 'SIGCONT'];

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code !== null) return resolve(code);
      if (signal === null) return reject(new Refusal('the command ended without saying how'));
      endBy(signal);
      resolve(128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** A shell goes on or not by how its command ended: it shall see the same end. A core was left by the command already. */
function endBy(signal: NodeJS.Signals): void {
  if (signal === 'SIGKILL' || CORES.has(signal)) return;
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

const CORES: ReadonlySet<NodeJS.Signals> = new Set([
  'SIGQUIT',
  'SIGABRT',
  'SIGSEGV',
  'SIGBUS',
  'SIGILL',
  'SIGFPE',
  'SIGTRAP',
]);
