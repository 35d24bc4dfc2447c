import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Where } from '../cli/program.ts';
import { Refusal } from '../cli/refusal.ts';
import { dataFolder, lockFolder } from '../store/folder.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { keyring } from '../token/keyring.ts';
import { loadRootKey } from '../token/root-key.ts';
import { rowMac } from '../token/row-mac.ts';
import { inOneSentence } from './sentences.ts';

export interface Opened {
  readonly store: Store;
  readonly rootKey: KeyObject;
  /** Lets the folder go; owed after the store is closed. */
  release(): void;
}

/** Opens the store of a folder for this process alone: takes the lock, reads the key, then the database. */
export async function openWhere(where: Where): Promise<Opened> {
  const { database } = dataFolder(where.data);
  if (!existsSync(database)) throw new Refusal(`no store in \`${where.data}\`: run \`rolecall init\``);
  return inOneSentence(async () => {
    const lock = lockFolder(where.data);
    try {
      const rootKey = loadRootKey(keyFile(where));
      const store = await openStore({ file: database, mac: rowMac(keyring(rootKey).active.rowMac) });
      return { store, rootKey, release: lock.release };
    } catch (error) {
      lock.release();
      throw error;
    }
  });
}

/** The root key lies in the folder unless it was put elsewhere. */
export const keyFile = (where: Where): string => where['key-file'] ?? dataFolder(where.data).rootKey;
