import { DatabaseError } from 'pg';
import { StoreRefusal } from '../refusal.ts';
import type { Mac } from '../row-mac.ts';
import type { Store } from '../store.ts';
import type { DatabaseAddress } from './address.ts';
import { inspect, layOut, migrate, takeAway } from './layout.ts';
import { passwordFor } from './pass-file.ts';
import { postgresStore } from './postgres-store.ts';
import { problemOf } from './problem.ts';
import { type Session, type Sessions, sessions } from './sessions.ts';

export interface PostgresOptions {
  readonly address: DatabaseAddress;
  readonly mac: Mac;
  /** Told every statement as it goes to the database, so that a test can count them. */
  readonly onStatement?: (sql: string) => void;
}

const READERS_MAX = 8;

/**
 * Opens the store in a database. Refuses one that cannot be reached, that holds no store, one that is newer than this
 * program, of another key, or damaged, and leaves it as it was. The caller closes it.
 */
export async function openPostgres({ mac, ...options }: PostgresOptions): Promise<Store> {
  const address = withPassword(options.address);
  const readers = sessions(address, { max: READERS_MAX });
  const writers = sessions(address, { max: 1 });
  try {
    await withSession(readers, (session) => inspect(session, address.name, mac));
    await patiently(address, migrate);
    return await postgresStore({ ...options, readers, writers, mac });
  } catch (error) {
    await readers.close();
    await writers.close();
    throw told(error, address);
  }
}

/** Makes a new store in a database that holds none, and opens it. */
export async function createPostgres(options: PostgresOptions): Promise<Store> {
  const address = withPassword(options.address);
  await patiently(address, (session) => layOut(session, address.name, options.mac)).catch((error: unknown) => {
    throw told(error, address);
  });
  try {
    return await openPostgres({ ...options, address });
  } catch (error) {
    await patiently(address, takeAway);
    throw error;
  }
}

/** Whether the database holds a store, of whatever key. Refuses one that cannot be asked. */
export async function holdsPostgres(given: DatabaseAddress): Promise<boolean> {
  const address = withPassword(given);
  return patiently(address, async (session) => {
    const { rows } = await session.run(`SELECT to_regclass('meta') IS NOT NULL AS there`);
    return (rows[0] as { there: string }).there === 't';
  }).catch((error: unknown) => {
    throw told(error, address);
  });
}

/** Takes away what `createPostgres` has just made. */
export const removePostgres = (address: DatabaseAddress): Promise<void> => patiently(withPassword(address), takeAway);

function withPassword(address: DatabaseAddress): DatabaseAddress {
  if (address.password !== undefined) return address;
  try {
    return { ...address, password: passwordFor(address, process.env) };
  } catch (error) {
    throw new StoreRefusal('unreachable', (error as Error).message);
  }
}

async function patiently<Result>(address: DatabaseAddress, work: (session: Session) => Promise<Result>) {
  const once = sessions(address, { max: 1, patience: true });
  try {
    return await withSession(once, work);
  } finally {
    await once.close();
  }
}

async function withSession<Result>(from: Sessions, work: (session: Session) => Promise<Result>): Promise<Result> {
  const session = await from.take();
  try {
    return await work(session);
  } finally {
    session.end('broken');
  }
}

/** What the database or the way to it says, as one sentence for the terminal. */
function told(error: unknown, { name, user }: DatabaseAddress): unknown {
  if (error instanceof DatabaseError && (problemOf(error) === 'lost' || REFUSED.test(error.code ?? ''))) {
    return new StoreRefusal('unreachable', `the database \`${name}\` refuses \`${user}\`: ${error.message}`);
  }
  if (problemOf(error) === 'failed') {
    return new StoreRefusal('damaged', `\`${name}\` is damaged, restore a backup: ${(error as Error).message}`);
  }
  if (problemOf(error) === 'lost') {
    return new StoreRefusal('unreachable', `the database \`${name}\` cannot be reached: ${reasonOf(error)}`);
  }
  return error;
}

/** Invalid authorisation, no such database, insufficient privilege. */
const REFUSED = /^28|^3D|^42501$/;

function reasonOf(error: unknown): string {
  const { cause } = error as Error;
  const reason = cause instanceof Error ? cause : (error as Error);
  if (/password must be/.test(reason.message)) return 'it asks for a password: name a PGPASSFILE or a --database-file';
  return (reason as NodeJS.ErrnoException).code ?? reason.message;
}
