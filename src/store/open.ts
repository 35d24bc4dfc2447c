import { existsSync, linkSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { syncFolderOf } from '../base/private-file.ts';
import { damaged, notAStore } from './format.ts';
import { createPrivateFile } from './private-file.ts';
import { StoreRefusal } from './refusal.ts';
import type { Mac } from './row-mac.ts';
import { connect, enterWal, type Synchronous } from './sqlite/connect.ts';
import { inspect, layOut, migrate } from './sqlite/layout.ts';
import { problemOf } from './sqlite/problem.ts';
import { sqliteStore } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';

export interface StoreOptions {
  /** The database file, or `:memory:` for a store of nobody's that is gone when it is closed. */
  readonly file: string;
  readonly mac: Mac;
  /** Told every statement as it goes to the database, so that a test can count them. */
  readonly onStatement?: (sql: string) => void;
  readonly synchronous?: Synchronous;
}

/**
 * Opens a store that is there. Refuses one that is missing, newer than this program, under another key, damaged, or
 * not a store at all, and leaves such a file as it was. The caller closes it.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { file, mac, synchronous } = options;
  if (file === ':memory:') return openNameless(options);
  if (!existsSync(file)) throw new StoreRefusal('missing', `no store at \`${file}\``);
  if (!statSync(file).isFile()) throw notAStore(file);
  const writer = knownFile(file, synchronous);
  try {
    const format = inspect(writer, file, mac);
    await enterWal(writer);
    migrate(writer, format);
    return withReader(writer, options);
  } catch (error) {
    writer.close();
    throw error;
  }
}

/** Reads have a connection of their own: they see what is committed and never wait for a change under way. */
function withReader(writer: DatabaseSync, options: StoreOptions): Store {
  const reader = connect(options.file, options.synchronous);
  reader.exec('PRAGMA query_only = ON');
  return sqliteStore({ writer, reader, ...options });
}

/** Makes a new store and opens it. Refuses where a file stands already. */
export async function createStore(options: StoreOptions): Promise<Store> {
  const { file, mac } = options;
  if (file === ':memory:') return openNameless(options);
  if (existsSync(file)) throw alreadyThere(file);
  // Built under another name and then linked, so that a half-made store never bears the real one.
  const draft = `${file}.new`;
  rmSync(draft, { force: true });
  createPrivateFile(draft);
  const database = connect(draft);
  try {
    layOut(database, mac);
  } finally {
    database.close();
  }
  try {
    linkSync(draft, file);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? alreadyThere(file) : error;
  } finally {
    rmSync(draft);
  }
  syncFolderOf(file);
  return openStore(options);
}

/** Connects to a file that may be anything. */
function knownFile(file: string, synchronous: Synchronous | undefined): DatabaseSync {
  try {
    return connect(file, synchronous);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === 'failed') throw damaged(file, (error as Error).message);
    throw problem === 'not-a-database' ? notAStore(file) : error;
  }
}

const alreadyThere = (file: string): StoreRefusal => new StoreRefusal('exists', `\`${file}\` is there already`);

/**
 * A store of nobody's: files in a temporary folder, in memory where the system has such a folder, whose names are removed at once,
 * so that the space is free again as soon as the process ends, however it ends. SQLite's own `:memory:` belongs to one
 * connection, and a test would then run other code than the server does.
 */
async function openNameless(options: StoreOptions): Promise<Store> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'rolecall-'));
  const named = { ...options, file: join(folder, 'store.db'), synchronous: 'OFF' } as const;
  try {
    // Nobody else knows the folder, and nothing of it outlives a crash: it is laid out where it lies.
    const writer = connect(named.file, named.synchronous);
    await enterWal(writer);
    layOut(writer, options.mac);
    const store = withReader(writer, named);
    // SQLite opens the WAL and its index by name, when a connection first needs them: both connections have to by now.
    await store.sequence();
    return store;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
