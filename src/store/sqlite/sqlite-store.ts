import { AsyncLocalStorage } from 'node:async_hooks';
import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { raiseCounter, readCounter } from '../change-log.ts';
import { reads } from '../reads.ts';
import { type Mac, rowMac } from '../row-mac.ts';
import { rows, type Schema } from '../rows.ts';
import type { Store, Transaction } from '../store.ts';
import { type Footprint, transaction } from '../transaction.ts';
import { sqliteDialect } from './dialect.ts';

interface Parts {
  readonly writer: DatabaseSync;
  readonly reader: DatabaseSync;
  readonly mac: Mac;
  readonly onStatement?: (sql: string) => void;
}

type Listener = Parameters<Store['onChange']>[0];

/** The store over two connections: one that writes, one change at a time, and one that reads what is committed. */
export function sqliteStore({ writer, reader, mac, onStatement }: Parts): Store {
  let news: { accounts: ReadonlySet<string>; sequence: number } | undefined;
  // Told at the commit itself: one tick later, a load that began before it could end with half of what it reads after it.
  const onCommit = (): void => {
    if (news !== undefined) for (const listener of listeners) listener(news.accounts, news.sequence);
  };
  const writing = new Kysely<Schema>({ dialect: sqliteDialect(writer, { onStatement, onCommit }) });
  const reading = new Kysely<Schema>({ dialect: sqliteDialect(reader, { onStatement }) });
  const sealed = rowMac(mac);
  const listeners: Listener[] = [];
  const within = new AsyncLocalStorage<{ ended: boolean }>();
  let tail: Promise<unknown> = Promise.resolve();

  async function perform<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const footprint: Footprint = { accounts: new Set() };
    news = undefined;
    return writing.transaction().execute(async (open) => {
      const life = { ended: false };
      const db = () => {
        // A statement that was not awaited would run after the commit, on its own.
        if (life.ended) throw new Error('the change has ended');
        return open;
      };
      const tx = transaction(db, rows(db, sealed), footprint);
      const done = await within
        .run(life, () => work(tx))
        .finally(() => {
          life.ended = true;
        });
      if (footprint.conflict !== undefined) throw footprint.conflict;
      const { accounts } = footprint;
      if (accounts.size > 0) news = { accounts, sequence: await raiseCounter(open, accounts) };
      return done;
    });
  }

  return {
    ...reads(rows(() => reading, sealed)),
    change(work) {
      // It would wait for itself for ever.
      if (within.getStore()?.ended === false) return Promise.reject(new Error('a change inside a change'));
      const turn = tail.then(() => perform(work));
      tail = turn.catch(() => {});
      return turn;
    },
    onChange(listener) {
      listeners.push(listener);
    },
    sequence: () => readCounter(reading),
    async close() {
      await tail;
      // The writer last: the last to leave folds the WAL into the file. (Kysely's own `destroy` skips a driver that was never used.)
      reader.close();
      writer.close();
    },
  };
}
