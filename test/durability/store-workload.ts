import { createHmac, createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { createStore, openStore, type StoreOptions } from '../../src/store/open.ts';
import { ACCOUNT, type StoreKindName, stateOfRow, storeKinds } from './store-kinds.ts';
import type { Workload } from './workload.ts';

const key = createSecretKey(Buffer.alloc(32, 7));

/** How both sides open the store of a folder. */
export const storeIn = (folder: string, synchronous?: 'FULL' | 'OFF'): StoreOptions => ({
  file: join(folder, 'rolecall.db'),
  mac: (parts) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64'),
  ...(synchronous && { synchronous }),
});

/** The store itself, without a server around it. */
export const storeWorkload: Workload = {
  kinds: Object.keys(storeKinds),

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
      for (const object of objects) {
        const [kind, id] = object.split(':') as [StoreKindName, string];
        found.set(object, await stateOfRow(store, kind, id));
      }
      return found;
    } finally {
      await store.close();
    }
  },

  integrity(folder) {
    const database = new DatabaseSync(join(folder, 'rolecall.db'));
    try {
      const dangling = database.prepare('PRAGMA foreign_key_check').all();
      if (dangling.length > 0) return `${dangling.length} rows refer to nothing`;
      for (const [what, sql] of Object.entries(HALVES)) {
        const left = database.prepare(sql).all().length;
        if (left > 0) return `${left} ${what}`;
      }
      return String(database.prepare('PRAGMA integrity_check(1)').get()?.integrity_check);
    } finally {
      database.close();
    }
  },
};

const OWNERS = 'SELECT id FROM users UNION SELECT id FROM roles UNION SELECT id FROM groups';
const HOLDERS = 'SELECT id FROM users UNION SELECT id FROM accounts';

/** What only the half of a change would leave, and no foreign key forbids. */
const HALVES: Readonly<Record<string, string>> = {
  'inline policies of nobody': `SELECT 1 FROM inline_policies WHERE owner_id NOT IN (${OWNERS})`,
  'attachments of nobody': `SELECT 1 FROM attachments WHERE owner_id NOT IN (${OWNERS})`,
  'devices of nobody': `SELECT 1 FROM mfa_devices WHERE user_id NOT IN (${HOLDERS})`,
  'signing certificates of nobody': `SELECT 1 FROM signing_certificates WHERE user_id NOT IN (${HOLDERS})`,
  'SSH keys of nobody': `SELECT 1 FROM ssh_keys WHERE user_id NOT IN (${HOLDERS})`,
  'service credentials of nobody': `SELECT 1 FROM service_credentials WHERE user_id NOT IN (${HOLDERS})`,
  'policies without their default version':
    'SELECT 1 FROM policies p WHERE NOT EXISTS (SELECT 1 FROM policy_versions v WHERE v.policy_id = p.id AND v.version = p.default_version)',
};
