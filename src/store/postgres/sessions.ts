import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { DatabaseAddress } from './address.ts';
import { ConnectionLost } from './problem.ts';

/** What one statement came to. */
export interface Answer {
  readonly rows: unknown[];
  readonly count: number;
  /** The command tag, as `COMMIT`: a commit of a transaction that has failed answers `ROLLBACK`, and no error. */
  readonly command: string;
}

/** One connection, while it is somebody's. */
export interface Session {
  run(sql: string, parameters?: readonly unknown[]): Promise<Answer>;
  /** Warnings that the server sent since this was last asked. */
  warnings(): number;
  /** Gives the connection back; one that is broken, or in the middle of something, is closed instead. */
  end(state: 'clean' | 'broken'): void;
}

export interface Sessions {
  take(): Promise<Session>;
  close(): Promise<void>;
}

/** A name server or a network may swallow what is sent to it: nobody waits longer than this for a connection. */
const CONNECT_MS = 1500;
/** The server gives up on a statement, or on waiting for a lock; a little later we give up on the server. */
const STATEMENT_MS = 2500;
const ANSWER_MS = 3000;
const PATIENT_MS = 600_000;
/** A node that stands still in the middle of a change lets the others go on: all changes pass one row. */
const IDLE_IN_CHANGE_MS = 10_000;
const KEEP_ALIVE_MS = 5000;

/**
 * Every session begins so. A commit is answered when it is on disk, on the standby too where there is a synchronous one,
 * whatever the server's, the role's or PGOPTIONS' default is; and what the server is told in UTF-8 comes back so.
 */
const SETTINGS = [
  'SET synchronous_commit = on',
  `SET statement_timeout = ${STATEMENT_MS}`,
  `SET lock_timeout = ${STATEMENT_MS}`,
  `SET idle_in_transaction_session_timeout = ${IDLE_IN_CHANGE_MS}`,
  'SET standard_conforming_strings = on',
  `SET client_encoding = 'UTF8'`,
].join('; ');

/**
 * A pool of connections that heals by itself: one that broke is closed, and the next `take` makes another. With `patience`
 * statements may take as long as they need: for the steps to a newer format, which nobody waits for yet.
 */
export function sessions(
  address: DatabaseAddress,
  { max, patience = false }: { max: number; patience?: boolean },
): Sessions {
  const pool = new pg.Pool({
    host: address.host,
    port: address.port,
    database: address.database,
    user: address.user,
    // A function, so that PGPASSWORD is not read: the environment of a process is not where secrets are kept.
    password: () => address.password ?? '',
    ssl: address.tls === undefined ? false : tlsOptions(address.tls.caFile),
    application_name: 'rolecall',
    max,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    allowExitOnIdle: true,
    types: { getTypeParser },
    Client: EndingClient as new () => pg.Client,
    onConnect: async (client) => {
      await inTime(client.query(SETTINGS));
      if (patience) await inTime(client.query('SET statement_timeout = 0; SET lock_timeout = 0'));
    },
  });
  // An idle connection that the server closes: the pool has already let it go.
  pool.on('error', () => {});
  return {
    async take() {
      const client = await pool.connect().catch((error: unknown) => {
        throw error instanceof pg.DatabaseError ? error : new ConnectionLost(error);
      });
      return sessionOf(client, patience ? PATIENT_MS : ANSWER_MS);
    },
    close: () => pool.end(),
  };
}

/** A client that could not be connected leaves its socket open, for the server to wait for the rest of a handshake. */
class EndingClient extends pg.Client {
  override connect(): Promise<pg.Client>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.Client> | undefined {
    const connecting = super.connect().catch((error: unknown) => {
      this.connection.stream.destroy();
      throw error;
    });
    if (callback === undefined) return connecting;
    const told = callback as (error: unknown, client?: pg.Client) => void;
    connecting.then((client) => told(null, client), told);
    return undefined;
  }
}

type Connected = ((error: Error) => void) | ((error: null, client: pg.Client) => void);

function sessionOf(client: pg.PoolClient, answerMs: number): Session {
  let warned = 0;
  const onNotice = (): void => {
    warned++;
  };
  // Without a listener an error between two statements would end the process; the next statement reports it.
  const onError = (): void => {};
  client.on('notice', onNotice);
  client.on('error', onError);
  return {
    async run(sql, parameters = []) {
      const answered = client.query(sql, parameters as unknown[]);
      const { rows, rowCount, command } = await inTime(answered, answerMs).catch((error: unknown) => {
        if (error instanceof pg.DatabaseError || error instanceof TypeError) throw error;
        throw new ConnectionLost(error);
      });
      return { rows, count: rowCount ?? 0, command };
    },
    warnings() {
      const seen = warned;
      warned = 0;
      return seen;
    },
    end(state) {
      client.off('notice', onNotice);
      client.off('error', onError);
      client.release(state === 'broken');
    },
  };
}

/** The client's own time-out would hand the connection on while the server may still be at the statement. */
async function inTime<Result>(answered: Promise<Result>, ms = ANSWER_MS): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The name in the certificate is held against the host of the address; pg hands it on. */
const tlsOptions = (caFile: string | undefined) => ({
  rejectUnauthorized: true,
  ...(caFile === undefined ? {} : { ca: readFileSync(caFile, 'utf8') }),
});

const INT8 = 20;
const INT4 = 23;

/**
 * Our columns are text and 64-bit integers. One that a JavaScript number cannot hold stays text, and `fits` then refuses
 * its row: a number must not be another one than was written.
 */
function getTypeParser(type: number) {
  return type === INT8 || type === INT4 ? safeInteger : asItIs;
}

function safeInteger(text: string | Buffer): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : String(text);
}

const asItIs = (text: string | Buffer): string => String(text);
