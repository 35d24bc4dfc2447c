import { type Cell, fits, type Kind, text } from './kinds.ts';

/** One table: its columns and how a record becomes a row and comes back. */
export interface Table<Entity> extends Shape {
  toRow(record: Entity, account: string): Row;
  toRecord(row: Row): Entity;
}

/** What a table is, whatever records it holds. */
export interface Shape {
  readonly name: string;
  /** The columns of the primary key. */
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** The columns under the row's MAC: all but the few that say otherwise. */
  readonly protectedColumns: readonly string[];
  /** Whether every cell is of the kind that this program writes there. */
  fits(row: Readonly<Record<string, unknown>>): boolean;
}

/** Cells by column. The names are ours, never a user's. */
export type Row = Record<string, Cell>;

interface Description<Entity> {
  readonly key: readonly string[];
  /** Every field of the record; a field that is added there and forgotten here does not compile. */
  readonly fields: { readonly [Field in keyof Entity]-?: Kind<Entity[Field]> };
  /** Text columns beside the record's own, computed from it and its account. */
  readonly derived?: Readonly<Record<string, (record: Entity, account: string) => string>>;
  readonly unprotected?: readonly string[];
}

/** Describes a table. The column of a field `createdAt` is `created_at`. */
export function table<Entity>(
  name: string,
  { key, fields, derived = {}, unprotected = [] }: Description<Entity>,
): Table<Entity> {
  const own = (Object.keys(fields) as (keyof Entity & string)[]).map((field) => ({
    field,
    column: columnOf(field),
    kind: fields[field] as Kind<unknown>,
  }));
  const computed = Object.entries(derived);
  const columns = [...own.map(({ column }) => column), ...computed.map(([column]) => column)];
  return {
    name,
    key,
    columns,
    protectedColumns: columns.filter((column) => !unprotected.includes(column)),
    toRow(record, account) {
      const row: Row = {};
      for (const { field, column, kind } of own) row[column] = kind.write(record[field]);
      for (const [column, compute] of computed) row[column] = compute(record, account);
      return row;
    },
    toRecord(row) {
      const record: Partial<Entity> = {};
      for (const { field, column, kind } of own) record[field] = kind.read(row[column]!) as Entity[typeof field];
      return record as Entity;
    },
    fits: (row) =>
      own.every(({ column, kind }) => fits(kind as Kind<never>, row[column])) &&
      computed.every(([column]) => fits(text as Kind<never>, row[column])),
  };
}

const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
