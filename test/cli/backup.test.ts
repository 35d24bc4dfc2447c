import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CreateUserCommand, DeleteUserCommand, IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { folder, rolecall, start } from './process.ts';

const ACCOUNT = '123456789012';

async function made() {
  const home = folder();
  const data = join(home, 'data');
  const { stdout } = await rolecall(['init', '--data', data, '--account', ACCOUNT, '--output', 'json']);
  const { accessKeyId, secretAccessKey } = JSON.parse(stdout).accounts[0];
  return { home, data, file: join(home, 'backup'), credentials: { accessKeyId, secretAccessKey } };
}

type Made = Awaited<ReturnType<typeof made>>;

const iamOf = (endpoint: string, { credentials }: Made) =>
  new IAMClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });

const usersIn = async (store: Made): Promise<string[]> => {
  const server = await start(['serve', '--data', store.data, '--port', '0']);
  const { Users } = await iamOf(server.url, store).send(new ListUsersCommand({}));
  await server.stop();
  return Users!.map(({ UserName }) => UserName!);
};

/** The names in a backup, as somebody reads them who has nothing but the file. */
const namesIn = (file: string): unknown[] => {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    return database
      .prepare('SELECT name FROM users ORDER BY name_key')
      .all()
      .map(({ name }) => name);
  } finally {
    database.close();
  }
};

describe('rolecall backup', () => {
  it('copies a store that is being written to, as it stood at one moment', async () => {
    const store = await made();
    const server = await start(['serve', '--data', store.data, '--port', '0']);
    const iam = iamOf(server.url, store);
    const acknowledged: number[] = [];
    let isDone = false;
    const writing = (async () => {
      for (let n = 0; !isDone && n < 1000; n++) {
        await iam.send(new CreateUserCommand({ UserName: `u${String(n).padStart(4, '0')}` }));
        acknowledged.push(n);
      }
    })();
    await expect.poll(() => acknowledged.length).toBeGreaterThan(3);
    for (let n = 0; n < 5; n++) {
      const before = acknowledged.length;
      const file = `${store.file}-${n}`;
      const { code, stdout, stderr } = await rolecall(['backup', '--data', store.data, file]);
      // Silence where nobody sits in front of a terminal.
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(
        /^\S+: [0-9]+ bytes, the store as it was after change [0-9]+ or later\nThe root key is not/,
      );
      // A prefix of history: everything acknowledged before, nothing left out in between.
      const names = namesIn(file);
      expect(names.length).toBeGreaterThanOrEqual(before);
      expect(names).toEqual(names.map((_name, at) => `u${String(at).padStart(4, '0')}`));
    }
    isDone = true;
    await writing;
    await server.stop();
    expect(readdirSync(store.home).sort()).toEqual([
      'backup-0',
      'backup-1',
      'backup-2',
      'backup-3',
      'backup-4',
      'data',
    ]);
  });

  it('copies a store that nobody serves', async () => {
    const store = await made();
    expect(await rolecall(['backup', '--data', store.data, store.file])).toMatchObject({ code: 0, stderr: '' });
    expect(namesIn(store.file)).toEqual([]);
  });

  it('refuses a file that is there, a folder that is not, a store that is not, and leaves nothing behind', async () => {
    const store = await made();
    writeFileSync(store.file, 'mine');
    const refused = async (args: string[]) => {
      const { code, stdout, stderr } = await rolecall(args);
      expect([code, stdout]).toEqual([1, '']);
      return stderr;
    };
    expect(await refused(['backup', '--data', store.data, store.file])).toBe(
      `rolecall: \`${store.file}\` is there already\n`,
    );
    expect(readFileSync(store.file, 'utf8')).toBe('mine');
    const nowhere = join(store.home, 'nowhere', 'backup');
    expect(await refused(['backup', '--data', store.data, nowhere])).toBe(
      `rolecall: cannot write \`${nowhere}\`: ENOENT\n`,
    );
    expect(await refused(['backup', '--data', join(store.home, 'none'), join(store.home, 'b')])).toMatch(/no store in/);
    expect(readdirSync(store.home).sort()).toEqual(['backup', 'data']);
  });
});

