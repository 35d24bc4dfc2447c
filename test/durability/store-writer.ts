import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/open.ts';
import { WriteRefused } from '../../src/store/refusal.ts';
import type { Transaction } from '../../src/store/store.ts';
import { ACCOUNT, storeIn } from './store-workload.ts';
import { type Line, random } from './workload.ts';

/** The process that writes: four writers at once, each with users, keys and policies of its own. */
const WRITERS = 4;

const [folder, seed, synchronous, writesMax] = process.argv.slice(2) as [string, string, 'FULL' | 'OFF', string];

const say = (line: Line): void => {
  writeSync(1, `${JSON.stringify(line)}\n`);
};

interface Write {
  readonly set: Readonly<Record<string, string | null>>;
  readonly work: (tx: Transaction) => Promise<unknown>;
  /** Forgets what was not made after all. */
  readonly onRefused?: () => void;
}

interface User {
  readonly id: string;
  version: number;
  readonly keys: Set<string>;
}

const store = await openStore(storeIn(folder, synchronous));
let writes = 0;
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

/** An endless row of writes. Names begin with `mine`, so no two writers meet on an object. */
function writesOf(mine: string, below: (limit: number) => number): () => Write {
  const users: User[] = [];
  let made = 0;
  let policyVersion = 0;

  const saveUser = ({ id, version }: User): Write => ({
    set: { [`user:${id}`]: `v${version}` },
    async work(tx) {
      await tx.put.user({
        id,
        account: ACCOUNT,
        name: id,
        path: `/v${version}/`,
        createdAt: 1,
        tags: [],
        boundaryArn: undefined,
      });
      await tx.put.inline(ACCOUNT, { ownerId: id, name: 'rights', text: `v${version}` });
    },
  });
  const saveKey = (id: string, userId: string, active: boolean): Write => ({
    set: { [`key:${id}`]: active ? 'active' : 'inactive' },
    work: (tx) => tx.put.key({ id, account: ACCOUNT, userId, active, createdAt: 1, sealedSecret: 'x'.repeat(120) }),
  });

  const createUser = (): Write => {
    const user: User = { id: `AIDA${mine}n${made++}`, version: 1, keys: new Set() };
    users.push(user);
    const onRefused = (): void => {
      if (users.includes(user)) users.splice(users.indexOf(user), 1);
    };
    return { ...saveUser(user), onRefused };
  };
  const updateUser = (user: User): Write => {
    user.version++;
    return saveUser(user);
  };
  const createKey = (user: User): Write => {
    const id = `AKIA${mine}n${made++}`;
    user.keys.add(id);
    return saveKey(id, user.id, true);
  };
  const deactivateKey = (user: User): Write => {
    const [id] = user.keys;
    return id === undefined ? createKey(user) : saveKey(id, user.id, false);
  };
  const deleteKey = (user: User): Write => {
    const [id] = user.keys;
    if (id === undefined) return createKey(user);
    user.keys.delete(id);
    return { set: { [`key:${id}`]: null }, work: (tx) => tx.remove.key(ACCOUNT, id) };
  };
  const deleteUser = (user: User): Write => {
    users.splice(users.indexOf(user), 1);
    const gone = [`user:${user.id}`, ...[...user.keys].map((id) => `key:${id}`)];
    return {
      set: Object.fromEntries(gone.map((object) => [object, null])),
      work: (tx) => tx.remove.user(ACCOUNT, user.id),
    };
  };
  const savePolicy = (): Write => {
    const id = `ANPA${mine}`;
    const version = `v${++policyVersion}`;
    return {
      set: { [`policy:${id}`]: version },
      async work(tx) {
        const times = { createdAt: 1, updatedAt: policyVersion };
        const names = { id, account: ACCOUNT, name: id, path: '/', tags: [], description: undefined };
        await tx.put.policy({ ...names, ...times, defaultVersion: version, nextVersion: policyVersion + 1 });
        await tx.put.policyVersion(ACCOUNT, { policyId: id, version, text: version, createdAt: 1 });
      },
    };
  };

  const kinds = [updateUser, createKey, createKey, deactivateKey, deleteKey, deleteKey, deleteUser];
  return () => {
    if (users.length < 2) return createUser();
    const pick = below(kinds.length + 3);
    if (pick >= kinds.length) return pick === kinds.length ? createUser() : savePolicy();
    return kinds[pick]!(users[below(users.length)]!);
  };
}
