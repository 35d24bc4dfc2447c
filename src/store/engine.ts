import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { raiseCounter, readCounter } from './change-log.ts';
import { isKeyCheck, keyCheckOf } from './format.ts';
import type { ProblemOf } from './problem.ts';
import { reads } from './reads.ts';
import { Unavailable } from './refusal.ts';
import { type RenewedPage, renewPage, SIGNED_TABLES } from './renew.ts';
import { type Mac, rowMac } from './row-mac.ts';
import { rows, type Schema } from './rows.ts';
import type { Store, Transaction } from './store.ts';
import { type Footprint, transaction } from './transaction.ts';

/** A database as the store needs it: all that differs between SQLite and PostgreSQL once it is open. */
export interface Engine {
  /** One change at a time goes through it. Its transactions must be serial: no other writer's may lie between two of its statements. */
  readonly writing: Kysely<Schema>;
  /** Sees what is committed, and never waits for a change under way. */
  readonly reading: Kysely<Schema>;
  readonly problemOf: ProblemOf;
  close(): Promise<void>;
}

/** Told by the engine, as close to the commit as it can: nothing that is read after it may be handed on before. */
export type OnCommit = () => void;

export type Listener = Parameters<Store['onChange']>[0];

/** Attempts at a change that the database gives up for a reason that does not last: a deadlock, a connection that broke. */
const ATTEMPTS_MAX = 5;
/** No further attempt begins after this long: whoever waits must hear that the database is away. */
const ATTEMPTS_MS = 2000;
const PAUSE_MS = 20;

/** The store over an engine. `tell` reaches all listeners, for changes that other processes made. */
export function storeOver(mac: Mac, open: (onCommit: OnCommit) => Engine): { store: Store; tell: Listener } {
  let news: { accounts: ReadonlySet<string>; sequence: number } | undefined;
  const listeners: Listener[] = [];
  const tell: Listener = (accounts, sequence) => {
    for (const listener of listeners) listener(accounts, sequence);
  };
  // Told at the commit itself: one tick later, a load that began before it could end with half of what it reads after it.
  const { writing, reading, problemOf, close } = open(() => {
    if (news !== undefined) tell(news.accounts, news.sequence);
  });
  const sealed = rowMac(mac);
  const within = new AsyncLocalStorage<{ ended: boolean }>();
  let tail: Promise<unknown> = Promise.resolve();

  /** Nothing is told before the commit, so work that is given up leaves no trace and can be done again. */
  async function perform<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const lastAt = performance.now() + ATTEMPTS_MS;
    for (let attempt = 1; ; attempt++) {
      try {
        return await attemptOnce(work);
      } catch (error) {
        const problem = problemOf(error);
        if (!PASSING.has(problem)) throw error;
        const isLast = attempt >= ATTEMPTS_MAX || problem === 'busy' || performance.now() > lastAt;
        if (isLast) throw new Unavailable('the database cannot be used now', error);
      }
      // Two that met once do not meet again in step.
      await pause(PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }

  async function attemptOnce<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const footprint: Footprint = { accounts: new Set() };
    news = undefined;
    return writing.transaction().execute(async (open) => {
      const life = { ended: false };
      const db = () => {
        // A statement that was not awaited would run after the commit, on its own.
        if (life.ended) throw new Error('the change has ended');
        return open;
      };
      const tx = transaction(db, rows(db, sealed, problemOf), footprint);
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

  /** A transaction between two changes, of which nobody is told. */
  function between<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
    const turn = tail.then(() => {
      news = undefined;
      return writing.transaction().execute(work);
    });
    tail = turn.catch(() => {});
    return turn;
  }

  const store: Store = {
    ...reads(rows(() => reading, sealed, problemOf)),
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
    renewal: {
      async isOwed() {
        const found = await reading
          .selectFrom('meta')
          .select('value')
          .where('name', '=', 'key_check')
          .executeTakeFirst();
        return !isKeyCheck(mac, found?.value);
      },
      async renew(reseal, signal) {
        let written = 0;
        for (const table of SIGNED_TABLES) {
          let after: RenewedPage['last'];
          do {
            signal?.throwIfAborted();
            const page = await between((db) => renewPage(db, table, after, { mac: sealed, reseal }));
            written += page.written;
            after = page.last;
            // Requests are answered between two pages.
            await nextTurn();
          } while (after !== undefined);
        }
        await between((db) =>
          db
            .updateTable('meta')
            .set({ value: keyCheckOf(mac) })
            .where('name', '=', 'key_check')
            .execute(),
        );
        return written;
      },
    },
    sequence: () => readCounter(reading),
    async close() {
      await tail;
      await close();
    },
  };
  return { store, tell };
}

const PASSING: ReadonlySet<string> = new Set(['again', 'lost', 'busy']);
