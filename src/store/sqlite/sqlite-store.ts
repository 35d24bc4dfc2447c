import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { storeOver } from '../engine.ts';
import type { Mac } from '../row-mac.ts';
import type { Schema } from '../rows.ts';
import type { Store } from '../store.ts';
import { sqliteDialect } from './dialect.ts';
import { problemOf } from './problem.ts';

interface Parts {
  readonly writer: DatabaseSync;
  readonly reader: DatabaseSync;
  readonly mac: Mac;
  readonly onStatement?: (sql: string) => void;
}

/** The store over two connections: one that writes, one change at a time, and one that reads what is committed. */
export function sqliteStore({ writer, reader, mac, onStatement }: Parts): Store {
  const { store } = storeOver(mac, (onCommit) => ({
    writing: new Kysely<Schema>({ dialect: sqliteDialect(writer, { onStatement, onCommit }) }),
    reading: new Kysely<Schema>({ dialect: sqliteDialect(reader, { onStatement }) }),
    problemOf,
    async close() {
      // The writer last: the last to leave folds the WAL into the file. (Kysely's own `destroy` skips a driver that was never used.)
      reader.close();
      writer.close();
    },
  }));
  return store;
}
