import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import type { Options } from './options.ts';
import type { Round, Summary } from './rounds.ts';
import type { StartUp } from './start-up.ts';

export interface Result {
  readonly date: string;
  readonly commit: string;
  readonly versions: { readonly node: string; readonly v8: string; readonly openssl: string; readonly sqlite: string };
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGiB: number;
    readonly system: string;
    readonly load: number;
  };
  readonly options: Options;
  readonly generator: string;
  readonly gates: { readonly percentOfBareMin: number; readonly serveRatioMax: number };
  readonly summary: Summary;
  readonly distinct: {
    readonly requests: number;
    readonly failures: number;
    readonly tokens: number;
    readonly bytes: { readonly request: number; readonly answer: number };
  };
  readonly used: { readonly worked: number; readonly of: number };
  readonly memoryMb: { readonly idle: Pair; readonly afterLoad: Pair };
  readonly startUp: StartUp;
  readonly rounds: readonly Round[];
}

interface Pair {
  readonly bare: number;
  readonly rolecall: number;
}

/** Where and with what a result was measured: figures without it mean nothing. */
export function surroundings(): Pick<Result, 'date' | 'commit' | 'versions' | 'machine'> {
  const { node, v8, openssl, sqlite } = process.versions;
  return {
    date: new Date().toISOString(),
    commit:
      git('rev-parse', '--short', 'HEAD') +
      (git('status', '--porcelain', '--', 'src', 'package.json') === '' ? '' : ' with changes'),
    versions: { node, v8, openssl: openssl!, sqlite: sqlite ?? 'none' },
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      system: `${platform()} ${release()} ${arch()}`,
      load: loadavg()[0]!,
    },
  };
}

function git(...args: string[]): string {
  try {
    return execFileSync('git', args, {
      cwd: new URL('..', import.meta.url),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'no git';
  }
}

/** The result for a reader. */
export function table({
  summary,
  startUp,
  memoryMb,
  used,
  distinct,
  machine,
  versions,
  date,
  commit,
  generator,
  options,
  gates,
}: Result): string {
  const { bare, rolecall } = summary;
  const row = (name: string, a: string, b: string, share = '') =>
    `| ${name.padEnd(32)} | ${a.padStart(9)} | ${b.padStart(9)} | ${share.padStart(16)} |`;
  const one = (value: number) => value.toFixed(1);
  const two = (value: number) => value.toFixed(2);
  return [
    row('AssumeRole, 64 connections', 'bare', 'rolecall', 'rolecall / bare'),
    `| ${'-'.repeat(32)} | ${'-'.repeat(8)}: | ${'-'.repeat(8)}: | ${'-'.repeat(15)}: |`,
    row('requests/s, median', String(bare.perSecond), String(rolecall.perSecond), `${one(summary.percentOfBare)} %`),
    row('requests/s, best slice', String(bare.best), String(rolecall.best)),
    row(
      'server CPU us a request',
      one(bare.cpuMicros),
      one(rolecall.cpuMicros),
      `${one(summary.percentOfBareCpu)} % (bare/ours)`,
    ),
    row('p50 ms', two(bare.p50Ms), two(rolecall.p50Ms)),
    row('p99 ms', two(bare.p99Ms), two(rolecall.p99Ms)),
    row('memory MB, idle', one(memoryMb.idle.bare), one(memoryMb.idle.rolecall)),
    row('memory MB, after load', one(memoryMb.afterLoad.bare), one(memoryMb.afterLoad.rolecall)),
    row('requests answered', String(bare.requests), String(rolecall.requests)),
    row('failures', String(bare.errors), String(rolecall.errors + distinct.failures)),
    row('start-up ms: --version', one(startUp.nodeMs), one(startUp.versionMs), `${two(startUp.versionRatio)} x node`),
    row(
      'start-up ms: serve, listening',
      one(startUp.nodeMs),
      one(startUp.serveMs),
      `${two(startUp.serveRatio)} x node`,
    ),
    '',
    `Shares are medians of ${options.rounds} rounds, taken round by round (lowest ${one(summary.percentRange[0])} %, highest ${one(summary.percentRange[1])} %); a round is ` +
      `${options.sliceSeconds} s of load by ${generator} on each server, both up at once. In the rows of start-up, bare is \`node -e 0\`.`,
    `${distinct.requests} distinct signed requests of ${distinct.bytes.request} bytes, answers of ${distinct.bytes.answer}: ${distinct.tokens} distinct session tokens, ` +
      `${used.worked} of ${used.of} credentials used afterwards.`,
    `Gates: at least ${gates.percentOfBareMin} % of bare, start-up of serve at most ${gates.serveRatioMax} x node.`,
    `${date}, ${commit}, Node ${versions.node}, SQLite ${versions.sqlite}, ${machine.cores} x ${machine.cpu}, ${machine.memoryGiB} GiB, ${machine.system}, load ${two(machine.load)}, seed \`${options.seed}\`.`,
  ].join('\n');
}

/** Keeps the result beside the bench: whole as JSON, and the table for a reader. */
export function writeResult(result: Result): void {
  const file = (name: string) => new URL(`results/${name}`, import.meta.url);
  writeFileSync(file('assume-role.json'), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(file('assume-role.md'), `# AssumeRole against a bare server\n\n${table(result)}\n`);
}
