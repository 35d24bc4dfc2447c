import { Kysely } from 'kysely';
import { readCounter } from '../change-log.ts';
import { storeOver } from '../engine.ts';
import type { Mac } from '../row-mac.ts';
import type { Schema } from '../rows.ts';
import type { Store } from '../store.ts';
import { type CommitUnderWay, readingDialect, writingDialect } from './dialect.ts';
import { type Follower, follow } from './follow.ts';
import { problemOf } from './problem.ts';
import type { Sessions } from './sessions.ts';

interface Parts {
  readonly writers: Sessions;
  readonly readers: Sessions;
  readonly mac: Mac;
  readonly onStatement?: (sql: string) => void;
}

/** The store over two pools: one that writes, one change at a time, and one that reads what is committed. */
export async function postgresStore({ writers, readers, mac, onStatement = () => {} }: Parts): Promise<Store> {
  const underWay: CommitUnderWay = { answered: undefined };
  const reading = new Kysely<Schema>({ dialect: readingDialect(readers, underWay, onStatement) });
  // The follower looks without being counted: it is on nobody's way.
  const looking = new Kysely<Schema>({ dialect: readingDialect(readers, underWay, () => {}) });
  let follower: Follower | undefined;
  const { store, tell } = storeOver(mac, (onCommit) => ({
    writing: new Kysely<Schema>({ dialect: writingDialect(writers, underWay, { onStatement, onCommit }) }),
    reading,
    problemOf,
    async close() {
      await follower?.stop();
      await readers.close();
      await writers.close();
    },
  }));
  store.onChange((_accounts, sequence) => follower?.told(sequence));
  follower = follow(looking, await readCounter(looking), tell);
  return store;
}
