import { type Compilable, CompiledQuery, type Kysely, type QueryResult } from 'kysely';
import type { Schema } from './rows.ts';

/**
 * Runs a statement whose text is always the same, so that it is built once for each database: building one takes the SQL builder
 * three times as long as SQLite takes to do it. The parameters are those that `build` has, in the same order.
 */
export function runCompiled<Found>(
  db: Kysely<Schema>,
  name: string,
  parameters: readonly unknown[],
  build: () => Compilable,
): Promise<QueryResult<Found>> {
  const { adapter } = db.getExecutor();
  const texts = known.get(adapter) ?? new Map<string, string>();
  known.set(adapter, texts);
  const text = texts.get(name) ?? build().compile().sql;
  texts.set(name, text);
  return db.executeQuery<Found>(CompiledQuery.raw(text, [...parameters]));
}

/** Texts by what is built, of each open database. */
const known = new WeakMap<object, Map<string, string>>();
