import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAddress } from '../../src/store/postgres/address.ts';
import { passwordFor } from '../../src/store/postgres/pass-file.ts';
import { folder, rolecall } from './process.ts';

/** How a PostgreSQL database is named, as far as no database is needed for it. */

const SECRET = 'hunter2-canary';
const VERIFIED = 'sslmode=verify-full';

describe('a database URL', () => {
  it.each([
    [`postgres://ann:${SECRET}@localhost/db`],
    [`postgresql://ann:${SECRET}@db.example.com/db?${VERIFIED}`],
    [`postgres://ann@localhost/db?password=${SECRET}`],
    [`postgres://ann:${SECRET}#x@localhost/db`],
    [`postgres://ann:${SECRET}/x@localhost/db`],
    [`mysql://ann:${SECRET}@localhost/db`],
    [`${SECRET}`],
    [`postgres://ann@localhost/db#${SECRET}`],
  ])('that holds or may hold a password is wrong usage, and not repeated', async (url) => {
    for (const run of [
      rolecall(['serve', '--data', 'x', '--key-file', 'k', '--database', url]),
      rolecall(['init', '--data', 'x', '--key-file', 'k'], { env: { ROLECALL_DATABASE: url } }),
    ]) {
      const { code, stdout, stderr } = await run;
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^rolecall: .* for `--database`\n$/);
      expect(stderr).not.toContain(SECRET);
    }
  });

  it.each([
    ['postgres://ann@db.example.com/db', 'refusing the database on `db.example.com` without sslmode=verify-full'],
    ['postgres://ann@10.0.0.1/db?sslmode=require', 'refusing sslmode=require: only verify-full proves the server'],
    ['postgres://ann@10.0.0.1/db?sslmode=verify-ca', 'refusing sslmode=verify-ca: only verify-full proves the server'],
    ['postgres://ann@[2001:db8::1]/db?sslmode=disable', 'refusing the database on `2001:db8::1` without sslmode='],
    ['postgres://ann@localhost.example.com/db', 'refusing the database on `localhost.example.com` without'],
    ['postgres://ann@localhost/db?sslmode=prefer', 'refusing sslmode=prefer: only verify-full proves the server'],
    ['postgres://ann@localhost/db?sslrootcert=x', '`sslrootcert` goes with sslmode=verify-full'],
    ['postgres://ann@localhost/db?options=-csearch_path%3Dx', 'a database URL has no parameter `options` here'],
    ['postgres://ann@localhost/db?sslmode=disable&sslmode=verify-full', '`sslmode` is given twice'],
    ['postgres://localhost/db', 'expected `postgres://user@host:port/name`'],
    ['postgres://ann@localhost', 'expected `postgres://user@host:port/name`'],
    ['postgres://ann@localhost/a/b', 'expected `postgres://user@host:port/name`'],
    ['postgres://ann@a,b/db', 'expected `postgres://user@host:port/name`'],
    ['postgres://ann@localhost/%ff', 'expected `postgres://user@host:port/name`'],
  ])('%s is refused', (url, sentence) => {
    expect(() => readAddress(url)).toThrow(sentence);
  });

  it.each([
    ['postgres://ann@localhost/db', 'localhost', 5432, undefined],
    ['postgresql://ann@127.1.2.3:6000/db', '127.1.2.3', 6000, undefined],
    ['postgres://ann@[::1]:6000/db', '::1', 6000, undefined],
    ['postgres://ann@%2Frun%2Fpostgresql/db', '/run/postgresql', 5432, undefined],
    [`postgres://ann@db.example.com/db?${VERIFIED}`, 'db.example.com', 5432, { caFile: undefined }],
    [`postgres://ann@10.0.0.1/db?${VERIFIED}&sslrootcert=/etc/ca.pem`, '10.0.0.1', 5432, { caFile: '/etc/ca.pem' }],
  ])('%s is read', (url, host, port, tls) => {
    expect(readAddress(url)).toMatchObject({ host, port, database: 'db', user: 'ann', password: undefined, tls });
  });

  it('needs a key file beside it, and is not said twice', async () => {
    const url = 'postgres://ann@localhost/db';
    expect(await rolecall(['serve', '--data', 'x', '--database', url])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'rolecall: `--key-file FILE` is needed with a database\n',
    });
    expect(
      await rolecall(['serve', '--data', 'x', '--key-file', 'k', '--database', url, '--database-file', 'f']),
    ).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('a database file', () => {
  it('that others can read, a link, or none is refused, and nothing of it is repeated', async () => {
    const home = folder();
    const url = `postgres://ann:${SECRET}@localhost:1/db`;
    const open = join(home, 'open');
    writeFileSync(open, url, { mode: 0o640 });
    const good = join(home, 'good');
    writeFileSync(good, url, { mode: 0o600 });
    const link = join(home, 'link');
    symlinkSync(good, link);
    const bad = join(home, 'bad');
    writeFileSync(bad, `postgres://ann:${SECRET}@db.example.com/db`, { mode: 0o600 });
    for (const [file, sentence] of [
      [open, /lets others in: run `chmod 600` on it/],
      [link, /is a symbolic link/],
      [join(home, 'none'), /cannot read .*: ENOENT/],
      [bad, /refusing the database on `db.example.com` without sslmode=verify-full/],
    ] as const) {
      const data = join(home, 'data');
      const refused = await rolecall(['init', '--data', data, '--key-file', join(home, 'k'), '--database-file', file]);
      expect([refused.code, refused.stdout]).toEqual([1, '']);
      expect(refused.stderr).toMatch(sentence);
      expect(refused.stderr).not.toContain(SECRET);
      expect(existsSync(data)).toBe(false);
    }
  });

  it('of a database that cannot be reached: a sentence without the password, and nothing is left behind', async () => {
    const home = folder();
    const file = join(home, 'url');
    writeFileSync(file, `postgres://ann:${SECRET}@127.0.0.1:1/db`, { mode: 0o600 });
    const key = join(home, 'k');
    const refused = await rolecall(['init', '--data', join(home, 'data'), '--key-file', key, '--database-file', file]);
    expect(refused).toEqual({
      code: 1,
      stdout: '',
      stderr: 'rolecall: the database `127.0.0.1:1/db` cannot be reached: ECONNREFUSED\n',
    });
    expect(readdirSync(home)).toEqual(['url']);
  });

  it('does not carry backups: PostgreSQL has its own', async () => {
    const home = folder();
    const place = ['--data', home, '--key-file', join(home, 'k'), '--database', 'postgres://ann@localhost:1/db'];
    expect(await rolecall(['restore', ...place, join(home, 'b')])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/restore it with PostgreSQL itself/),
    });
  });
});

describe('a password file', () => {
  const address = readAddress('postgres://ann@localhost:6000/db');
  const written = (text: string, mode = 0o600): string => {
    const file = join(folder(), 'pass');
    writeFileSync(file, text, { mode });
    return file;
  };

  it.each([
    ['localhost:6000:db:ann:right', 'right'],
    ['*:*:*:*:right', 'right'],
    ['# localhost:6000:db:ann:wrong\nother:6000:db:ann:wrong\nlocalhost:6000:db:ann:right', 'right'],
    ['localhost:6000:db:ann:first\n*:*:*:*:second', 'first'],
    ['localhost:6000:db:ann:a\\:b\\\\c', 'a:b\\c'],
    ['localhost:6001:db:ann:wrong\nlocalhost:6000:db2:ann:wrong\nlocalhost:6000:db:bob:wrong', undefined],
    ['localhost', undefined],
    ['', undefined],
  ])('%j gives %s', (text, password) => {
    expect(passwordFor(address, { PGPASSFILE: written(text) })).toBe(password);
  });

  it('that others can read is refused', () => {
    const file = written('*:*:*:*:x', 0o644);
    expect(() => passwordFor(address, { PGPASSFILE: file })).toThrow('lets others in');
  });
});
