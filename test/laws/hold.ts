import { pairs } from '../naive/generate.ts';
import { Random } from '../naive/random.ts';
import type { Law } from './laws.ts';
import { textOf, worldOf } from './world.ts';

export interface Held {
  readonly cases: number;
  /** Worlds that were made until there were so many of which the law speaks. */
  readonly worlds: number;
  readonly broken: readonly string[];
}

/** Most worlds for one case: a law that speaks of fewer says too little. */
const WORLDS_PER_CASE = 60;

/** Holds the engine to a law in so many cases, all of them given by the seed. */
export function hold(law: Law, { cases, seed }: { cases: number; seed: number }): Held {
  const random = new Random(seed + 1);
  const broken: string[] = [];
  let worlds = 0;
  let spoken = 0;
  for (const pair of pairs(seed)) {
    if (spoken === cases || worlds === cases * WORLDS_PER_CASE) break;
    worlds++;
    const world = worldOf(pair);
    if (world.slots.length === 0) continue;
    const held = law.holds(world, random);
    if (held === undefined) continue;
    spoken++;
    if (held || broken.length === 3) continue;
    const { request } = world;
    const documents = world.slots.map((slot) => `${slot.layer} ${textOf(slot)}`);
    broken.push(
      [
        `seed ${seed}, world ${worlds}`,
        ...documents,
        JSON.stringify({ ...request, context: Object.fromEntries(request.context) }),
      ].join('\n    '),
    );
  }
  return { cases: spoken, worlds, broken };
}
