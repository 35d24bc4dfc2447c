import type { Load, Slice } from '../load.ts';
import type { Server } from '../servers.ts';
import { median } from '../statistics.ts';
import type { Kind } from './requests.ts';

/** One thing that both stores are asked. */
export interface Measure {
  readonly name: string;
  readonly kind: Kind;
  readonly isGated: boolean;
  readonly small: Prepared;
  readonly large: Prepared;
}

export interface Prepared {
  readonly path: string;
  readonly requests: number;
}

interface Taken extends Slice {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

export interface ScaleRound {
  readonly measure: string;
  readonly small: Taken;
  readonly large: Taken;
}

/** Fewer requests in a slice are no measurement: it is taken again. */
const REQUESTS_MIN = 20;
const ATTEMPTS_MAX = 10;

type Size = 'small' | 'large';

/** Slices of load on two servers that are both up, in turns: measure by measure, round by round, the order turned each time. */
export async function measureBoth(
  servers: Readonly<Record<Size, Server>>,
  measures: readonly Measure[],
  load: Load,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<ScaleRound[]> {
  const following = new Map<string, number>();
  const slice = async (measure: Measure, size: Size): Promise<Taken> => {
    const server = servers[size];
    const { path, requests } = measure[size];
    const first = following.get(path) ?? 0;
    const before = server.cpuMicros();
    const told = await load(server, path, first % requests, seconds);
    following.set(path, first + told.requests);
    const cpuMicros = (server.cpuMicros() - before) / told.requests;
    return { ...told, perSecond: told.requests / told.seconds, cpuMicros };
  };
  // The first round warms up and is thrown away.
  const measured: ScaleRound[] = [];
  for (let n = 0; n <= rounds; n++) {
    for (const measure of measures) {
      const [first, second]: readonly [Size, Size] = n % 2 === 0 ? ['small', 'large'] : ['large', 'small'];
      for (let attempt = 1; ; attempt++) {
        const taken = { [first]: await slice(measure, first), [second]: await slice(measure, second) };
        const both = taken as Record<Size, Taken>;
        // A machine that gives us nothing for a second tells nothing.
        if (Math.min(both.small.requests, both.large.requests) < REQUESTS_MIN && attempt < ATTEMPTS_MAX) continue;
        if (n > 0) measured.push({ measure: measure.name, ...both });
        break;
      }
    }
  }
  return measured;
}

/** Medians over the rounds. Ratios are taken round by round, so that whatever else the machine did falls on both. */
export function summary({ name, isGated }: Measure, all: readonly ScaleRound[]) {
  const rounds = all.filter(({ measure }) => measure === name);
  const of = (size: Size) => ({
    perSecond: Math.round(median(rounds.map((round) => round[size].perSecond))),
    cpuMicros: median(rounds.map((round) => round[size].cpuMicros)),
    p50Ms: median(rounds.map((round) => round[size].p50Micros)) / 1000,
    p99Ms: median(rounds.map((round) => round[size].p99Micros)) / 1000,
  });
  const ratios = rounds.map(({ small, large }) => small.perSecond / large.perSecond);
  return {
    name,
    isGated,
    small: of('small'),
    large: of('large'),
    /** How much longer a request takes in the large store, by requests a second. */
    ratio: median(ratios),
    ratioRange: [Math.min(...ratios), Math.max(...ratios)] as const,
    cpuRatio: median(rounds.map(({ small, large }) => large.cpuMicros / small.cpuMicros)),
    errors: rounds.reduce((sum, { small, large }) => sum + small.errors + large.errors, 0),
  };
}

export type ScaleSummary = ReturnType<typeof summary>;
