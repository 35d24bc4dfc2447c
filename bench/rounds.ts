import type { Load, Slice } from './load.ts';
import type { Options } from './options.ts';
import type { Server } from './servers.ts';
import { median } from './statistics.ts';

/** One server's slice, with what the system says it cost. */
export interface Measured extends Slice {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

export interface Round {
  readonly bare: Measured;
  readonly rolecall: Measured;
}

/** Rotates slices of load over two servers that are both up, and turns the order round each time. */
export async function measureRounds(
  servers: { readonly bare: Server; readonly rolecall: Server },
  { load, file, requests }: { load: Load; file: string; requests: number },
  { rounds, sliceSeconds }: Options,
): Promise<Round[]> {
  const following = { bare: 0, rolecall: 0 };
  const slice = async (name: keyof Round): Promise<Measured> => {
    const server = servers[name];
    const before = server.cpuMicros();
    const told = await load(server, file, following[name] % requests, sliceSeconds);
    following[name] += told.requests;
    return {
      ...told,
      perSecond: told.requests / told.seconds,
      cpuMicros: (server.cpuMicros() - before) / told.requests,
    };
  };
  // The first round warms up and is thrown away.
  const measured: Round[] = [];
  for (let n = 0; n <= rounds; n++) {
    const first = n % 2 === 0 ? 'bare' : 'rolecall';
    const second = n % 2 === 0 ? 'rolecall' : 'bare';
    const slices = { [first]: await slice(first), [second]: await slice(second) };
    if (n > 0) measured.push(slices as unknown as Round);
  }
  return measured;
}

/** Medians over the rounds. A share is taken round by round, so that whatever else the machine did falls on both. */
export function summarise(rounds: readonly Round[]) {
  const of = (name: keyof Round) => {
    const middle = (field: keyof Measured): number => median(rounds.map((round) => round[name][field]));
    return {
      perSecond: Math.round(middle('perSecond')),
      best: Math.round(Math.max(...rounds.map((round) => round[name].perSecond))),
      cpuMicros: middle('cpuMicros'),
      p50Ms: middle('p50Micros') / 1000,
      p99Ms: middle('p99Micros') / 1000,
      requests: rounds.reduce((sum, round) => sum + round[name].requests, 0),
      errors: rounds.reduce((sum, round) => sum + round[name].errors, 0),
    };
  };
  const shares = rounds.map(({ bare, rolecall }) => (100 * rolecall.perSecond) / bare.perSecond);
  const cpuShares = rounds.map(({ bare, rolecall }) => (100 * bare.cpuMicros) / rolecall.cpuMicros);
  return {
    bare: of('bare'),
    rolecall: of('rolecall'),
    percentOfBare: median(shares),
    percentRange: [Math.min(...shares), Math.max(...shares)] as const,
    percentOfBareCpu: median(cpuShares),
  };
}

export type Summary = ReturnType<typeof summarise>;
