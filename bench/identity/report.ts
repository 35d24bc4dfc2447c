import { writeFileSync } from 'node:fs';
import type { Options } from '../options.ts';
import type { surroundings } from '../report.ts';
import type { Round, Summary } from '../rounds.ts';

export type Result = ReturnType<typeof surroundings> & {
  readonly options: Options;
  readonly generator: string;
  readonly gates: { readonly percentOfBareMin: number };
  readonly summary: Summary;
  readonly told: {
    readonly requests: number;
    readonly distinct: number;
    readonly sessions: number;
    readonly failures: number;
    readonly bytes: { readonly request: number; readonly answer: number };
  };
  readonly rounds: readonly Round[];
};

/** The result for a reader. */
export function table(result: Result): string {
  const { summary, told, options, generator, gates, date, commit, versions, machine } = result;
  const { bare, rolecall, percentOfBare, percentOfBareCpu, percentRange } = summary;
  const row = (
    name: string,
    field: 'perSecond' | 'best' | 'cpuMicros' | 'p50Ms' | 'p99Ms',
    digits: number,
    share = '',
  ) => `| ${name} | ${bare[field].toFixed(digits)} | ${rolecall[field].toFixed(digits)} | ${share} |`;
  return [
    '| GetCallerIdentity with a session token, 64 connections | bare | rolecall | of bare |',
    '| --- | ---: | ---: | ---: |',
    row('requests/s, median', 'perSecond', 0, `${percentOfBare.toFixed(1)} %`),
    row('requests/s, best slice', 'best', 0),
    row('server CPU us a request', 'cpuMicros', 1, `${percentOfBareCpu.toFixed(1)} % (bare / ours)`),
    row('p50 ms', 'p50Ms', 2),
    row('p99 ms', 'p99Ms', 2),
    `| requests answered | ${bare.requests} | ${rolecall.requests} | |`,
    `| failures | ${bare.errors} | ${rolecall.errors + told.failures} | |`,
    '',
    `Shares are medians of ${options.rounds} rounds, taken round by round (lowest ${percentRange[0].toFixed(1)} %, highest ${percentRange[1].toFixed(1)} %); a round is ` +
      `${options.sliceSeconds} s of load by ${generator} on each server, both up at once.`,
    `${told.distinct} distinct requests of ${told.sessions} role sessions, each with a session policy; ${told.bytes.request} bytes, answers of ${told.bytes.answer}. Each answer was read once and named the session that signed. The server knew all of them by heart by then, as it knows up to 20,000.`,
    `Gate: at least ${gates.percentOfBareMin} % of bare, by requests/s and by CPU.`,
    `${date}, ${commit}, Node ${versions.node}, OpenSSL ${versions.openssl}, ${machine.cores} x ${machine.cpu}, ${machine.memoryGiB} GiB, ${machine.system}, load ${machine.load.toFixed(2)}, seed \`${options.seed}\`.`,
  ].join('\n');
}

/** Keeps the result beside the bench: whole as JSON, and the table for a reader. */
export function writeResult(result: Result): void {
  const file = (name: string) => new URL(`../results/${name}`, import.meta.url);
  writeFileSync(file('get-caller-identity.json'), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(
    file('get-caller-identity.md'),
    `# GetCallerIdentity with a session token against a bare server\n\n${table(result)}\n`,
  );
}
