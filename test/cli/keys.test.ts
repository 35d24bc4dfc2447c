import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { holdKeys } from '../../src/main/held-keys.ts';
import { dataFolder } from '../../src/store/folder.ts';
import type { Credentials } from '../house/requests.ts';
import { asking } from './asking.ts';
import { folder, rolecall, start } from './process.ts';

const ACCOUNT = '123456789012';

async function founded() {
  const data = join(folder(), 'data');
  const init = await rolecall(['init', '--data', data, '--account', ACCOUNT, '--output', 'json']);
  const root = JSON.parse(init.stdout).accounts[0] as Credentials;
  const keys = (...args: string[]) => rolecall(['keys', 'rotate', '--data', data, ...args]);
  return { data, root, keys, file: dataFolder(data).rootKey };
}

const sessionOf = (answer: Awaited<ReturnType<ReturnType<typeof asking>>>): Credentials => ({
  accessKeyId: answer.text('AccessKeyId')!,
  secretAccessKey: answer.text('SecretAccessKey')!,
  sessionToken: answer.text('SessionToken')!,
});

/** Every text in the database. */
function cellsOf(file: string): readonly string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
  const cells = tables.flatMap(({ name }) => database.prepare(`SELECT * FROM ${name}`).all().flatMap(Object.values));
  database.close();
  return cells.filter((cell) => typeof cell === 'string');
}

describe('rolecall keys rotate', () => {
  it('in a running server: sessions and keys live on, new ones are under the new key', async () => {
    const { data, root, keys, file } = await founded();
    const first = holdKeys(file).ring.active.kid;
    const server = await start(['serve', '--data', data, '--port', '0']);
    const ask = asking(server.url);
    await ask(root, 'EnableOutboundWebIdentityFederation');
    for (let i = 0; i < 250; i++) await ask(root, 'CreateUser', { UserName: `u${i}` });
    const old = sessionOf(await ask(root, 'GetSessionToken'));
    const page = await ask(root, 'ListUsers', { MaxItems: '10' });

    const rotated = await keys();
    const second = holdKeys(file).ring.active.kid;
    expect(rotated).toMatchObject({ code: 0, stderr: '' });
    expect(rotated.stdout).toMatch(
      new RegExp(
        `^root key ${second} in the place of ${first}: [0-9]+ rows written anew\nthe key before opens sessions until \\S+Z\nBackups`,
      ),
    );
    expect(Number(/: ([0-9]+) rows/.exec(rotated.stdout)![1])).toBeGreaterThan(250);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'latin1')).toMatch(/^\S{44}\n\S{44} until [0-9]{10}\n\S{44} audit\n$/);

    const answers = [
      await ask(root, 'GetCallerIdentity'),
      await ask(old, 'GetCallerIdentity'),
      await ask(root, 'ListUsers', { MaxItems: '10', Marker: page.text('Marker')! }),
      await ask(root, 'GetWebIdentityToken', { 'Audience.member.1': 'a', SigningAlgorithm: 'RS256' }),
      await ask(root, 'CreateUser', { UserName: 'after' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const next = sessionOf(await ask(root, 'GetSessionToken'));
    const kidIn = ({ sessionToken }: Credentials) => Buffer.from(sessionToken!, 'base64').toString('hex', 2, 10);
    expect([kidIn(old), kidIn(next)]).toEqual([first, second]);

    // Two at once are two, one after the other.
    expect((await Promise.all([keys(), keys()])).map(({ code }) => code)).toEqual([0, 0]);
    for (const who of [root, old, next]) expect((await ask(who, 'GetCallerIdentity')).status).toBe(200);
    await server.stop();

    const again = await start(['serve', '--data', data, '--port', '0']);
    for (const who of [root, old, next]) expect((await asking(again.url)(who, 'GetCallerIdentity')).status).toBe(200);
    expect((await keys('--retire-now')).stdout).toContain('the keys before are gone');
    const ended = await Promise.all([root, old, next].map((who) => asking(again.url)(who, 'GetCallerIdentity')));
    expect(ended.map(({ status }) => status)).toEqual([200, 403, 403]);
    expect(readFileSync(file, 'latin1')).toMatch(/^\S{44}\n\S{44} audit\n$/);
    // Nothing of the keys before is left, sealed or signed: what they sealed begins with a version and their name.
    await again.stop();
    const cells = cellsOf(dataFolder(data).database);
    const sealedUnder = (kid: string) => Buffer.from(`01${kid}`, 'hex').toString('base64');
    const holding = (kid: string) => cells.filter((cell) => cell.includes(sealedUnder(kid))).length;
    expect([holding(first), holding(second)]).toEqual([0, 0]);
    expect(holding(holdKeys(file).ring.active.kid)).toBeGreaterThan(2);
    const verified = await rolecall(['audit', 'verify', '--data', data]);
    expect([verified.code, verified.stderr]).toEqual([0, '']);
  });

  it('without a server, and a backup opens with the key file of its time', async () => {
    const { data, root, keys, file } = await founded();
    const backup = join(folder(), 'backup.db');
    const aside = join(folder(), 'root.key');
    await rolecall(['backup', backup, '--data', data]);
    copyFileSync(file, aside);
    expect((await keys('--output', 'json')).code).toBe(0);
    expect((await keys('--retire-now')).code).toBe(0);
    const restore = () => rolecall(['restore', backup, '--data', data, '--replace']);
    expect((await restore()).stderr).toContain('was made under another root key');
    writeFileSync(file, readFileSync(aside));
    expect((await restore()).code).toBe(0);
    const server = await start(['serve', '--data', data, '--port', '0']);
    expect((await asking(server.url)(root, 'GetCallerIdentity')).status).toBe(200);
    await server.stop();
  });

  it('refuses in one sentence', async () => {
    const { keys } = await founded();
    const refusals = [
      [['--now'], 2, '--account and --now go with --issuer'],
      [['--issuer', '--retire-now'], 2, '--retire-now is for the root key; --issuer has --now'],
    ] as const;
    for (const [args, code, sentence] of refusals)
      expect(await keys(...args)).toEqual({ code, stdout: '', stderr: `rolecall: ${sentence}\n` });
  });
});
