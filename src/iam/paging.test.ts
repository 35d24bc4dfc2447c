import { beforeAll, describe, expect, it } from 'vitest';
import { A, B, type House, house, IDENTITY, root, TRUST } from './testing.ts';

const names = ['Alpha', 'bravo', 'Charlie'];
const ann = { UserName: 'Ann' };
const dev = { RoleName: 'Dev' };
const all = { GroupName: 'All' };
const allKeys = (key: string) => (item: Record<string, string>) => item[key]!;

/** Every list with three items in it: where they stand in the answer, and what tells them apart. */
const lists: readonly (readonly [string, object, string, (item: never) => string])[] = [
  ['ListUsers', { PathPrefix: '/list/' }, 'Users', allKeys('UserName')],
  ['ListRoles', { PathPrefix: '/list/' }, 'Roles', allKeys('RoleName')],
  ['ListPolicies', { PathPrefix: '/list/' }, 'Policies', allKeys('PolicyName')],
  ['ListUserTags', ann, 'Tags', allKeys('Key')],
  ['ListRoleTags', dev, 'Tags', allKeys('Key')],
  ['ListUserPolicies', ann, 'PolicyNames', (name: string) => name],
  ['ListRolePolicies', dev, 'PolicyNames', (name: string) => name],
  ['ListAttachedUserPolicies', ann, 'AttachedPolicies', allKeys('PolicyName')],
  ['ListAttachedRolePolicies', dev, 'AttachedPolicies', allKeys('PolicyName')],
  ['ListGroups', { PathPrefix: '/list/' }, 'Groups', allKeys('GroupName')],
  ['ListGroupsForUser', ann, 'Groups', allKeys('GroupName')],
  ['GetGroup', all, 'Users', allKeys('UserName')],
  ['ListGroupPolicies', all, 'PolicyNames', (name: string) => name],
  ['ListAttachedGroupPolicies', all, 'AttachedPolicies', allKeys('PolicyName')],
  ['ListAccessKeys', ann, 'AccessKeyMetadata', allKeys('AccessKeyId')],
  ['ListMFADevices', ann, 'MFADevices', allKeys('SerialNumber')],
  ['ListVirtualMFADevices', {}, 'VirtualMFADevices', allKeys('SerialNumber')],
];

let h: House;
beforeAll(async () => {
  h = await house({ accessKeysPerUser: 3, tagsPerEntity: 10 });
  await h.call('CreateUser', ann);
  await h.call('CreateRole', { ...dev, AssumeRolePolicyDocument: TRUST });
  await h.call('CreateGroup', all);
  for (const name of [...names].reverse()) {
    const Path = '/list/';
    await h.call('CreateUser', { UserName: name, Path });
    await h.call('CreateRole', { RoleName: name, Path, AssumeRolePolicyDocument: TRUST });
    await h.call('CreateGroup', { GroupName: name, Path });
    await h.call('AddUserToGroup', { GroupName: name, ...ann });
    await h.call('AddUserToGroup', { ...all, UserName: name });
    const { Policy } = await h.call('CreatePolicy', { PolicyName: name, Path, PolicyDocument: IDENTITY });
    const { VirtualMFADevice } = await h.call('CreateVirtualMFADevice', { VirtualMFADeviceName: name });
    await h.store.change(async (tx) => {
      const device = (await tx.mfa.bySerial(VirtualMFADevice.SerialNumber))!;
      await tx.put.mfa({ ...device, userId: (await tx.users.byName(A, 'Ann'))!.id, enabledAt: 1 });
    });
    await h.call('CreateAccessKey', ann);
    h.clock.advance(1000);
    for (const [noun, who] of [
      ['User', ann],
      ['Role', dev],
    ] as const) {
      await h.call(`Tag${noun}`, { ...who, Tags: [{ Key: `${name}${'é'.repeat(100)}`, Value: 'x' }] });
      await h.call(`Put${noun}Policy`, { ...who, PolicyName: name, PolicyDocument: IDENTITY });
      await h.call(`Attach${noun}Policy`, { ...who, PolicyArn: Policy.Arn });
    }
    await h.call('PutGroupPolicy', { ...all, PolicyName: name, PolicyDocument: IDENTITY });
    await h.call('AttachGroupPolicy', { ...all, PolicyArn: Policy.Arn });
  }
});

