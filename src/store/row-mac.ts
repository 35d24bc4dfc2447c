import { sameBytes } from '../base/same-secret.ts';
import type { Cell } from './kinds.ts';
import { Corrupt } from './refusal.ts';
import type { Row, Shape } from './table.ts';

/**
 * Computes a MAC over a list of parts, under a key that lives outside the database. It must encode the parts so that
 * no two lists become the same bytes, as by putting each length before its part.
 */
export interface Mac {
  (parts: readonly Cell[]): string;
  /** The same under keys before, under which rows may still be while a store is given another key. Rows are only read under these. */
  readonly before?: readonly ((parts: readonly Cell[]) => string)[];
}

/**
 * Signs rows and checks them: the one place where a row's MAC is made or read (security.md 4.2). Whoever can write the database
 * file but does not hold the key can then not give himself a right by adding or altering a row.
 */
export function rowMac(mac: Mac) {
  return {
    /** The row with its MAC. */
    sign(table: Shape, row: Row): Row {
      return { ...row, mac: mac(parts(table, row)) };
    },

    /** The same row, proven to be one that was signed for this table. Throws `Corrupt` otherwise. */
    verify(table: Shape, row: Readonly<Record<string, unknown>>): Row {
      if (table.fits(row) && typeof row.mac === 'string') {
        const proven = row as Row & { mac: string };
        const list = parts(table, proven);
        if (equal(proven.mac, mac(list))) return proven;
        // One key after the other may be tried here: unlike a seal, an HMAC commits to its key.
        if (mac.before?.some((under) => equal(proven.mac, under(list)))) return proven;
      }
      throw new Corrupt(table.name, keyOf(table, row));
    },

    /** Whether a row that was verified is under the key of now. */
    isCurrent: (table: Shape, row: Row): boolean => equal(String(row.mac), mac(parts(table, row))),
  };
}

export type RowMac = ReturnType<typeof rowMac>;

/**
 * Table name, then name and value of each protected column that is not null. A null column is left out, so that a
 * later version may add a column without signing every row anew; setting a value to null still changes the list.
 */
function parts(table: Shape, row: Row): Cell[] {
  const list: Cell[] = [table.name];
  for (const column of table.protectedColumns) {
    const cell = row[column]!;
    if (cell !== null) list.push(column, cell);
  }
  return list;
}

const equal = (one: string, other: string): boolean => sameBytes(Buffer.from(one), Buffer.from(other));

const keyOf = (table: Shape, row: Readonly<Record<string, unknown>>): string =>
  table.key.map((column) => String(row[column])).join(' ');