describe('rolecall restore', () => {
  /** A store with a user, its backup, and what has changed since: one user gone, another new. */
  async function backedUp(): Promise<Made> {
    const store = await made();
    const server = await start(['serve', '--data', store.data, '--port', '0']);
    const iam = iamOf(server.url, store);
    await iam.send(new CreateUserCommand({ UserName: 'before' }));
    expect((await rolecall(['backup', '--data', store.data, store.file])).code).toBe(0);
    await iam.send(new DeleteUserCommand({ UserName: 'before' }));
    await iam.send(new CreateUserCommand({ UserName: 'since' }));
    await server.stop();
    return store;
  }

  it('gives a folder that holds the key its store back', async () => {
    const store = await backedUp();
    const data = join(store.home, 'elsewhere');
    mkdirSync(data, { mode: 0o700 });
    copyFileSync(join(store.data, 'root.key'), join(data, 'root.key'));
    const { code, stdout, stderr } = await rolecall(['restore', '--data', data, store.file]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^restored from .*\nWhat was deleted or made inactive since that backup is there again/);
    expect(statSync(join(data, 'rolecall.db')).mode & 0o777).toBe(0o600);
    expect(readdirSync(data).sort()).toEqual(['lock', 'rolecall.db', 'root.key']);
    expect(await usersIn({ ...store, data })).toEqual(['before']);
  });

  it('goes over a store only with --replace, and keeps that aside', async () => {
    const store = await backedUp();
    const refused = await rolecall(['restore', '--data', store.data, store.file]);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(/there is a store already: .*; --replace puts the backup in its place\n$/);
    expect(await usersIn(store)).toEqual(['since']);
    const { code, stdout } = await rolecall(['restore', '--data', store.data, store.file, '--replace']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^the store that was there is kept as .*\.replaced\n/)]);
    expect(namesIn(join(store.data, 'rolecall.db.replaced'))).toEqual(['since']);
    expect(await usersIn(store)).toEqual(['before']);
  });

  it('does not mix with the log of a store that was killed', async () => {
    const store = await backedUp();
    const server = await start(['serve', '--data', store.data, '--port', '0']);
    await iamOf(server.url, store).send(new CreateUserCommand({ UserName: 'last' }));
    await server.stop('SIGKILL');
    expect(existsSync(join(store.data, 'rolecall.db-wal'))).toBe(true);
    expect((await rolecall(['restore', '--data', store.data, store.file, '--replace'])).code).toBe(0);
    expect(await usersIn(store)).toEqual(['before']);
    expect(namesIn(join(store.data, 'rolecall.db.replaced'))).toEqual(['last', 'since']);
  });

  it('is refused while a server runs', async () => {
    const store = await backedUp();
    const server = await start(['serve', '--data', store.data, '--port', '0']);
    const refused = await rolecall(['restore', '--data', store.data, store.file, '--replace']);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/is in use by another process/)]);
    await server.stop();
    expect(await usersIn(store)).toEqual(['since']);
  });

  it.each<[string, (store: Made) => unknown, RegExp]>([
    ['one that is not there', ({ file }) => rmSync(file), /no backup at/],
    ['an empty one', ({ file }) => truncateSync(file, 0), /is not a Rolecall store/],
    ['one cut short', ({ file }) => truncateSync(file, 3 * 4096), /is damaged|is not a Rolecall store/],
    ['one with a page overwritten', ({ file }) => spoil(file), /is damaged/],
    ['a text', ({ file }) => writeFileSync(file, 'no store, '.repeat(1000)), /is not a Rolecall store/],
    ['one of another key', ({ home, data }) => otherKey(home, data), /was made under another root key/],
    ['one of a newer program', ({ file }) => raise(file), /is of format 9999/],
  ])('refuses %s, and leaves the store as it is', async (_what, harm, sentence) => {
    const store = await backedUp();
    const key = readFileSync(join(store.data, 'root.key'));
    await harm(store);
    const before = readdirSync(store.data).sort();
    const refused = await rolecall(['restore', '--data', store.data, store.file, '--replace']);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(sentence);
    expect(readdirSync(store.data).sort()).toEqual(before);
    writeFileSync(join(store.data, 'root.key'), key);
    expect(await usersIn(store)).toEqual(['since']);
  });

  it('says that the key is missing', async () => {
    const store = await backedUp();
    const data = join(store.home, 'bare');
    const refused = await rolecall(['restore', '--data', data, store.file]);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/no root key at .*: a backup does not hold/),
    ]);
    expect(existsSync(data)).toBe(false);
  });
});

function spoil(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0xff, 5 * 4096 + 8, 5 * 4096 + 200);
  writeFileSync(file, bytes);
}

async function otherKey(home: string, data: string): Promise<void> {
  const other = join(home, 'other');
  await rolecall(['init', '--data', other]);
  copyFileSync(join(other, 'root.key'), join(data, 'root.key'));
}

function raise(file: string): void {
  const database = new DatabaseSync(file);
  database.exec("UPDATE meta SET value = '9999' WHERE name = 'format'");
  database.close();
}

describe('attack/J12 a backup', () => {
  it('holds no root key, nothing that was sealed under it in clear, and nobody but its owner reads it', async () => {
    const store = await made();
    const server = await start(['serve', '--data', store.data, '--port', '0']);
    expect((await rolecall(['backup', '--data', store.data, store.file])).code).toBe(0);
    await server.stop();
    const key = readFileSync(join(store.data, 'root.key'), 'utf8').trim();
    const raw = Buffer.from(key, 'base64');
    const bytes = readFileSync(store.file);
    for (const form of [
      Buffer.from(key),
      raw,
      Buffer.from(raw.toString('hex')),
      Buffer.from(raw.toString('base64url')),
    ]) {
      expect(bytes.includes(form)).toBe(false);
    }
    expect(bytes.includes(store.credentials.secretAccessKey)).toBe(false);
    expect(bytes.includes(store.credentials.accessKeyId)).toBe(true);
    expect(statSync(store.file).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['a link to a file', (home: string) => writeFileSync(join(home, 'target'), 'precious')],
    ['a link to nothing', () => undefined],
  ])('is not written through %s', async (_what, prepare) => {
    const store = await made();
    prepare(store.home);
    symlinkSync(join(store.home, 'target'), store.file);
    const before = readdirSync(store.home).sort();
    const refused = await rolecall(['backup', '--data', store.data, store.file]);
    expect([refused.code, refused.stderr]).toEqual([1, `rolecall: \`${store.file}\` is there already\n`]);
    expect(readdirSync(store.home).sort()).toEqual(before);
    if (existsSync(join(store.home, 'target'))) {
      expect(readFileSync(join(store.home, 'target'), 'utf8')).toBe('precious');
    }
  });

  it('that is restored is read by its owner alone, whatever the mode of the backup was', async () => {
    const store = await made();
    await rolecall(['backup', '--data', store.data, store.file]);
    const open = join(store.home, 'open');
    writeFileSync(open, readFileSync(store.file), { mode: 0o644 });
    expect((await rolecall(['restore', '--data', store.data, open, '--replace'])).code).toBe(0);
    for (const name of ['rolecall.db', 'rolecall.db.replaced']) {
      expect(statSync(join(store.data, name)).mode & 0o777).toBe(0o600);
    }
  });
});
