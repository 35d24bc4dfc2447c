import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { listeningLine, program } from './servers.ts';
import { median } from './statistics.ts';

/** Medians in milliseconds of wall time, and both ratios to a bare Node, taken run by run. */
export interface StartUp {
  readonly nodeMs: number;
  readonly versionMs: number;
  readonly serveMs: number;
  readonly versionRatio: number;
  readonly serveRatio: number;
}

/**
 * Times `node -e 0`, `rolecall --version` and `rolecall serve` until it listens, in turn, many times.
 *
 * Start-up, as it is gated, is `serve` until it listens: it is what someone waits for who starts or restarts the server,
 * and `--version` would be passed by a program that loads everything late. The launcher's own compile cache
 * counts as part of the program; the first run, which fills it, is not timed.
 */
export async function timeStarts(data: string, runs: number): Promise<StartUp> {
  const rows: { node: number; version: number; serve: number }[] = [];
  for (let run = 0; run <= runs; run++) {
    const row = {
      node: await untilExit(['-e', '0']),
      version: await untilExit([program, '--version']),
      serve: await untilListening(data),
    };
    if (run > 0) rows.push(row);
  }
  return {
    nodeMs: median(rows.map(({ node }) => node)),
    versionMs: median(rows.map(({ version }) => version)),
    serveMs: median(rows.map(({ serve }) => serve)),
    versionRatio: median(rows.map(({ version, node }) => version / node)),
    serveRatio: median(rows.map(({ serve, node }) => serve / node)),
  };
}

export async function untilExit(args: readonly string[]): Promise<number> {
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, [...args], { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`\`node ${args.join(' ')}\` ended with ${code}`);
  return performance.now() - startedAtMs;
}

export async function untilListening(data: string): Promise<number> {
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, [program, 'serve', '--data', data, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await listeningLine(child);
  const tookMs = performance.now() - startedAtMs;
  child.kill('SIGTERM');
  await once(child, 'exit');
  return tookMs;
}
