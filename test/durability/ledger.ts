import type { Line } from './workload.ts';

/**
 * What a target must hold, from what its writer said: an object is in the state of its last acknowledged write, or of one that was
 * tried after that and whose outcome nobody knows. Anything else is a loss, or a resurrection where the acknowledged state was
 * "deleted".
 */
export function ledger() {
  const acknowledged = new Map<string, string | null>();
  const possible = new Map<string, Set<string | null>>();
  const touched = new Set<string>();
  let open = new Map<number, Tried>();
  const counts = { tried: 0, acknowledged: 0, failed: 0 };
  const byKind = new Map<string, KindCounts>();
  const byWhat = new Map<string, number>();
  const kindOf = ({ set }: Tried): KindCounts => {
    const kind = Object.keys(set)[0]?.split(':')[0] ?? 'nothing';
    const found = byKind.get(kind) ?? { acknowledged: 0, cut: 0 };
    byKind.set(kind, found);
    return found;
  };

  return {
    counts,
    /** By what the objects of a write are: the word before the colon. */
    byKind,
    /** How often each thing that writers say to do was acknowledged. */
    byWhat,
    objects: (): string[] => [...possible.keys()],
    /** Those that were written to since they were last judged. */
    touched: (): string[] => [...touched],

    hear(line: Line): void {
      if ('try' in line) {
        counts.tried++;
        open.set(line.try, line);
        for (const [object, state] of Object.entries(line.set)) {
          touched.add(object);
          const states = possible.get(object) ?? new Set([acknowledged.get(object) ?? null]);
          possible.set(object, states.add(state));
        }
      } else if ('done' in line) {
        counts.acknowledged++;
        const tried = open.get(line.done)!;
        kindOf(tried).acknowledged++;
        if (tried.what !== undefined) byWhat.set(tried.what, (byWhat.get(tried.what) ?? 0) + 1);
        for (const [object, state] of Object.entries(tried.set)) {
          acknowledged.set(object, state);
          possible.set(object, new Set([state]));
        }
        open.delete(line.done);
      } else if ('failed' in line) {
        counts.failed++;
        open.delete(line.failed);
      }
    },

    /** Holds what was found of these objects against what was said, and takes over what was found for whatever was unknown. */
    judge(found: ReadonlyMap<string, string | null>, objects: readonly string[] = [...possible.keys()]): Verdict {
      const verdict: Verdict = { lost: [], resurrected: [], unknown: open.size };
      for (const object of objects) {
        touched.delete(object);
        const states = possible.get(object)!;
        const state = found.get(object) ?? null;
        if (!states.has(state)) {
          const last = acknowledged.get(object) ?? null;
          const list = last === null ? verdict.resurrected : verdict.lost;
          list.push(`${object}: acknowledged ${last}, found ${state}`);
        }
        acknowledged.set(object, state);
        possible.set(object, new Set([state]));
      }
      for (const tried of open.values()) kindOf(tried).cut++;
      open = new Map();
      return verdict;
    },
  };
}

type Tried = Extract<Line, { try: number }>;

interface KindCounts {
  acknowledged: number;
  /** Writes that a kill came into: neither acknowledged nor refused. */
  cut: number;
}

export interface Verdict {
  readonly lost: string[];
  readonly resurrected: string[];
  /** Writes that were neither acknowledged nor refused. */
  readonly unknown: number;
}
