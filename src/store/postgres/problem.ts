import { DatabaseError } from 'pg';
import type { Problem } from '../problem.ts';
import { Unavailable } from '../refusal.ts';

/** Reads the meaning out of an error of PostgreSQL by its SQLSTATE (PostgreSQL manual, appendix A). */
export function problemOf(error: unknown): Problem {
  if (error instanceof DatabaseError) {
    const code = error.code ?? '';
    return CODES.get(code) ?? CLASSES.get(code.slice(0, 2)) ?? (isFatal(error) ? 'lost' : 'other');
  }
  return error instanceof ConnectionLost ? 'lost' : 'other';
}

/** The connection broke, or nobody answered in time. Whatever was under way over it was not committed. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super('the connection to the database broke', { cause });
    this.name = 'ConnectionLost';
  }
}

/** Whether the server ended the connection with this error. The word may be in the server's language, this field is not. */
export const isFatal = (error: DatabaseError): boolean => error.severity === 'FATAL' || error.severity === 'PANIC';

/** What leaves the store for a problem that does not last. */
export const asUnavailable = (error: unknown): unknown =>
  ['lost', 'busy', 'again'].includes(problemOf(error))
    ? new Unavailable('the database cannot be used now', error)
    : error;

const CODES: ReadonlyMap<string, Problem> = new Map([
  ['23505', 'taken'], // unique_violation
  ['23503', 'dangling'], // foreign_key_violation
  ['40001', 'again'], // serialization_failure
  ['40P01', 'again'], // deadlock_detected
  ['55P03', 'busy'], // lock_not_available: lock_timeout
  ['57014', 'busy'], // query_canceled: statement_timeout
  ['53100', 'full'], // disk_full
  ['25006', 'lost'], // read_only_sql_transaction: a standby, or a primary that was demoted
  ['57P01', 'lost'], // admin_shutdown
  ['57P02', 'lost'], // crash_shutdown
  ['57P03', 'lost'], // cannot_connect_now
  ['57P05', 'lost'], // idle_session_timeout
  ['25P03', 'lost'], // idle_in_transaction_session_timeout
  ['XX001', 'failed'], // data_corrupted
  ['XX002', 'failed'], // index_corrupted
]);

const CLASSES: ReadonlyMap<string, Problem> = new Map([
  ['08', 'lost'], // connection exceptions
  ['53', 'lost'], // insufficient resources: too many connections, out of memory
]);
