import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from './migrations.ts';
import { createStore, openStore } from './open.ts';
import { Corrupt } from './refusal.ts';
import { SIGNED_TABLES } from './renew.ts';
import type { Mac } from './row-mac.ts';

const under =
  (key: string): Mac =>
  (parts) =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64');
/** The key of now is `new`; rows may still be under `old`. */
const turning = (): Mac =>
  Object.assign((parts: Parameters<Mac>[0]) => under('new')(parts), { before: [under('old')] });
const A = '111111111111';
const user = (id: string) => ({
  ...{ id, account: A, name: id, path: '/', createdAt: 1, tags: [], boundaryArn: undefined },
});
const nothing = () => ({});

let folder: string;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-renew-'));
  file = join(folder, 'store.db');
  const store = await createStore({ file, mac: under('old') });
  await store.change(async (tx) => {
    await tx.put.account({ id: A, uuid: 'u', createdAt: 1 });
    for (let i = 0; i < 250; i++) await tx.put.user(user(`U${i}`));
    for (let i = 0; i < 150; i++) await tx.put.attachment(A, { ownerId: `U${i}`, policyArn: 'arn' });
    await tx.put.key({ id: 'K', account: A, userId: 'U1', active: true, createdAt: 1, sealedSecret: 'old:secret' });
  });
  await store.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a store comes under another key', () => {
  it('row by row, once, and then is under no other', async () => {
    const store = await openStore({ file, mac: turning() });
    expect(await store.renewal.isOwed()).toBe(true);
    expect((await store.users.list(A, { limit: 1000 })).length).toBe(250);
    const told: unknown[] = [];
    store.onChange((accounts) => told.push(accounts));
    const sequence = await store.sequence();
    const reseal = (table: string, row: Record<string, unknown>) =>
      table === 'access_keys' && row.sealed_secret === 'old:secret' ? { sealed_secret: 'new:secret' } : {};
    expect(await store.renewal.renew(reseal)).toBe(402);
    expect(await store.renewal.renew(reseal)).toBe(0);
    expect([told, await store.sequence(), await store.renewal.isOwed()]).toEqual([[], sequence, false]);
    await store.close();

    const after = await openStore({ file, mac: under('new') });
    expect((await after.users.list(A, { limit: 1000 })).length).toBe(250);
    expect((await after.attachments.ownersOf(A, 'arn')).length).toBe(150);
    expect((await after.keys.byId('K'))!.sealedSecret).toBe('new:secret');
    await after.close();
    await expect(openStore({ file, mac: under('old') })).rejects.toThrow('was made under another root key');
  });

  it('goes on after it was given up, beside changes of others', async () => {
    const store = await openStore({ file, mac: turning() });
    const stop = new AbortController();
    let pages = 0;
    const renewing = store.renewal.renew(() => {
      if (++pages === 150) stop.abort();
      return {};
    }, stop.signal);
    const changes = Promise.all(
      [1, 2, 3].map((i) => store.change((tx) => tx.put.user({ ...user(`U${i}`), path: '/x/' }))),
    );
    await expect(renewing).rejects.toThrow('aborted');
    await changes;
    await store.close();

    const again = await openStore({ file, mac: turning() });
    expect(await again.renewal.isOwed()).toBe(true);
    const written = await again.renewal.renew(nothing);
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(402);
    expect((await again.users.byId(A, 'U2'))!.path).toBe('/x/');
    await again.close();
    await (await openStore({ file, mac: under('new') })).close();
  });

  it('stops at a row that nobody signed', async () => {
    const database = new DatabaseSync(file);
    database.exec(`UPDATE users SET path = '/forged/' WHERE id = 'U7'`);
    database.close();
    const store = await openStore({ file, mac: turning() });
    await expect(store.renewal.renew(nothing)).rejects.toThrow(Corrupt);
    expect(await store.renewal.isOwed()).toBe(true);
    await store.close();
  });

  it('every table with a MAC is in the list', () => {
    const signed = migrations
      .flat()
      .flatMap((sql) => (/\bmac TEXT/.test(sql) ? (/^CREATE TABLE (\w+)/.exec(sql)?.[1] ?? []) : []));
    expect(SIGNED_TABLES.map(({ name }) => name).sort()).toEqual([...signed].sort());
  });
});
