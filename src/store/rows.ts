import type { Kysely, SelectQueryBuilder } from 'kysely';
import { runCompiled } from './compiled.ts';
import type { Cell } from './kinds.ts';
import type { ProblemOf } from './problem.ts';
import { Corrupt } from './refusal.ts';
import type { RowMac } from './row-mac.ts';
import { Conflict } from './store.ts';
import type { Row, Table } from './table.ts';

/** Any of our tables, to the SQL builder; `tables.ts` holds the columns to the records. */
export type Schema = Record<string, Record<string, Cell>>;

export type Where = Readonly<Record<string, Cell>>;

export type Query = SelectQueryBuilder<Schema, string, Row>;

/**
 * Reads and writes whole rows of any table. Every row that is read passes its MAC here, and is the row that was asked
 * for: an index that somebody bent to point elsewhere answers `Corrupt`, not another user's policy.
 */
export function rows(db: () => Kysely<Schema>, mac: RowMac, problemOf: ProblemOf) {
  const select = (table: Table<unknown>, where: Where): Query => {
    let query = db()
      .selectFrom(table.name)
      .select([...table.columns, 'mac']) as Query;
    for (const [column, cell] of Object.entries(where)) query = query.where(column, cell === null ? 'is' : '=', cell);
    return query;
  };

  /** A statement whose text hangs on its columns alone. */
  const runSelect = async (table: Table<unknown>, where: Where, order: readonly string[]): Promise<Row[]> => {
    const columns = Object.entries(where).map(([column, cell]) => (cell === null ? `${column} is null` : column));
    const cells = Object.values(where).filter((cell) => cell !== null);
    const { rows: found } = await runCompiled<Row>(db(), `${table.name} by ${columns} in ${order}`, cells, () =>
      order.reduce((query, column) => query.orderBy(column), select(table, where)),
    );
    return found;
  };

  const proven = <Entity>(table: Table<Entity>, where: Where, found: Row): Entity => {
    const row = mac.verify(table, found);
    for (const [column, cell] of Object.entries(where)) {
      if (row[column] !== cell) throw new Corrupt(table.name, String(cell));
    }
    return table.toRecord(row);
  };

  return {
    async one<Entity>(table: Table<Entity>, where: Where): Promise<Entity | undefined> {
      const [row] = await runSelect(table, where, []);
      return row === undefined ? undefined : proven(table, where, row);
    },

    /** All rows that match, ordered by these columns. */
    async all<Entity>(table: Table<Entity>, where: Where, order: readonly string[]): Promise<Entity[]> {
      return (await runSelect(table, where, order)).map((row) => proven(table, where, row));
    },

    /** All rows that match, in the order and number that `shape` gives them. */
    async many<Entity>(table: Table<Entity>, where: Where, shape: (query: Query) => Query): Promise<Entity[]> {
      const found = await shape(select(table, where)).execute();
      return found.map((row) => proven(table, where, row));
    },

    async count(name: string, where: Where): Promise<number> {
      let query = db()
        .selectFrom(name)
        .select((eb) => eb.fn.countAll<number>().as('count'));
      for (const [column, cell] of Object.entries(where)) query = query.where(column, '=', cell);
      return Number((await query.executeTakeFirstOrThrow()).count);
    },

    /** The different values that a column of an account's rows has. */
    async distinct(name: string, column: string, account: string): Promise<ReadonlySet<string>> {
      const query = db().selectFrom(name).select(column).distinct();
      const found = await query.where('account', '=', account).where(column, 'is not', null).execute();
      return new Set(found.map((row) => String(row[column])));
    },

    /** Writes a whole row: new, or over the one of the same key in the same account. */
    async put<Entity>(table: Table<Entity>, record: Entity, account: string): Promise<void> {
      const row = mac.sign(table, table.toRow(record, account));
      const key = table.key.map((column) => row[column]).join(' ');
      const owned = table.columns.includes('account');
      const build = () =>
        db()
          .insertInto(table.name)
          .values(row)
          .onConflict((conflict) => {
            const over = conflict
              .columns([...table.key])
              .doUpdateSet((eb) =>
                Object.fromEntries(Object.keys(row).map((column) => [column, eb.ref(`excluded.${column}`)])),
              );
            return owned ? over.whereRef(`${table.name}.account`, '=', 'excluded.account') : over;
          });
      const { numAffectedRows } = await runCompiled(db(), `put ${table.name}`, Object.values(row), build).catch(
        (error: unknown) => {
          const problem = problemOf(error);
          if (problem === 'taken') throw new Conflict(`${table.name} ${key}`);
          if (problem === 'dangling') throw new Error(`${table.name} ${key} belongs to something that is not there`);
          throw error;
        },
      );
      if (numAffectedRows !== 1n) throw new Conflict(`${table.name} ${key}`);
    },

    /** Whether there was something to remove. */
    async remove(name: string, where: Where): Promise<boolean> {
      let query = db().deleteFrom(name);
      for (const [column, cell] of Object.entries(where)) query = query.where(column, '=', cell);
      return (await query.executeTakeFirstOrThrow()).numDeletedRows > 0n;
    },
  };
}

export type Rows = ReturnType<typeof rows>;
