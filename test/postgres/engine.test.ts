import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { migrations } from '../../src/store/migrations.ts';
import type { DatabaseAddress } from '../../src/store/postgres/address.ts';
import { translated } from '../../src/store/postgres/layout.ts';
import { createPostgres, openPostgres } from '../../src/store/postgres/open.ts';
import { passwordFor } from '../../src/store/postgres/pass-file.ts';
import { sessions } from '../../src/store/postgres/sessions.ts';
import type { UserRecord } from '../../src/store/records.ts';
import { Corrupt, OutcomeUnknown, StoreRefusal, Unavailable } from '../../src/store/refusal.ts';
import { EVERY_ACCOUNT, type Store } from '../../src/store/store.ts';
import { proxyTo, type Way } from './proxy.ts';
import { freshDatabase, macUnder, server, stranger } from './support.ts';

/** What is PostgreSQL's own: opening, connections that break, other nodes, conflicts that pass. */

const mac = macUnder(1);
const A = '111111111111';
const B = '222222222222';
/** As it stands on the wire: not the setting that has it in its name. */
const COMMIT = 'commit\0';
const user = (id: string, createdAt = 1): UserRecord => ({
  id,
  account: A,
  name: id.toLowerCase(),
  path: '/',
  createdAt,
  tags: [],
  boundaryArn: undefined,
});

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});
const kept = <Closable extends { close(): unknown }>(made: Closable): Closable => {
  open.push(made);
  return made;
};

