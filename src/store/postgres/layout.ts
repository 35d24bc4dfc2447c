import { DatabaseError } from 'pg';
import { damaged, FORMAT, judge, newMeta, notAStore } from '../format.ts';
import { migrations } from '../migrations.ts';
import { StoreRefusal } from '../refusal.ts';
import type { Mac } from '../row-mac.ts';
import type { Session } from './sessions.ts';

/**
 * Our SQL in PostgreSQL's words. Its INTEGER has 32 bits, SQLite's 64. Its order of text is that of the database's
 * language unless a column says otherwise: names are ordered by bytes, as in SQLite, and a page goes on after a name.
 */
export const translated = (statement: string): string =>
  statement.replace(/\bINTEGER\b/g, 'BIGINT').replace(/\bTEXT\b/g, 'TEXT COLLATE "C"');

/** Lays out a new store in a database that holds none. All or nothing. */
export async function layOut(session: Session, name: string, mac: Mac): Promise<void> {
  try {
    await inTransaction(session, async () => {
      await session.run(translated('CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)'));
      for (const [key, value] of newMeta(mac)) {
        await session.run('INSERT INTO meta (name, value) VALUES ($1, $2)', [key, value]);
      }
      await climb(session, 0);
    });
  } catch (error) {
    // 23505: somebody else lays out the same tables at this moment.
    if (!['42P07', '23505'].includes(codeOf(error))) throw error;
    throw new StoreRefusal('exists', `there is a store already, or a table of the same name: \`${name}\``);
  }
}

/** Takes a store away again that this process has just laid out and that nobody knows yet. */
export async function takeAway(session: Session): Promise<void> {
  await session.run(`DROP TABLE ${tablesOf(FORMAT).join(', ')}`);
}

/**
 * Refuses a database that holds no store of ours, one that is newer than this program, of another key, or that lacks a table.
 * Writes nothing. Gives the format in which the store is. Pages are PostgreSQL's own to check (data checksums).
 */
export async function inspect(session: Session, name: string, mac: Mac): Promise<number> {
  const format = judge(await readMeta(session, name), name, mac);
  const found = await session.run('SELECT c.relname AS name FROM pg_class c WHERE pg_table_is_visible(c.oid)');
  const there = new Set(found.rows.map((row) => (row as { name: string }).name));
  const missing = tablesOf(format).find((table) => !there.has(table));
  if (missing !== undefined) throw damaged(name, `it has no table \`${missing}\``);
  const counter = await session.run('SELECT seq FROM change_counter WHERE shard = 0');
  if (counter.rows.length !== 1) throw damaged(name, 'it has lost its change counter');
  return format;
}

/** Takes the steps that are missing, all or none. Of two nodes that begin at once, one waits and finds them taken. */
export async function migrate(session: Session): Promise<void> {
  await inTransaction(session, async () => {
    const { rows } = await session.run(`SELECT value FROM meta WHERE name = 'format' FOR UPDATE`);
    const from = Number((rows[0] as { value: string }).value);
    if (from < FORMAT) await climb(session, from);
  });
}

const tablesOf = (format: number): readonly string[] => [
  'meta',
  ...migrations
    .slice(0, format)
    .flat()
    .flatMap((statement) => /^CREATE TABLE (\w+)/.exec(statement)?.[1] ?? []),
];

async function readMeta(session: Session, name: string): Promise<ReadonlyMap<unknown, unknown>> {
  try {
    const { rows } = await session.run(`SELECT name, value FROM meta WHERE name IN ('format', 'key_check')`);
    return new Map((rows as { name: unknown; value: unknown }[]).map((row) => [row.name, row.value]));
  } catch (error) {
    // undefined_table
    if (codeOf(error) === '42P01') {
      throw new StoreRefusal('missing', `no store in the database \`${name}\`: run \`rolecall init\``);
    }
    // undefined_column
    if (codeOf(error) === '42703') throw notAStore(name);
    throw error;
  }
}

async function climb(session: Session, from: number): Promise<void> {
  for (const statement of migrations.slice(from).flat()) await session.run(translated(statement));
  await session.run(`UPDATE meta SET value = $1 WHERE name = 'format'`, [String(FORMAT)]);
}

async function inTransaction(session: Session, work: () => Promise<void>): Promise<void> {
  await session.run('BEGIN');
  try {
    await work();
    await session.run('COMMIT');
  } catch (error) {
    await session.run('ROLLBACK').catch(() => {});
    throw error;
  }
}

const codeOf = (error: unknown): string => (error instanceof DatabaseError ? (error.code ?? '') : '');
