/** What a database column holds. TEXT and INTEGER are all that SQLite and PostgreSQL mean alike. */
export type Cell = string | number | null;

/** How one field of a record becomes a cell and comes back. */
export interface Kind<Value> {
  readonly type: 'text' | 'integer';
  readonly nullable: boolean;
  write(value: Value): Cell;
  read(cell: Cell): Value;
}

export const text: Kind<string> = kind('text', false, same, same);
export const integer: Kind<number> = kind('integer', false, same, same);
export const optionalText: Kind<string | undefined> = kind<string | undefined>('text', true, nullOf, undefinedOf);
export const optionalInteger: Kind<number | undefined> = kind<number | undefined>('integer', true, nullOf, undefinedOf);
export const flag: Kind<boolean> = kind('integer', false, Number, (cell) => cell === 1);

/** Anything that JSON carries whole: tags, a trust policy with its bindings. */
export const json = <Value>(): Kind<Value> => kind('text', false, JSON.stringify, (cell) => JSON.parse(cell as string));

export const optionalJson = <Value>(): Kind<Value | undefined> =>
  kind<Value | undefined>(
    'text',
    true,
    (value) => (value === undefined ? null : JSON.stringify(value)),
    (cell) => (cell === null ? undefined : JSON.parse(cell as string)),
  );

/** Whether a cell that came out of the database is of the kind that was put in. */
export function fits({ type, nullable }: Kind<never>, cell: unknown): cell is Cell {
  if (cell === null) return nullable;
  return type === 'text' ? typeof cell === 'string' : Number.isSafeInteger(cell);
}

function kind<Value>(
  type: 'text' | 'integer',
  nullable: boolean,
  write: (value: Value) => Cell,
  read: (cell: Cell) => unknown,
): Kind<Value> {
  return { type, nullable, write, read: read as (cell: Cell) => Value };
}

function same<Same extends Cell>(value: Same): Same {
  return value;
}

function nullOf(value: string | number | undefined): Cell {
  return value ?? null;
}

function undefinedOf(cell: Cell): Cell | undefined {
  return cell ?? undefined;
}