describe.each(lists)('%s', (operation, input, member, nameOf) => {
  const page = (more: object, caller = root(A)) => h.call(operation, { ...input, ...more }, caller);
  const namesOn = (answer: Record<string, never[]>) => answer[member]!.map(nameOf);

  it('gives the same items page by page, one at a time, as at once', async () => {
    const all = await page({});
    expect(all.IsTruncated).toBe(false);
    expect(all.Marker).toBeUndefined();
    expect(all[member]).toHaveLength(3);

    const seen: string[] = [];
    let answer = await page({ MaxItems: 1 });
    for (let pages = 1; ; pages++) {
      expect(pages).toBeLessThanOrEqual(3);
      expect(answer[member]).toHaveLength(1);
      seen.push(...namesOn(answer));
      if (!answer.IsTruncated) break;
      expect(answer.Marker.length).toBeLessThanOrEqual(320);
      answer = await page({ MaxItems: 1, Marker: answer.Marker });
    }
    expect(answer.Marker).toBeUndefined();
    expect(seen).toEqual(namesOn(all));
    expect((await page({ MaxItems: 3 })).IsTruncated).toBe(false);
  });

  it('takes a marker with another page size, and with no other query, operation or account', async () => {
    const { Marker } = await page({ MaxItems: 1 });
    expect((await page({ MaxItems: 2, Marker }))[member]).toHaveLength(2);

    const invalid = 'ValidationError 400: Invalid Marker.';
    const altered = `${Marker.slice(0, 8)}${Marker[8] === 'A' ? 'B' : 'A'}${Marker.slice(9)}`;
    expect(await h.refusal(operation, { ...input, Marker: altered })).toBe(invalid);
    expect(await h.refusal(operation, { ...input, Marker: 'bravo' })).toBe(invalid);
    const other = operation === 'ListUsers' ? 'ListRoles' : 'ListUsers';
    expect(await h.refusal(other, { ...(other === 'ListRoles' && input), Marker })).toBe(invalid);
    if ('PathPrefix' in input) {
      expect(await h.refusal(operation, { PathPrefix: '/', Marker })).toBe(invalid);
      expect(await h.refusal(operation, { ...input, Marker }, root(B))).toBe(invalid);
    }
  });
});

describe('a list that changes between two pages', () => {
  it('goes on behind the last name, whether or not it is still there', async () => {
    const first = await h.call('ListUserPolicies', { ...ann, MaxItems: 1 });
    await h.call('DeleteUserPolicy', { ...ann, PolicyName: 'Alpha' });
    expect((await h.call('ListUserPolicies', { ...ann, Marker: first.Marker })).PolicyNames).toEqual([
      'bravo',
      'Charlie',
    ]);
  });

  it('of tags ends the marker', async () => {
    const { Marker } = await h.call('ListUserTags', { ...ann, MaxItems: 1 });
    await h.call('TagUser', { ...ann, Tags: [{ Key: 'new', Value: '' }] });
    expect(await h.refusal('ListUserTags', { ...ann, Marker })).toBe('ValidationError 400: Invalid Marker.');
  });
});

describe('page size', () => {
  it('is 100 where MaxItems is absent', async () => {
    const many = await house();
    for (let i = 0; i < 101; i++) await many.call('CreateUser', { UserName: `u${String(i).padStart(3, '0')}` });
    const { Users, IsTruncated, Marker } = await many.call('ListUsers');
    expect([Users.length, IsTruncated]).toEqual([100, true]);
    expect((await many.call('ListUsers', { Marker })).Users).toHaveLength(1);
  });
});
