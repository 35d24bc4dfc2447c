import { median } from '../statistics.ts';
import type { Decide } from './engine.ts';

/** Something whose decisions are timed: one engine on one scenario. */
export interface Contender {
  readonly name: string;
  readonly decide: Decide;
}

export interface Timing {
  readonly name: string;
  /** CPU time, the collector's and the compiler's threads included. */
  readonly micros: number;
  /** How many times as long as the first contender, round by round: the median, the lowest and the highest. */
  readonly ratio: { readonly median: number; readonly lowest: number; readonly highest: number };
}

export interface RoundOptions {
  readonly rounds: number;
  readonly sliceMs: number;
}

/**
 * Rotates over the contenders, each deciding whole passes over the requests for at least one slice. Ratios are taken within
 * a round, where the machine's other work weighs on all alike; the first round warms up and is left out. `allowed`: how many
 * requests each contender has to allow in each pass.
 */
export function timeRounds(
  contenders: readonly Contender[],
  requests: readonly number[],
  allowed: readonly number[],
  { rounds, sliceMs }: RoundOptions,
): readonly Timing[] {
  const times = contenders.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [i, contender] of contenders.entries()) {
      const micros = timeSlice(contender, requests, allowed[i]!, sliceMs);
      if (round > 0) times[i]!.push(micros);
    }
  }
  return contenders.map(({ name }, i) => {
    const ratios = times[i]!.map((micros, round) => micros / times[0]![round]!);
    return {
      name,
      micros: median(times[i]!),
      ratio: { median: median(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios) },
    };
  });
}

/** CPU microseconds for one decision. Every pass has to allow as many requests as were agreed on before. */
function timeSlice({ name, decide }: Contender, requests: readonly number[], allowed: number, sliceMs: number): number {
  const before = process.cpuUsage();
  const endsAtMs = performance.now() + sliceMs;
  let decisions = 0;
  do {
    let count = 0;
    for (const request of requests) if (decide(request)) count++;
    if (count !== allowed) throw new Error(`${name} allowed ${count} requests, and ${allowed} before`);
    decisions += requests.length;
  } while (performance.now() < endsAtMs);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / decisions;
}