/** Runs statements as somebody else would, with the database in hand. */
async function behind(address: DatabaseAddress, ...statements: string[]): Promise<void> {
  const client = await stranger(address);
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function furnished(): Promise<{ address: DatabaseAddress; store: Store }> {
  const address = await freshDatabase();
  const store = kept(await createPostgres({ address, mac }));
  await store.change(async (tx) => {
    await tx.put.account({ id: A, uuid: 'a', createdAt: 1 });
    await tx.put.account({ id: B, uuid: 'b', createdAt: 1 });
    await tx.put.user(user('U1'));
  });
  return { address, store };
}

const reasonOf = (opening: Promise<Store>): Promise<string> =>
  opening.then(
    async (store) => {
      await store.close();
      return 'opened';
    },
    (error: unknown) => (error instanceof StoreRefusal ? error.reason : String(error)),
  );

describe.skipIf(server === undefined)('opening', () => {
  test('refuses what is missing, there already, no store, newer, of another key, or damaged', async () => {
    const empty = await freshDatabase();
    expect(await reasonOf(openPostgres({ address: empty, mac }))).toBe('missing');
    await behind(empty, 'CREATE TABLE meta (a TEXT)');
    expect(await reasonOf(openPostgres({ address: empty, mac }))).toBe('not-a-store');
    expect(await reasonOf(createPostgres({ address: empty, mac }))).toBe('exists');

    const { address, store } = await furnished();
    await store.close();
    open.pop();
    expect(await reasonOf(createPostgres({ address, mac }))).toBe('exists');
    expect(await reasonOf(openPostgres({ address, mac: macUnder(2) }))).toBe('wrong-key');
    expect(await reasonOf(openPostgres({ address, mac }))).toBe('opened');
    await behind(address, `UPDATE meta SET value = '9999' WHERE name = 'format'`);
    expect(await reasonOf(openPostgres({ address, mac }))).toBe('newer');
    await behind(address, `UPDATE meta SET value = '${migrations.length}' WHERE name = 'format'`);
    await behind(address, 'DELETE FROM change_counter');
    expect(await reasonOf(openPostgres({ address, mac }))).toBe('damaged');
    await behind(address, 'DROP TABLE attachments');
    expect(await reasonOf(openPostgres({ address, mac }))).toBe('damaged');
  });

  test('refuses what it cannot reach, and says no password', async () => {
    const address = await freshDatabase();
    const password = passwordFor(address, process.env)!;
    for (const wrong of [{ port: 1 }, { database: 'none' }, { user: 'nobody' }, { password: 'wrong' }]) {
      const refusal = await openPostgres({ address: { ...address, password, ...wrong }, mac }).catch((error) => error);
      expect(refusal).toMatchObject({ reason: 'unreachable' });
      expect(refusal.message).not.toContain(password);
      expect(refusal.message).not.toContain('wrong');
    }
  });

  test('takes the steps that are missing, also where two begin at once', async () => {
    const address = await freshDatabase();
    await behind(
      address,
      translated('CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)'),
      `INSERT INTO meta VALUES ('format', '1'), ('key_check', '${mac(['meta', 'key_check'])}')`,
      ...migrations[0]!.map(translated),
    );
    const both = await Promise.all([openPostgres({ address, mac }), openPostgres({ address, mac })]);
    for (const store of both) kept(store);
    await both[0].change((tx) => tx.put.account({ id: A, uuid: 'a', createdAt: 1 }));
    await both[1].change((tx) => tx.put.group({ id: 'G1', account: A, name: 'g', path: '/', createdAt: 1 }));
    expect(await both[0].groups.count(A)).toBe(1);
  });

  test('leaves nothing behind where the steps cannot all be taken', async () => {
    const address = await freshDatabase();
    await behind(address, 'CREATE TABLE jobs (a TEXT)');
    expect(await reasonOf(createPostgres({ address, mac }))).toBe('exists');
    const client = kept({ client: await stranger(address), close: () => undefined }).client;
    const { rows } = await client.query(
      `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    await client.end();
    expect(rows).toEqual([{ relname: 'jobs' }]);
  });
});

const ca = process.env.ROLECALL_POSTGRES_CA;
if (ca === undefined) console.warn('NOT RUN: PostgreSQL over TLS: ROLECALL_POSTGRES_CA names no certificate');

describe.skipIf(server === undefined || ca === undefined)('over TLS', () => {
  test('a server is believed under its own name, by authorities that are named, and not otherwise', async () => {
    const { address, store } = await furnished();
    const over = (host: string, caFile: string | undefined) => ({ ...address, host, tls: { caFile } });
    const password = passwordFor(address, process.env);
    const opened = kept(await openPostgres({ address: { ...over('localhost', ca), password }, mac }));
    expect(await opened.users.count(A)).toBe(await store.users.count(A));
    const client = await stranger(address);
    const { rows } = await client.query('SELECT count(*)::int AS n FROM pg_stat_ssl WHERE ssl');
    await client.end();
    expect(rows[0].n).toBeGreaterThan(0);
    for (const [wrong, reason] of [
      [over('127.0.0.1', ca), /ERR_TLS_CERT_ALTNAME_INVALID/],
      [over('localhost', undefined), /DEPTH_ZERO_SELF_SIGNED_CERT/],
    ] as const) {
      const refusal = await openPostgres({ address: { ...wrong, password }, mac }).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ reason: 'unreachable', message: expect.stringMatching(reason) });
    }
  });
});

describe.skipIf(server === undefined)('a session', () => {
  test('waits for the disk at a commit and has its limits, whatever the database says', async () => {
    const address = await freshDatabase();
    await behind(address, `ALTER DATABASE ${address.database} SET synchronous_commit = off`);
    const pool = kept(sessions({ ...address, password: passwordFor(address, process.env) }, { max: 1 }));
    const session = await pool.take();
    const shown = async (name: string) => Object.values((await session.run(`SHOW ${name}`)).rows[0] as object)[0];
    expect(await shown('synchronous_commit')).toBe('on');
    expect(await shown('statement_timeout')).toBe('2500ms');
    expect(await shown('lock_timeout')).toBe('2500ms');
    expect(await shown('idle_in_transaction_session_timeout')).toBe('10s');
    session.end('clean');
  });
});

describe.skipIf(server === undefined)('rows that somebody else wrote', () => {
  test.each([
    ['a name', `UPDATE users SET name = 'root'`],
    ['a number that no JavaScript number is', 'UPDATE users SET created_at = 9007199254740993'],
    ['a MAC', `UPDATE users SET mac = ''`],
  ])('%s: such a row is never served', async (_what, statement) => {
    const { address, store } = await furnished();
    await behind(address, statement);
    await expect(store.users.byId(A, 'U1')).rejects.toThrow(Corrupt);
  });
});

describe.skipIf(server === undefined)('a change that the database gives up', () => {
  /** The first so many inserts of a user fail with this code, as a rival would have them fail. */
  const failing = (address: DatabaseAddress, times: number, code: string) =>
    behind(
      address,
      'CREATE SEQUENCE tries',
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF nextval('tries') <= ${times} THEN RAISE EXCEPTION 'made up' USING ERRCODE = '${code}'; END IF;
         RETURN NEW; END $$`,
      'CREATE TRIGGER fail BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION fail()',
    );

  test.each(['40001', '40P01'])('with %s is done again, and told once', async (code) => {
    const { address, store } = await furnished();
    await failing(address, 2, code);
    const told: number[] = [];
    store.onChange((_accounts, sequence) => told.push(sequence));
    let runs = 0;
    const before = await store.sequence();
    await store.change(async (tx) => {
      runs++;
      expect(told).toEqual([]);
      await tx.put.user(user('U2'));
    });
    expect([runs, told]).toEqual([3, [before + 1]]);
    expect(await store.users.count(A)).toBe(2);
  });

  test('is done again where the work swallowed the failure', async () => {
    const { address, store } = await furnished();
    await failing(address, 1, '40001');
    await store.change((tx) => tx.put.user(user('U2')).catch(() => {}));
    expect(await store.users.count(A)).toBe(2);
  });

  test('again and again is refused in the end, and nothing of it stays or is told', async () => {
    const { address, store } = await furnished();
    await failing(address, 1000, '40001');
    const told: number[] = [];
    store.onChange((_accounts, sequence) => told.push(sequence));
    let runs = 0;
    const work = store.change(async (tx) => {
      runs++;
      await tx.put.user(user('U2'));
    });
    await expect(work).rejects.toThrow(Unavailable);
    expect([runs, told]).toEqual([5, []]);
    expect(await store.users.count(A)).toBe(1);
  });

  test('for another reason is not done again', async () => {
    const { store } = await furnished();
    let runs = 0;
    const work = store.change(async (tx) => {
      runs++;
      await tx.put.user({ ...user('U2'), account: '999999999999' });
    });
    await expect(work).rejects.toThrow(/not there/);
    expect(runs).toBe(1);
  });

  test('and whose work goes on regardless is not acknowledged', async () => {
    const { store } = await furnished();
    const work = store.change(async (tx) => {
      await tx.put.user({ ...user('U2'), account: '999999999999' }).catch(() => {});
    });
    await expect(work).rejects.toThrow();
    expect(await store.users.count(A)).toBe(1);
  });

  test('waits for a rival only so long', async () => {
    const { address, store } = await furnished();
    const rival = await stranger(address);
    await rival.query('BEGIN');
    await rival.query('SELECT seq FROM change_counter FOR UPDATE');
    const began = performance.now();
    await expect(store.change((tx) => tx.put.user(user('U2')))).rejects.toThrow(Unavailable);
    expect(performance.now() - began).toBeLessThan(6000);
    expect(await store.users.count(A)).toBe(1);
    await rival.query('ROLLBACK');
    await rival.end();
    await store.change((tx) => tx.put.user(user('U2')));
    expect(await store.users.count(A)).toBe(2);
  });
});

describe.skipIf(server === undefined)('two nodes', () => {
  test('make their changes one after another: none of forty is lost', async () => {
    const { address, store } = await furnished();
    const other = kept(await openPostgres({ address, mac }));
    const grow = (on: Store) =>
      on.change(async (tx) => {
        const { createdAt } = (await tx.users.byId(A, 'U1'))!;
        await tx.put.user(user('U1', createdAt + 1));
      });
    await Promise.all(Array.from({ length: 40 }, (_none, i) => grow(i % 2 === 0 ? store : other)));
    expect((await store.users.byId(A, 'U1'))!.createdAt).toBe(41);
  });

  test('tell of each other, each change once and in its order', async () => {
    const { address, store } = await furnished();
    const other = kept(await openPostgres({ address, mac }));
    const seen = (on: Store) => {
      const told: [readonly string[] | string, number][] = [];
      on.onChange((accounts, sequence) => told.push([accounts === EVERY_ACCOUNT ? 'every' : [...accounts], sequence]));
      return told;
    };
    const [here, there] = [seen(store), seen(other)];
    const first = (await store.sequence()) + 1;
    await store.change((tx) => tx.put.user(user('U2')));
    await other.change((tx) => tx.put.user({ ...user('U3'), account: B }));
    await store.change(async (tx) => {
      await tx.put.user(user('U4'));
      await tx.put.user({ ...user('U5'), account: B });
    });
    const all = [
      [[A], first],
      [[B], first + 1],
      [[A, B], first + 2],
    ];
    const inOrder = (told: typeof here) => told.toSorted(([, a], [, b]) => a - b);
    await expect.poll(() => inOrder(here)).toEqual(all);
    await expect.poll(() => inOrder(there)).toEqual(all);
    await pause(600);
    expect([here.length, there.length]).toEqual([3, 3]);
  });

  test.each([
    ['further behind than changes are kept', 'seq + 1000000'],
    ['ahead of a restored backup', '0'],
  ])('%s: every account has changed', async (_what, seq) => {
    const { address, store } = await furnished();
    const told: unknown[] = [];
    store.onChange((accounts) => told.push(accounts));
    await behind(address, `UPDATE change_counter SET seq = ${seq}`);
    await expect.poll(() => told).toEqual([EVERY_ACCOUNT]);
  });
});

describe.skipIf(server === undefined)('a connection that breaks', () => {
  async function overProxy(): Promise<{ address: DatabaseAddress; store: Store; proxy: Way }> {
    const { address } = await furnished();
    const proxy = kept(await proxyTo(address.host, address.port));
    const password = passwordFor(address, process.env);
    const store = kept(await openPostgres({ address: { ...address, password, port: proxy.port }, mac }));
    return { address, store, proxy };
  }

  test('while it is idle is replaced, for reads and for changes', async () => {
    const { store, proxy } = await overProxy();
    expect(await store.users.count(A)).toBe(1);
    await store.change((tx) => tx.put.user(user('U2')));
    for (let n = 0; n < 3; n++) {
      proxy.cut();
      expect(await store.users.count(A)).toBe(2 + n);
      proxy.cut();
      await store.change((tx) => tx.put.user(user(`U${3 + n}`)));
    }
  });

  test('in the middle of a change: it is done again, once and whole', async () => {
    const { store, proxy } = await overProxy();
    let runs = 0;
    await store.change(async (tx) => {
      runs++;
      await tx.put.user(user('U2'));
      if (runs === 1) proxy.cut();
      await tx.put.user(user('U3'));
    });
    expect(runs).toBe(2);
    expect(await store.users.count(A)).toBe(3);
  });

  test.each([
    ['before the server hears of it', 'cut before', 1],
    ['before its answer comes', 'cut after', 2],
  ] as const)(
    'at the commit, %s: not acknowledged, not done again, and told where it is in force',
    async (_when, fate, count) => {
      const { store, proxy } = await overProxy();
      const told: number[] = [];
      store.onChange((_accounts, sequence) => told.push(sequence));
      const before = await store.sequence();
      let runs = 0;
      proxy.next = { holding: COMMIT, fate };
      const work = store.change(async (tx) => {
        runs++;
        await tx.put.user(user('U2'));
      });
      await expect(work).rejects.toThrow(OutcomeUnknown);
      expect(runs).toBe(1);
      await expect.poll(() => store.users.count(A)).toBe(count);
      await expect.poll(() => told).toEqual(count === 2 ? [before + 1] : []);
      await store.change((tx) => tx.put.user(user('U3')));
      expect(await store.users.count(A)).toBe(count + 1);
    },
  );

  test('without a word: reads and changes fail in time, and work again afterwards', async () => {
    const { store, proxy } = await overProxy();
    await store.users.count(A);
    proxy.isStalled = true;
    const began = performance.now();
    const [read, change] = await Promise.allSettled([
      store.users.count(A),
      store.change((tx) => tx.put.user(user('U2'))),
    ]);
    expect([read, change].map((each) => each.status === 'rejected' && each.reason)).toEqual([
      expect.any(Unavailable),
      expect.any(Unavailable),
    ]);
    expect(performance.now() - began).toBeLessThan(8000);
    proxy.isStalled = false;
    proxy.cut();
    await store.change((tx) => tx.put.user(user('U3')));
    expect(await store.users.count(A)).toBe(2);
  });

  test('a reader is not answered between a commit and the word of it', async () => {
    const { store, proxy } = await overProxy();
    await store.users.count(A);
    const events: string[] = [];
    store.onChange(() => events.push('told'));
    proxy.next = { holding: COMMIT, fate: 'hold answer' };
    const change = store.change((tx) => tx.put.user(user('U2'))).then(() => events.push('acknowledged'));
    await expect.poll(() => proxy.next).toBeUndefined();
    const read = store.users.count(A).then((count) => events.push(`read ${count}`));
    await pause(300);
    expect(events).toEqual([]);
    proxy.letGo();
    await Promise.all([change, read]);
    expect(events[0]).toBe('told');
    expect(events.toSorted()).toEqual(['acknowledged', 'read 2', 'told']);
  });
});
