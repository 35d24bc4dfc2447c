import type { KeyObject } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import type { Where } from '../cli/house.ts';
import { Refusal } from '../cli/refusal.ts';
import { dataFolder, lockFolder, makeFolder } from '../store/folder.ts';
import { createStore, openStore } from '../store/open.ts';
import { type DatabaseAddress, readAddress } from '../store/postgres/address.ts';
import { readPrivateFile } from '../store/private-file.ts';
import { StoreRefusal } from '../store/refusal.ts';
import type { Mac } from '../store/row-mac.ts';
import type { Store } from '../store/store.ts';
import { type HeldKeys, holdKeys } from './held-keys.ts';
import { inOneSentence } from './sentences.ts';

export interface Opened {
  readonly store: Store;
  readonly keys: HeldKeys;
  /** The active one of them. */
  readonly rootKey: KeyObject;
  /** Lets the folder go; owed after the store is closed. */
  release(): void;
}

/** Opens a store for this process, whichever database holds it: takes the folder's lock, reads the key, then the database. */
export async function openWhere(where: Where): Promise<Opened> {
  const address = databaseOf(where);
  if (address !== undefined) await inOneSentence(async () => makeFolder(where.data));
  else if (!existsSync(dataFolder(where.data).database)) {
    throw new Refusal(`no store in \`${where.data}\`: run \`rolecall init\``);
  }
  return inOneSentence(async () => {
    const lock = lockFolder(where.data);
    try {
      const keys = holdKeys(keyFile(where));
      const { mac } = keys;
      const store =
        address === undefined
          ? await openStore({ file: dataFolder(where.data).database, mac })
          : await (await postgres()).openPostgres({ address, mac });
      return { store, keys, rootKey: keys.held.active, release: lock.release };
    } catch (error) {
      lock.release();
      throw error;
    }
  });
}

/** Makes a new store and opens it. `takeAway` removes it again, once it is closed. */
export async function createWhere(where: Where, mac: Mac): Promise<{ store: Store; takeAway: () => unknown }> {
  const address = databaseOf(where);
  if (address !== undefined) {
    const { createPostgres, removePostgres } = await postgres();
    return { store: await createPostgres({ address, mac }), takeAway: () => removePostgres(address) };
  }
  const { database } = dataFolder(where.data);
  const takeAway = () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(database + suffix, { force: true });
  };
  try {
    return { store: await createStore({ file: database, mac }), takeAway };
  } catch (error) {
    // Another process was faster: the store is its own.
    if (!(error instanceof StoreRefusal && error.reason === 'exists')) takeAway();
    throw error;
  }
}

/** Whether there is a store, whatever its key. */
export async function holdsStore(where: Where): Promise<boolean> {
  const address = databaseOf(where);
  if (address === undefined) return existsSync(dataFolder(where.data).database);
  return inOneSentence(async () => (await postgres()).holdsPostgres(address));
}

/** The root key lies in the folder unless it was put elsewhere. */
export const keyFile = (where: Where): string => where['key-file'] ?? dataFolder(where.data).rootKey;

/** The address of the PostgreSQL database, where the store is not in the folder. */
export function databaseOf(where: Where): DatabaseAddress | undefined {
  const { database, 'database-file': file } = where;
  try {
    if (file !== undefined) return readAddress(readPrivateFile(file), { passwordAllowed: true });
    return database === undefined ? undefined : readAddress(database);
  } catch (error) {
    throw new Refusal(file === undefined ? (error as Error).message : `--database-file: ${(error as Error).message}`);
  }
}

/** Loaded only where it is used. */
const postgres = () => import('../store/postgres/open.ts');
