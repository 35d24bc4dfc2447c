import { beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT_A, type House, openHouse, START_MS } from './harness.ts';

/** What was really seen in use, and when (GetAccessKeyLastUsed, RoleLastUsed, the service-last-accessed reports). */
describe('use', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
  });
  const seen = async (subject: string) => {
    await house.usage.flush();
    return (await house.store.usages.of(ACCOUNT_A, subject)).map(({ what, at, region }) => [what, at, region]);
  };
  const START = START_MS / 1000;

  test('of a user and its key is noted once a minute, refused calls too', async () => {
    const ann = await house.user(house.rootA, 'ann');
    await house.call(ann, 'ListUsers');
    const id = (await house.store.users.byName(ACCOUNT_A, 'ann'))!.id;
    expect(await seen(ann.accessKeyId)).toEqual([['key', START, 'us-east-1']]);
    expect(await seen(id)).toEqual([
      ['action:iam:ListUsers', START, 'us-east-1'],
      ['service:iam', START, 'us-east-1'],
    ]);
    house.clock.advance(59_000);
    await house.call(ann, 'GetCallerIdentity');
    expect(await seen(ann.accessKeyId)).toEqual([['key', START, 'us-east-1']]);
    house.clock.advance(1_000);
    await house.call(ann, 'GetCallerIdentity');
    expect(await seen(ann.accessKeyId)).toEqual([['key', START + 60, 'us-east-1']]);
    expect((await seen(id)).map(([what]) => what)).toContain('service:sts');
  });

  test('of a role is told by GetRole', async () => {
    const ann = await house.user(house.rootA, 'ann');
    const arn = await house.role(house.rootA, 'app', { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/ann` } });
    const session = await house.assumed(ann, arn);
    const lastUsed = async () =>
      /<RoleLastUsed>(.*)<\/RoleLastUsed>|<RoleLastUsed\/>/s.exec(
        (await house.must(house.rootA, 'GetRole', { RoleName: 'app' })).body,
      )?.[0];
    expect(await lastUsed()).not.toContain('LastUsedDate');
    house.clock.advance(5_000);
    await house.must(session, 'GetCallerIdentity');
    await house.usage.flush();
    expect(await lastUsed()).toMatch(
      /<LastUsedDate>2026-11-21T10:00:05Z<\/LastUsedDate>\s*<Region>us-east-1<\/Region>/,
    );
  });

  test('leaves no trace of what nobody proved, of names that are made up, and of what is gone', async () => {
    const ann = await house.user(house.rootA, 'ann');
    await house.call({ ...ann, secretAccessKey: 'x'.repeat(40) }, 'ListUsers');
    expect(await seen(ann.accessKeyId)).toEqual([]);
    await house.call(ann, 'MadeUp', {}, 'iam');
    const id = (await house.store.users.byName(ACCOUNT_A, 'ann'))!.id;
    expect(await seen(id)).toEqual([['service:iam', START, 'us-east-1']]);
    await house.must(house.rootA, 'DeleteAccessKey', { UserName: 'ann', AccessKeyId: ann.accessKeyId });
    expect(await seen(ann.accessKeyId)).toEqual([]);
    house.clock.advance(60_000);
    const bob = await house.user(house.rootA, 'bob');
    await house.call(bob, 'ListUsers');
    await house.must(house.rootA, 'DeleteAccessKey', { UserName: 'bob', AccessKeyId: bob.accessKeyId });
    const bobId = (await house.store.users.byName(ACCOUNT_A, 'bob'))!.id;
    await house.must(house.rootA, 'DeleteUser', { UserName: 'bob' });
    expect(await seen(bobId)).toEqual([]);
    expect(await seen(bob.accessKeyId)).toEqual([]);
  });
});
