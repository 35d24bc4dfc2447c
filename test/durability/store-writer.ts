import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { openStore } from '../../src/store/open.ts';
import { WriteRefused } from '../../src/store/refusal.ts';
import type { Transaction } from '../../src/store/store.ts';
import { type StoreKindName, storeKinds } from './store-kinds.ts';
import { storeIn } from './store-workload.ts';
import { type Line, random } from './workload.ts';

/** The process that writes: four writers at once, each with things of its own. */
const WRITERS = 4;

const [folder, seed, synchronous, writesMax] = process.argv.slice(2) as [string, string, 'FULL' | 'OFF', string];

const say = (line: Line): void => {
  writeSync(1, `${JSON.stringify(line)}\n`);
};

interface Write {
  readonly set: Readonly<Record<string, string | null>>;
  readonly work: (tx: Transaction) => Promise<unknown>;
  /** Forgets what was not made after all. */
  readonly onRefused?: () => unknown;
}

const KINDS = Object.keys(storeKinds) as StoreKindName[];
const THINGS_MIN = 4;

const store = await openStore(storeIn(folder, synchronous));
let writes = 0;
// A process that is killed leaves no compile cache behind by itself, and half of its time goes into compiling.
flushCompileCache();
say({ ready: true });
await Promise.all(Array.from({ length: WRITERS }, (_, index) => writer(index)));
say({ end: true });
await store.close();

async function writer(index: number): Promise<void> {
  const next = writesOf(`${seed}w${index}`, random(Number(seed) * WRITERS + index));
  while (writes < Number(writesMax)) {
    const number = writes++;
    const { set, work, onRefused } = next();
    say({ try: number, set });
    try {
      await store.change(work);
      say({ done: number });
    } catch (error) {
      onRefused?.();
      say({ failed: number, reason: error instanceof WriteRefused ? error.reason : String(error) });
    }
  }
}

interface Thing {
  readonly kind: StoreKindName;
  readonly id: string;
  version: number;
}

/** An endless row of writes: things of all kinds in turn, put, put over and removed. Ids begin with `mine`, so no two writers meet on one. */
function writesOf(mine: string, below: (limit: number) => number): () => Write {
  const things: Thing[] = [];
  let made = below(KINDS.length);

  const forget = (thing: Thing): void => {
    if (things.includes(thing)) things.splice(things.indexOf(thing), 1);
  };
  const put = (thing: Thing): Write => {
    const version = `v${++thing.version}`;
    return {
      set: { [`${thing.kind}:${thing.id}`]: version },
      work: (tx) => storeKinds[thing.kind].put(tx, thing.id, version),
      onRefused: () => thing.version === 1 && forget(thing),
    };
  };
  const create = (): Write => {
    const thing: Thing = { kind: KINDS[made++ % KINDS.length]!, id: `${mine}n${made}`, version: 0 };
    things.push(thing);
    return put(thing);
  };
  const remove = (thing: Thing): Write => {
    forget(thing);
    return {
      set: { [`${thing.kind}:${thing.id}`]: null },
      work: (tx) => storeKinds[thing.kind].remove(tx, thing.id),
    };
  };

  return () => {
    const pick = below(8);
    const thing = things[below(Math.max(1, things.length))];
    if (thing === undefined || things.length < THINGS_MIN || pick < 2) return create();
    return pick < 5 ? put(thing) : remove(thing);
  };
}
