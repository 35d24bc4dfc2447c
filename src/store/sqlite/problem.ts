import type { Problem } from '../problem.ts';

/** Reads the meaning out of an error of node:sqlite by its result code (sqlite.org/rescode.html). */
export function problemOf(error: unknown): Problem {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  if (typeof code !== 'number') return 'other';
  // SQLite has no code of its own for a schema that does not read.
  if ((error as Error).message.startsWith('malformed database schema')) return 'failed';
  return EXTENDED.get(code) ?? PRIMARY.get(code & 0xff) ?? 'other';
}

const EXTENDED: ReadonlyMap<number, Problem> = new Map([
  [1555, 'taken'], // SQLITE_CONSTRAINT_PRIMARYKEY
  [2067, 'taken'], // SQLITE_CONSTRAINT_UNIQUE
  [787, 'dangling'], // SQLITE_CONSTRAINT_FOREIGNKEY
]);

const PRIMARY: ReadonlyMap<number, Problem> = new Map([
  [5, 'busy'], // SQLITE_BUSY
  [10, 'failed'], // SQLITE_IOERR
  [11, 'failed'], // SQLITE_CORRUPT
  [13, 'full'], // SQLITE_FULL
  [26, 'not-a-database'], // SQLITE_NOTADB
]);
