import { type DatabaseConnection, type Dialect, type Driver, PostgresAdapter, PostgresQueryCompiler } from 'kysely';
import { DatabaseError } from 'pg';
import type { OnCommit } from '../engine.ts';
import { OutcomeUnknown, WriteRefused } from '../refusal.ts';
import { asUnavailable, isFatal, problemOf } from './problem.ts';
import type { Session, Sessions } from './sessions.ts';

type OnStatement = (sql: string) => void;

/** A commit that has been sent and not been answered, for readers to wait for. */
export interface CommitUnderWay {
  answered: Promise<void> | undefined;
}

/**
 * Begins a change: the row of the change counter is locked first of all and until the end, so changes are serial, on every
 * node. Each statement of READ COMMITTED sees what is committed when it begins; nobody who commits can come between two
 * of ours, so that is all the isolation there is to have. SERIALIZABLE would say the same with a failure at the end
 * instead of a wait at the beginning: every change raises the one row, so of two that overlap one always had to be done again.
 */
const BEGIN =
  'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT seq FROM change_counter WHERE shard = 0 FOR UPDATE';

/** The kysely dialect for the one connection at a time that writes. */
export function writingDialect(
  sessions: Sessions,
  underWay: CommitUnderWay,
  { onStatement, onCommit }: { onStatement: OnStatement; onCommit: OnCommit },
): Dialect {
  return dialect({
    init: async () => {},
    acquireConnection: async () => new Writing(await sessions.take(), onStatement),
    async beginTransaction(connection) {
      await (connection as Writing).begin();
    },
    async commitTransaction(connection) {
      const sent = (connection as Writing).commit();
      underWay.answered = sent.then(
        () => {},
        () => {},
      );
      try {
        await sent;
        onCommit();
      } finally {
        underWay.answered = undefined;
      }
    },
    rollbackTransaction: (connection) => (connection as Writing).rollback(),
    releaseConnection: async (connection) => (connection as Writing).release(),
    destroy: async () => {},
  });
}

class Writing implements DatabaseConnection {
  readonly #session: Session;
  readonly #onStatement: OnStatement;
  /** Open until a commit or rollback was answered: such a connection is nobody else's to use. */
  #isOpen = false;
  /** The first statement that failed. The server refuses what comes after it in words that tell nothing. */
  #failure: { readonly error: unknown } | undefined;

  constructor(session: Session, onStatement: OnStatement) {
    this.#session = session;
    this.#onStatement = onStatement;
  }

  async executeQuery<Found>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) {
    if (this.#failure !== undefined) throw this.#failure.error;
    const { rows, count } = await this.#run(sql, parameters);
    return { rows: rows as Found[], numAffectedRows: BigInt(count) };
  }

  // biome-ignore lint/correctness/useYield: kysely asks for it; no query of ours is streamed.
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('no query is streamed');
  }

  async begin(): Promise<void> {
    this.#isOpen = true;
    await this.#run(BEGIN);
  }

  async commit(): Promise<void> {
    // Work that went on after a failed statement: the server would answer ROLLBACK, without an error.
    if (this.#failure !== undefined) throw this.#failure.error;
    this.#onStatement('commit');
    this.#session.warnings();
    const { command } = await this.#session.run('commit').catch((error: unknown) => {
      // An error that leaves the connection standing says that nothing was kept; anything else leaves it open.
      if (error instanceof DatabaseError && !isFatal(error)) throw error;
      throw new OutcomeUnknown(error);
    });
    // Somebody cancelled the wait for the synchronous standby: kept here, perhaps not there (reliability.md, PostgreSQL).
    if (this.#session.warnings() > 0) throw new OutcomeUnknown(new Error('the server warned at the commit'));
    if (command !== 'COMMIT') throw new Error(`the commit was answered ${command}`);
    this.#isOpen = false;
  }

  async rollback(): Promise<void> {
    try {
      await this.#session.run('rollback');
      this.#isOpen = false;
    } catch {
      // The connection is closed instead, which rolls back too.
    }
  }

  release(): void {
    this.#session.end(this.#isOpen ? 'broken' : 'clean');
  }

  async #run(sql: string, parameters: readonly unknown[] = []) {
    this.#onStatement(sql);
    try {
      return await this.#session.run(sql, parameters);
    } catch (error) {
      const problem = problemOf(error);
      const told = problem === 'full' ? new WriteRefused('full', error) : error;
      this.#failure ??= { error: told };
      throw told;
    }
  }
}

/** A read is tried a second time only if the first one failed at once, as over a connection that broke while it was idle. */
const AT_ONCE_MS = 500;

/** The kysely dialect for everybody who reads: each statement on a connection of its own, and by itself. */
export function readingDialect(sessions: Sessions, underWay: CommitUnderWay, onStatement: OnStatement): Dialect {
  const once = async (sql: string, parameters: readonly unknown[]) => {
    const session = await sessions.take();
    try {
      const answer = await session.run(sql, parameters);
      session.end('clean');
      return answer;
    } catch (error) {
      session.end(error instanceof DatabaseError && !isFatal(error) ? 'clean' : 'broken');
      throw error;
    }
  };
  const connection: DatabaseConnection = {
    async executeQuery<Found>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) {
      onStatement(sql);
      const lastAt = performance.now() + AT_ONCE_MS;
      const { rows } = await once(sql, parameters)
        .catch((error: unknown) => {
          const mayPass = ['lost', 'again'].includes(problemOf(error)) && performance.now() < lastAt;
          if (!mayPass) throw error;
          return once(sql, parameters);
        })
        .catch((error: unknown) => {
          throw asUnavailable(error);
        });
      // While a commit is under way, what was read may be from before it or from after it. Handed on only when all caches
      // have been told, no load ends with half of each: a load that a change overtook is done again.
      await underWay.answered;
      return { rows: rows as Found[] };
    },
    // biome-ignore lint/correctness/useYield: kysely asks for it; no query of ours is streamed.
    async *streamQuery() {
      throw new Error('no query is streamed');
    },
  };
  const readsOnly = async (): Promise<never> => {
    throw new Error('no change goes through the readers');
  };
  return dialect({
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: readsOnly,
    commitTransaction: readsOnly,
    rollbackTransaction: readsOnly,
    releaseConnection: async () => {},
    destroy: async () => {},
  });
}

const dialect = (driver: Driver): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createDriver: () => driver,
  createIntrospector() {
    throw new Error('the schema is known, not looked up');
  },
});
