import { createHmac, createSecretKey } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { describeStore } from './contract.ts';
import type { Cell } from './kinds.ts';
import { createStore, openStore } from './open.ts';
import type { AccessKeyRecord, UserRecord } from './records.ts';
import { Corrupt, StoreRefusal } from './refusal.ts';
import { connect, refuseOldSqlite } from './sqlite/connect.ts';

const home = mkdtempSync(join(tmpdir(), 'rolecall-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

let files = 0;
const newFile = (): string => join(home, `store-${files++}.db`);
const macUnder = (fill: number) => {
  const key = createSecretKey(Buffer.alloc(32, fill));
  return (parts: readonly Cell[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64');
};
const mac = macUnder(1);

describeStore('a SQLite file', () => createStore({ file: newFile(), mac }));
describeStore('SQLite in memory', () => createStore({ file: ':memory:', mac }));

const A = '111111111111';
const user = (id: string, name: string): UserRecord => ({
  id,
  account: A,
  name,
  path: '/',
  createdAt: 1,
  tags: [],
  boundaryArn: undefined,
});
const key = (id: string, userId: string): AccessKeyRecord => ({
  id,
  account: A,
  userId,
  active: true,
  createdAt: 1,
  sealedSecret: 'sealed',
});

async function furnished(): Promise<string> {
  const file = newFile();
  const store = await createStore({ file, mac });
  await store.change(async (tx) => {
    await tx.put.account({ id: A, uuid: 'u', createdAt: 1 });
    await tx.put.user(user('U1', 'Ann'));
    await tx.put.user(user('U2', 'Bob'));
    await tx.put.key(key('AKIA1', 'U1'));
    await tx.put.key({ ...key('AKIA2', 'U2'), active: false });
    await tx.put.inline(A, { ownerId: 'U1', name: 'In', text: '{"deny":1}' });
  });
  await store.close();
  return file;
}

const reasonOf = async (opening: Promise<unknown>): Promise<string> => {
  const error: unknown = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof StoreRefusal ? error.reason : String(error);
};

describe('opening', () => {
  test('what was written is there again, for its owner alone', async () => {
    const file = await furnished();
    const store = await openStore({ file, mac });
    expect((await store.users.byName(A, 'ann'))?.id).toBe('U1');
    expect(await store.sequence()).toBe(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600);
    await store.close();
  });

  test('what was used once is used after a restart', async () => {
    const file = await furnished();
    const outcomes: boolean[] = [];
    for (let start = 0; start < 3; start++) {
      const store = await openStore({ file, mac });
      const used = { account: A, what: 'saml-assertion', digest: 'x', expiresAt: 400 } as const;
      outcomes.push(await store.change((tx) => tx.useOnce(used, 100)));
      await store.close();
    }
    expect(outcomes).toEqual([true, false, false]);
  });

  test('refuses what is missing, there already, no store, newer, or of another key', async () => {
    const file = await furnished();
    const text = newFile();
    writeFileSync(
      text,
      'a text file, and long enough to be taken for a header of SQLite if one did not look closely '.repeat(20),
    );
    const empty = newFile();
    writeFileSync(empty, '');
    const foreign = newFile();
    const other = new DatabaseSync(foreign);
    other.exec('CREATE TABLE meta (a TEXT)');
    other.close();
    const newer = await furnished();
    const raw = new DatabaseSync(newer);
    raw.exec(`UPDATE meta SET value = '9' WHERE name = 'format'`);
    raw.close();

    expect(await reasonOf(openStore({ file: newFile(), mac }))).toBe('missing');
    expect(await reasonOf(openStore({ file: home, mac }))).toBe('not-a-store');
    expect(await reasonOf(createStore({ file, mac }))).toBe('exists');
    expect(await reasonOf(openStore({ file: text, mac }))).toBe('not-a-store');
    expect(await reasonOf(openStore({ file: empty, mac }))).toBe('not-a-store');
    expect(await reasonOf(openStore({ file: foreign, mac }))).toBe('not-a-store');
    expect(await reasonOf(openStore({ file: newer, mac }))).toBe('newer');
    expect(await reasonOf(openStore({ file, mac: macUnder(2) }))).toBe('wrong-key');
  });

  test('leaves a file that is no store as it was', async () => {
    const foreign = newFile();
    const other = new DatabaseSync(foreign);
    other.exec('CREATE TABLE notes (a TEXT)');
    other.close();
    await reasonOf(openStore({ file: foreign, mac }));
    const again = new DatabaseSync(foreign);
    expect(again.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'delete' });
    again.close();
  });

  test('refuses a file with a damaged page', async () => {
    const file = await furnished();
    const raw = new DatabaseSync(file);
    const { rootpage } = raw.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'users_name'`).get() as {
      rootpage: number;
    };
    raw.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, (rootpage - 1) * 4096, (rootpage - 1) * 4096 + 64);
    writeFileSync(file, bytes);
    expect(await reasonOf(openStore({ file, mac }))).toBe('damaged');
  });

  test.each([
    ['3.51.3', true],
    ['3.51.2', false],
    ['3.50.9', false],
    ['3.52.0', true],
    ['4.0.0', true],
    ['2.99.99', false],
    ['', false],
  ])('SQLite %s is new enough: %s', (version, enough) => {
    const check = () => refuseOldSqlite(version);
    if (enough) expect(check).not.toThrow();
    else expect(check).toThrow(StoreRefusal);
  });
});

describe('a store in memory', () => {
  const openFiles = () =>
    readdirSync('/proc/self/fd').flatMap((descriptor) => {
      try {
        return [readlinkSync(`/proc/self/fd/${descriptor}`)].filter(
          (name) => name.includes('/rolecall-') && name.includes('/store.db'),
        );
      } catch {
        return [];
      }
    });

  test.runIf(process.platform === 'linux')(
    'has no name even while it is open, and works through checkpoints',
    async () => {
      const statements: string[] = [];
      const store = await createStore({ file: ':memory:', mac, onStatement: (sql) => statements.push(sql) });
      await store.change((tx) => tx.put.account({ id: A, uuid: 'u', createdAt: 1 }));
      for (let i = 0; i < 300; i++) await store.change((tx) => tx.put.user(user(`U${i}`, `n${i}`)));
      expect(statements.filter((sql) => sql.includes('wal_checkpoint')).length).toBeGreaterThan(1);
      expect(await store.users.count(A)).toBe(300);
      expect(openFiles().length).toBeGreaterThan(0);
      expect(openFiles().filter((name) => !name.endsWith('(deleted)'))).toEqual([]);
      await store.close();
      expect(openFiles()).toEqual([]);
    },
  );
});

describe('row MACs', () => {
  /** Alters the file behind the store's back, with the row as an attacker would leave it. */
  async function tampered(statement: string) {
    const file = await furnished();
    const raw = new DatabaseSync(file);
    raw.exec(`PRAGMA foreign_keys = OFF; ${statement}`);
    raw.close();
    return openStore({ file, mac });
  }

  test.each([
    ['a key made active', `UPDATE access_keys SET active = 1 WHERE id = 'AKIA2'`, 'access_keys', 'AKIA2'],
    ['a key given to another user', `UPDATE access_keys SET user_id = 'U1' WHERE id = 'AKIA2'`, 'access_keys', 'AKIA2'],
    [
      'a key moved to another account',
      `UPDATE access_keys SET account = '999999999999' WHERE id = 'AKIA2'`,
      'access_keys',
      'AKIA2',
    ],
    [
      'a secret taken from another key',
      `UPDATE access_keys SET sealed_secret = 'x' WHERE id = 'AKIA2'`,
      'access_keys',
      'AKIA2',
    ],
    [
      'a whole row copied onto another',
      `DELETE FROM access_keys WHERE id = 'AKIA2'; UPDATE access_keys SET id = 'AKIA2' WHERE id = 'AKIA1'`,
      'access_keys',
      'AKIA2',
    ],
    ['a key without a MAC', `UPDATE access_keys SET mac = '' WHERE id = 'AKIA2'`, 'access_keys', 'AKIA2'],
    [
      'a key with the MAC of another',
      `UPDATE access_keys SET mac = (SELECT mac FROM access_keys WHERE id = 'AKIA1')`,
      'access_keys',
      'AKIA2',
    ],
    ['a blob for a text', `UPDATE access_keys SET sealed_secret = x'00' WHERE id = 'AKIA2'`, 'access_keys', 'AKIA2'],
  ])('%s is never served', async (_what, statement, table, keyOfRow) => {
    const store = await tampered(statement);
    const error: unknown = await store.keys.byId('AKIA2').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Corrupt);
    expect(error).toMatchObject({ table, key: keyOfRow, message: `corrupt row in ${table}: \`${keyOfRow}\`` });
    await store.close();
  });

  test('a name under which another is found is never served, alone or in a list', async () => {
    const store = await tampered(`UPDATE users SET name_key = 'carol' WHERE id = 'U1'`);
    await expect(store.users.byName(A, 'carol')).rejects.toThrow(Corrupt);
    await expect(store.users.list(A, { limit: 10 })).rejects.toThrow(Corrupt);
    expect((await store.users.byName(A, 'bob'))?.id).toBe('U2');
    await store.close();
  });

  test('a policy text that is altered, and one handed to another owner, are never served', async () => {
    const altered = await tampered(`UPDATE inline_policies SET text = '{}'`);
    await expect(altered.inline.of('U1')).rejects.toThrow(Corrupt);
    await altered.close();
    const moved = await tampered(`UPDATE inline_policies SET owner_id = 'U2'`);
    await expect(moved.inline.of('U2')).rejects.toThrow(Corrupt);
    await moved.close();
  });

  test('the row that is served is the row that was asked for, whatever the index says', async () => {
    const file = await furnished();
    const store = await openStore({ file, mac });
    const raw = new DatabaseSync(file, { defensive: false } as object);
    // While the store is open: an index that calls Bob's row "ann". SQLite does not hold it against the row.
    raw.exec(`CREATE TABLE swap AS SELECT * FROM users; PRAGMA writable_schema = ON`);
    raw.exec(`UPDATE swap SET name_key = CASE id WHEN 'U1' THEN 'bob' ELSE 'ann' END`);
    raw.exec(`CREATE UNIQUE INDEX swap_name ON swap (account, name_key)`);
    raw.exec(
      `UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'swap_name') WHERE name = 'users_name'`,
    );
    raw.exec(`CREATE TABLE makes_others_read_the_schema_again (a TEXT)`);
    raw.close();
    await expect(store.users.byName(A, 'ann')).rejects.toThrow(Corrupt);
    await store.close();
    expect(await reasonOf(openStore({ file, mac }))).toBe('damaged');
  });

  test('a row that an index hides is missed when the store is opened', async () => {
    const file = await furnished();
    const raw = new DatabaseSync(file, { defensive: false } as object);
    raw.exec(
      `CREATE TABLE swap AS SELECT * FROM users WHERE 0; CREATE UNIQUE INDEX swap_name ON swap (account, name_key)`,
    );
    raw.exec(`PRAGMA writable_schema = ON`);
    raw.exec(
      `UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'swap_name') WHERE name = 'users_name'`,
    );
    raw.close();
    expect(await reasonOf(openStore({ file, mac }))).toBe('damaged');
  });

  test('the counters of a device move without its MAC, its owner does not', async () => {
    const file = await furnished();
    const store = await openStore({ file, mac });
    const serial = `arn:aws:iam::${A}:mfa/phone`;
    await store.change((tx) =>
      tx.put.mfa({
        serial,
        account: A,
        name: 'phone',
        path: '/',
        createdAt: 1,
        tags: [],
        sealedSeed: 's',
        userId: 'U1',
        enabledAt: 1,
        lastStep: 0,
        failures: 0,
        lockedUntil: 0,
        guessDay: 0,
        guesses: 0,
      }),
    );
    await store.change((tx) => tx.acceptMfaStep(serial, 7, 1));
    expect((await store.mfa.bySerial(serial))?.lastStep).toBe(7);
    await store.close();
    const raw = new DatabaseSync(file);
    raw.exec(`UPDATE mfa_devices SET user_id = 'U2'`);
    raw.close();
    const again = await openStore({ file, mac });
    await expect(again.mfa.bySerial(serial)).rejects.toThrow(Corrupt);
    await again.close();
  });
});

describe('statements', () => {
  test('a read is one, a change of one record five, and each uses an index', async () => {
    const seen: string[] = [];
    const file = newFile();
    const store = await createStore({ file, mac, onStatement: (sql) => seen.push(sql) });
    const counted = async (work: () => Promise<unknown>): Promise<number> => {
      const before = seen.length;
      await work();
      return seen.length - before;
    };
    await store.change((tx) => tx.put.account({ id: A, uuid: 'u', createdAt: 1 }));
    const reads: Record<string, () => Promise<unknown>> = {
      'users.byName': () => store.users.byName(A, 'x'),
      'users.byId': () => store.users.byId(A, 'x'),
      'users.list': () => store.users.list(A, { limit: 5, after: 'a', pathPrefix: '/' }),
      'users.count': () => store.users.count(A),
      'roles.byName': () => store.roles.byName(A, 'x'),
      'roles.list': () => store.roles.list(A, { limit: 5 }),
      'policies.list': () => store.policies.list(A, { limit: 5, onlyAttached: true }),
      'policies.version': () => store.policies.version('P', 'v1'),
      'policies.versions': () => store.policies.versions('P'),
      'inline.of': () => store.inline.of('x'),
      'attachments.of': () => store.attachments.of('x'),
      'attachments.countOf': () => store.attachments.countOf(A, 'x'),
      'attachments.boundariesOf': () => store.attachments.boundariesOf(A, 'x'),
      'attachments.attachedIn': () => store.attachments.attachedIn(A),
      'attachments.boundariesIn': () => store.attachments.boundariesIn(A),
      'keys.byId': () => store.keys.byId('x'),
      'keys.of': () => store.keys.of(A, 'x'),
      'keys.of root': () => store.keys.of(A, undefined),
      'mfa.bySerial': () => store.mfa.bySerial('x'),
      'mfa.of': () => store.mfa.of(A, 'x'),
      'mfa.list': () => store.mfa.list(A, { limit: 5 }),
      'users.list of a group': () => store.users.list(A, { limit: 5, group: 'G' }),
      'users.list of a boundary': () => store.users.list(A, { limit: 5, boundary: 'x' }),
      'groups.list of a member': () => store.groups.list(A, { limit: 5, member: 'U' }),
      'groups.hasMember': () => store.groups.hasMember('G', 'U'),
      'groups.countOf': () => store.groups.countOf('U'),
      'instanceProfiles.list of a role': () => store.instanceProfiles.list(A, { limit: 5, role: 'R' }),
      'oidcProviders.byName': () => store.oidcProviders.byName(A, 'x'),
      'attachments.ownersOf': () => store.attachments.ownersOf(A, 'x'),
      'loginProfiles.of': () => store.loginProfiles.of(A, 'U'),
      'sshKeys.of': () => store.sshKeys.of(A, 'U'),
      'signingCertificates.of': () => store.signingCertificates.of(A, 'U'),
      'serviceCredentials.byServiceUserName': () => store.serviceCredentials.byServiceUserName('s', 'x'),
      'serviceCredentials.list': () => store.serviceCredentials.list(A, { limit: 5, after: 'a' }),
      'accounts.byUuid': () => store.accounts.byUuid('x'),
      'issuerKeys.of': () => store.issuerKeys.of(A),
      'accountSettings.byAlias': () => store.accountSettings.byAlias('x'),
      'jobs.latest': () => store.jobs.latest(A, 'x'),
      'usages.of': () => store.usages.of(A, 'x'),
      'usedOnce.has': () => store.usedOnce.has({ account: A, what: 'sign-in-token', digest: 'x' }),
    };
    const counts = new Map<string, number>();
    for (const [name, read] of Object.entries(reads)) counts.set(name, await counted(read));
    counts.set('change: put.user', await counted(() => store.change((tx) => tx.put.user(user('U1', 'Ann')))));
    counts.set('change: put.key', await counted(() => store.change((tx) => tx.put.key(key('AKIA1', 'U1')))));
    counts.set('change: remove.user', await counted(() => store.change((tx) => tx.remove.user(A, 'U1'))));
    counts.set('change: acceptMfaStep', await counted(() => store.change((tx) => tx.acceptMfaStep('x', 1, 1))));
    const used = { account: A, what: 'sign-in-token', digest: 'x', expiresAt: 1 } as const;
    counts.set('change: useOnce', await counted(() => store.change((tx) => tx.useOnce(used, 1))));
    console.log([...counts].map(([name, count]) => `${String(count).padStart(3)} ${name}`).join('\n'));
    for (const name of Object.keys(reads))
      expect([name, counts.get(name)]).toEqual([name, name.includes('boundaries') ? 2 : 1]);
    expect(counts.get('change: put.user')).toBe(5);
    expect(counts.get('change: acceptMfaStep')).toBe(3);

    const database = connect(file);
    const scans: string[] = [];
    for (const sql of new Set(seen.filter((one) => /^(select|update|delete)/.test(one)))) {
      const values = Array.from({ length: sql.split('?').length - 1 }, () => 'x');
      for (const { detail } of database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values)) {
        if (/^SCAN/.test(String(detail))) scans.push(`${detail}: ${sql}`);
      }
    }
    database.close();
    await store.close();
    expect(scans).toEqual([]);
  });
});
