import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apply, exportSeed, plan, readSeed } from '../../src/seed/index.ts';
import { openHouse } from '../house/harness.ts';

const page = readFileSync(new URL('../../docs/seed-file.md', import.meta.url), 'utf8');
const example = /```yaml\n([\s\S]*?)```/.exec(page)![1]!;
const secrets = new Map([['env CI_SECRET_ACCESS_KEY', 'u5qT4hV6FGeJLI+sb27t0Nd5Fcn+27jxzGBaQj/d']]);

const read = (text: string) => {
  const seed = readSeed(text);
  if (!seed.ok) throw new Error(JSON.stringify(seed.problems));
  return seed;
};

describe('the example of docs/seed-file.md', () => {
  it('is applied, and works', async () => {
    const house = await openHouse();
    const wanted = { read: read(example), prune: false, secrets };
    const planned = await plan(wanted, house.tools);
    expect(await house.store.organizations.list()).toEqual([]);
    const { changes, generated } = await apply(wanted, house.tools);
    expect(changes).toEqual(planned);
    expect(changes.every(({ sign }) => sign === '+')).toBe(true);
    expect(generated.map(({ userName }) => userName)).toEqual(['alice']); // the root of the test has a key

    const ci = { accessKeyId: 'AKIARTX3GSDSVIZ4PZT2', secretAccessKey: [...secrets.values()][0]! };
    const session = await house.assumed(ci, 'arn:aws:iam::444455556666:role/deploy', { DurationSeconds: '7200' });
    expect((await house.must(session, 'GetCallerIdentity')).text('Account')).toBe('444455556666');
    // The unit of that account lets nobody make users, its root included.
    expect((await house.call(house.rootB, 'CreateUser', { UserName: 'x' })).message).toContain(
      'with an explicit deny in a service control policy',
    );
    expect((await house.call(house.rootA, 'CreateUser', { UserName: 'x' })).status).toBe(200);
    const alice = (await house.store.users.byName('111122223333', 'alice'))!;
    expect(alice).toMatchObject({ path: '/people/', boundaryArn: 'arn:aws:iam::111122223333:policy/no-further' });
  });

  it('applied twice, by itself or as it was exported, changes nothing and raises no counter', async () => {
    const house = await openHouse();
    const wanted = { read: read(example), prune: false, secrets };
    await apply(wanted, house.tools);
    const before = await house.store.sequence();
    expect(await apply(wanted, house.tools)).toEqual({ changes: [], generated: [] });
    const exported = read(await exportSeed(house.store, {}));
    for (const prune of [false, true])
      expect((await apply({ read: exported, prune, secrets: new Map() }, house.tools)).changes).toEqual([]);
    expect(await house.store.sequence()).toBe(before);
  });
});
