import { timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { migrations } from './migrations.ts';
import { StoreRefusal } from './refusal.ts';
import type { Mac } from './row-mac.ts';
import { problemOf } from './sqlite/problem.ts';

/** The number of steps that this program knows. */
export const FORMAT = migrations.length;

/** Lays out a new store in an empty database. */
export function layOut(database: DatabaseSync, mac: Mac): void {
  inTransaction(database, () => {
    database.exec('CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
    const insert = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)');
    insert.run('format', '0');
    insert.run('key_check', mac(KEY_CHECK));
    climb(database, 0);
  });
}

/**
 * Refuses a file that is no store of ours, is newer than this program, belongs to another key or is damaged. Writes nothing.
 * Gives the format in which the store is.
 */
export function inspect(database: DatabaseSync, file: string, mac: Mac): number {
  const { format, keyCheck } = readMeta(database, file);
  if (format > FORMAT) {
    throw new StoreRefusal(
      'newer',
      `\`${file}\` is of format ${format}, this program knows ${FORMAT}: run a newer one`,
    );
  }
  const expected = Buffer.from(mac(KEY_CHECK));
  const found = Buffer.from(keyCheck);
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) {
    throw new StoreRefusal('wrong-key', `\`${file}\` was made under another root key`);
  }
  // Not quick_check: it leaves out whether indexes and rows agree, and one flipped byte in an index hides a row, which may be
  // the one that denies. On 100,000 rows this takes 0.3 s instead of 0.06.
  const verdict = database.prepare('PRAGMA integrity_check(1)').get()?.integrity_check;
  if (verdict !== 'ok') throw damaged(file, String(verdict));
  return format;
}

/** Takes the steps that are missing, all or none. */
export function migrate(database: DatabaseSync, from: number): void {
  if (from < FORMAT) inTransaction(database, () => climb(database, from));
}

export const notAStore = (file: string): StoreRefusal =>
  new StoreRefusal('not-a-store', `\`${file}\` is not a Rolecall store`);

export const damaged = (file: string, how: string): StoreRefusal =>
  new StoreRefusal('damaged', `\`${file}\` is damaged, restore a backup: ${how}`);

const KEY_CHECK = ['meta', 'key_check'] as const;

function readMeta(database: DatabaseSync, file: string): { format: number; keyCheck: string } {
  try {
    const rows = database.prepare(`SELECT name, value FROM meta WHERE name IN ('format', 'key_check')`).all();
    const meta = new Map(rows.map(({ name, value }) => [name, value]));
    const format = meta.get('format');
    const keyCheck = meta.get('key_check');
    if (typeof format === 'string' && /^[0-9]{1,9}$/.test(format) && typeof keyCheck === 'string') {
      return { format: Number(format), keyCheck };
    }
  } catch (error) {
    // SQLite says "no such table" or "no such column" with its general code, which `problemOf` leaves open.
    const problem = problemOf(error);
    if (problem === 'failed') throw damaged(file, (error as Error).message);
    if (problem !== 'other' && problem !== 'not-a-database') throw error;
  }
  throw notAStore(file);
}

function climb(database: DatabaseSync, from: number): void {
  for (const statement of migrations.slice(from).flat()) database.exec(statement);
  database.prepare(`UPDATE meta SET value = ? WHERE name = 'format'`).run(String(FORMAT));
}

function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
