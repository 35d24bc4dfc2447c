import type { Kysely } from 'kysely';
import { runCompiled } from './compiled.ts';
import type { Schema } from './rows.ts';

/** How many changes are remembered for readers that are behind; one that is further behind must forget all it knows. */
export const CHANGES_KEPT = 100_000;

const FORGET_EVERY = 1000;
const SHARD = 0;

/**
 * Raises the change counter and notes who changed, as the last thing a transaction does: the counter's row is locked
 * until the commit, so numbers become visible in their order and a reader of `seq > last` misses none. An identity
 * column would hand out its number early and leave gaps that close later.
 */
export async function raiseCounter(db: Kysely<Schema>, accounts: ReadonlySet<string>): Promise<number> {
  const raised = await runCompiled<{ seq: number }>(db, 'raise', [1, SHARD], () =>
    db
      .updateTable('change_counter')
      .set((eb) => ({ seq: eb('seq', '+', 1) }))
      .where('shard', '=', SHARD)
      .returning('seq'),
  );
  const sequence = Number(raised.rows[0]!.seq);
  for (const account of accounts) {
    await runCompiled(db, 'note', [SHARD, sequence, account], () =>
      db.insertInto('changes').values({ shard: SHARD, seq: sequence, account }),
    );
  }
  // Not every time: it is the same to a reader whether a little more is kept.
  if (sequence % FORGET_EVERY === 0) {
    await db
      .deleteFrom('changes')
      .where('shard', '=', SHARD)
      .where('seq', '<=', sequence - CHANGES_KEPT)
      .execute();
  }
  return sequence;
}

/** The number of the last change that this connection sees. */
export async function readCounter(db: Kysely<Schema>): Promise<number> {
  const { seq } = await db
    .selectFrom('change_counter')
    .select('seq')
    .where('shard', '=', SHARD)
    .executeTakeFirstOrThrow();
  return Number(seq);
}

/** The accounts of each change after `from`, up to `to`, in their order. */
export async function readChanges(
  db: Kysely<Schema>,
  from: number,
  to: number,
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const rows = await db
    .selectFrom('changes')
    .select(['seq', 'account'])
    .where('shard', '=', SHARD)
    .where('seq', '>', from)
    .where('seq', '<=', to)
    .orderBy('seq')
    .execute();
  const changes = new Map<number, Set<string>>();
  for (const { seq, account } of rows) {
    const accounts = changes.get(Number(seq)) ?? new Set();
    changes.set(Number(seq), accounts.add(String(account)));
  }
  return changes;
}
