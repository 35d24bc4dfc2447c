import { createHmac, createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { createStore, openStore, type StoreOptions } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import type { Workload } from './workload.ts';

export const ACCOUNT = '111111111111';

const key = createSecretKey(Buffer.alloc(32, 7));

/** How both sides open the store of a folder. */
export const storeIn = (folder: string, synchronous?: 'FULL' | 'OFF'): StoreOptions => ({
  file: join(folder, 'rolecall.db'),
  mac: (parts) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64'),
  ...(synchronous && { synchronous }),
});

/** The store itself, without a server around it. */
export const storeWorkload: Workload = {
  async found(folder) {
    const store = await createStore(storeIn(folder));
    await store.change((tx) => tx.put.account({ id: ACCOUNT, uuid: 'uuid', createdAt: 1 }));
    await store.close();
  },

  writer: (folder, seed, { synchronous, writesMax }) => [
    fileURLToPath(new URL('store-writer.ts', import.meta.url)),
    folder,
    String(seed),
    synchronous,
    String(writesMax),
  ],

  async survey(folder, objects) {
    const store = await openStore(storeIn(folder));
    try {
      const found = new Map<string, string | null>();
      for (const object of objects) found.set(object, await stateOf(store, object));
      return found;
    } finally {
      await store.close();
    }
  },

  integrity(folder) {
    const database = new DatabaseSync(join(folder, 'rolecall.db'));
    try {
      const dangling = database.prepare('PRAGMA foreign_key_check').all();
      const verdict = String(database.prepare('PRAGMA integrity_check(1)').get()?.integrity_check);
      return dangling.length > 0 ? `${dangling.length} rows refer to nothing` : verdict;
    } finally {
      database.close();
    }
  },
};

/** A write puts two rows; a state that is half of each says so and equals no state that was ever acknowledged. */
async function stateOf(store: Store, object: string): Promise<string | null> {
  const id = object.slice(object.indexOf(':') + 1);
  if (object.startsWith('key:')) {
    const found = await store.keys.byId(id);
    return found === undefined ? null : found.active ? 'active' : 'inactive';
  }
  if (object.startsWith('user:')) {
    const user = await store.users.byId(ACCOUNT, id);
    const inline = await store.inline.byName(id, 'rights');
    return agreed(user?.path.replaceAll('/', ''), inline?.text);
  }
  const policy = await store.policies.byId(ACCOUNT, id);
  const version = policy && (await store.policies.version(id, policy.defaultVersion));
  return agreed(policy?.defaultVersion, version?.text);
}

const agreed = (one: string | undefined, other: string | undefined): string | null =>
  one === other ? (one ?? null) : `torn ${one}/${other}`;
