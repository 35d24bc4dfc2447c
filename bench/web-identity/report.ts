import { writeFileSync } from 'node:fs';
import type { Options } from '../options.ts';
import type { surroundings } from '../report.ts';
import { median } from '../statistics.ts';
import { ALGORITHMS, type Algorithm } from './issuer.ts';

/** A bare server, one that checks the signature alone, and ours. */
export const KINDS = ['bare', 'check', 'rolecall'] as const;
export type Kind = (typeof KINDS)[number];

export interface Measured {
  readonly perSecond: number;
  readonly cpuMicros: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly requests: number;
  readonly errors: number;
}
export type Round = Readonly<Record<Algorithm, Readonly<Record<Kind, Measured>>>>;

/** The result for a reader. Shares are taken round by round, so that whatever else the machine did falls on all. */
export function table({ rounds, told, options, generator, date, commit, versions, machine }: Result): string {
  const middle = (alg: Algorithm, kind: Kind, field: keyof Measured) =>
    median(rounds.map((round) => round[alg][kind][field]));
  const share = (alg: Algorithm, of: Kind) =>
    median(rounds.map((round) => (100 * round[alg].rolecall.perSecond) / round[alg][of].perSecond)).toFixed(1);
  const cpuShare = (alg: Algorithm, of: Kind) =>
    median(rounds.map((round) => (100 * round[alg][of].cpuMicros) / round[alg].rolecall.cpuMicros)).toFixed(1);
  const lines = ALGORITHMS.flatMap((alg) => {
    const row = (name: string, field: keyof Measured, digits: number, shares = ['', '']) =>
      `| ${alg} ${name} | ${KINDS.map((kind) => middle(alg, kind, field).toFixed(digits)).join(' | ')} | ${shares.join(' | ')} |`;
    return [
      row('requests/s', 'perSecond', 0, [`${share(alg, 'check')} %`, `${share(alg, 'bare')} %`]),
      row('server CPU us a request', 'cpuMicros', 1, [`${cpuShare(alg, 'check')} %`, `${cpuShare(alg, 'bare')} %`]),
      row('p50 ms', 'p50Ms', 2),
      row('p99 ms', 'p99Ms', 2),
    ];
  });
  return [
    '| 64 connections | bare | signature alone | rolecall | of signature alone | of bare |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
    '',
    `Medians of ${rounds.length} rounds; a round is ${options.sliceSeconds} s of load by ${generator} on each of the three servers with each algorithm, all up at once. ` +
      '"Signature alone" is a bare server that verifies the token with the same library and looks at no claim.',
    `${told.requests} distinct tokens and sessions, requests of ${told.bytes.ES256} and ${told.bytes.RS256} bytes: ${told.tokens} distinct session tokens, ${told.failures} failures.`,
    `${date}, ${commit}, Node ${versions.node}, OpenSSL ${versions.openssl}, ${machine.cores} x ${machine.cpu}, ${machine.memoryGiB} GiB, ${machine.system}, load ${machine.load.toFixed(2)}, seed \`${options.seed}\`.`,
  ].join('\n');
}

export type Result = ReturnType<typeof surroundings> & {
  readonly options: Options;
  readonly generator: string;
  readonly told: {
    readonly requests: number;
    readonly tokens: number;
    readonly failures: number;
    readonly bytes: Readonly<Record<Algorithm, number>>;
  };
  readonly rounds: readonly Round[];
};

/** Keeps the result beside the bench: whole as JSON, and the table for a reader. */
export function writeResult(result: Result): void {
  const file = (name: string) => new URL(`../results/${name}`, import.meta.url);
  writeFileSync(file('web-identity.json'), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(file('web-identity.md'), `# AssumeRoleWithWebIdentity against less\n\n${table(result)}\n`);
}
