import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteQueryCompiler,
} from 'kysely';
import { WriteRefused } from '../refusal.ts';
import { problemOf } from './problem.ts';

const STATEMENTS_MAX = 256;

/** Written rows between two checkpoints: keeps the WAL at about four megabytes. */
const CHECKPOINT_ROWS = 250;

export interface Hooks {
  readonly onStatement: (sql: string) => void;
  /** Called in the same breath as the commit: nothing else runs in this process between the two. */
  readonly onCommit: () => void;
}

/**
 * The kysely dialect for one `node:sqlite` connection, which stays its owner's to close. Transactions begin IMMEDIATE: a writer that first reads and
 * then finds the lock taken could only fail.
 *
 * INVARIANT: once a write or fsync has failed, this connection begins no further transaction. The kernel reports an
 * fsync error once and drops the dirty pages, so a second, successful fsync would prove nothing (reliability.md R-03).
 */
export function sqliteDialect(
  database: DatabaseSync,
  { onStatement = () => {}, onCommit = () => {} }: { [Hook in keyof Hooks]?: Hooks[Hook] | undefined },
): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createDriver: () => sqliteDriver(database, { onStatement, onCommit }),
    createIntrospector() {
      throw new Error('the schema is known, not looked up');
    },
  };
}

function sqliteDriver(database: DatabaseSync, { onStatement, onCommit }: Hooks): Driver {
  const statements = new Map<string, Prepared>();
  let failure: unknown;
  let rowsInWal = 0;

  const prepare = (sql: string): Prepared => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= STATEMENTS_MAX) statements.clear();
    const statement = database.prepare(sql);
    const prepared = { statement, reads: statement.columns().length > 0 };
    statements.set(sql, prepared);
    return prepared;
  };

  const run = <Found>(sql: string, parameters: readonly unknown[] = []): QueryResult<Found> => {
    onStatement(sql);
    try {
      const { statement, reads } = prepare(sql);
      if (reads) return { rows: statement.all(...(parameters as SQLInputValue[])) as Found[] };
      const { changes } = statement.run(...(parameters as SQLInputValue[]));
      rowsInWal += Number(changes);
      return { rows: [], numAffectedRows: BigInt(changes) };
    } catch (error) {
      const problem = problemOf(error);
      if (problem === 'failed') failure = error;
      if (problem === 'failed' || problem === 'full') throw new WriteRefused(problem, error);
      throw error;
    }
  };

  const checkpoint = (): void => {
    if (rowsInWal < CHECKPOINT_ROWS) return;
    try {
      run('PRAGMA wal_checkpoint(PASSIVE)');
      rowsInWal = 0;
    } catch {
      // The change before it is in the WAL and synced, so it stands; `run` has noted a failure, and the next one is refused.
    }
  };

  const connection: DatabaseConnection = {
    executeQuery: async <Found>({ sql, parameters }: CompiledQuery) => run<Found>(sql, parameters),
    streamQuery() {
      throw new Error('no query is streamed');
    },
  };
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    async beginTransaction() {
      if (failure !== undefined) throw new WriteRefused('failed', failure);
      run('begin immediate');
    },
    async commitTransaction() {
      run('commit');
      onCommit();
      checkpoint();
    },
    async rollbackTransaction() {
      // A failed write may have ended the transaction already (sqlite.org/lang_transaction.html, "Response To Errors").
      if (database.isTransaction) run('rollback');
    },
    destroy: async () => {},
  };
}

interface Prepared {
  readonly statement: StatementSync;
  /** Whether it answers rows. */
  readonly reads: boolean;
}
