import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Cell } from '../../src/store/kinds.ts';
import { type DatabaseAddress, readAddress } from '../../src/store/postgres/address.ts';
import { passwordFor } from '../../src/store/postgres/pass-file.ts';

/** The server that these tests may use: each makes databases of its own there. `npm run test:postgres` brings one. */
export const server = process.env.ROLECALL_POSTGRES;

if (server === undefined) {
  console.warn('NOT RUN on PostgreSQL: ROLECALL_POSTGRES names no server; `npm run test:postgres` brings one');
}

/** A connection of the test's own, as somebody else would have it. */
export async function stranger(address: DatabaseAddress): Promise<pg.Client> {
  const { host, port, user, database } = address;
  const client = new pg.Client({ host, port, user, database, password: passwordFor(address, process.env) });
  await client.connect();
  return client;
}

/** A new, empty database. */
export async function freshDatabase(): Promise<DatabaseAddress> {
  const home = readAddress(server!);
  const name = `rolecall_test_${randomBytes(6).toString('hex')}`;
  const client = await stranger(home);
  await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  await client.end();
  return readAddress(urlOf(name));
}

/** Where the server's password is. */
export const passFile = (): string => process.env.PGPASSFILE!;

export const urlOf = (database: string): string => server!.replace(/[^/]*$/, database);

export const macUnder = (fill: number) => {
  const key = createSecretKey(Buffer.alloc(32, fill));
  return (parts: readonly Cell[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64');
};
