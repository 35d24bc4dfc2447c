import { beforeEach, describe, expect, it } from 'vitest';
import { encoded } from '../documents.ts';
import { A, B, type House, house, root, START_SECONDS, TRUST } from '../testing.ts';

let h: House;
beforeEach(async () => {
  h = await house({ instanceProfilesPerAccount: 3 });
  await h.call('CreateRole', { RoleName: 'Dev', Path: '/r/', AssumeRolePolicyDocument: TRUST, Description: 'x' });
  await h.call('CreateRole', { RoleName: 'Ops', AssumeRolePolicyDocument: TRUST });
});

const web = { InstanceProfileName: 'WEB' };
const dev = { RoleName: 'DEV' };
const described = {
  Path: '/w/',
  InstanceProfileName: 'Web',
  InstanceProfileId: expect.stringMatching(/^AIPA[A-Z2-7]{17}$/),
  Arn: `arn:aws:iam::${A}:instance-profile/w/Web`,
  CreateDate: START_SECONDS,
  Roles: [],
};
const held = {
  Path: '/r/',
  RoleName: 'Dev',
  RoleId: expect.stringMatching(/^AROA/),
  Arn: `arn:aws:iam::${A}:role/r/Dev`,
  CreateDate: START_SECONDS,
  AssumeRolePolicyDocument: encoded(TRUST),
};
const Tags = [
  { Key: 'b', Value: '1' },
  { Key: 'a', Value: '2' },
];

describe('the cuts of an instance profile that AWS answers', () => {
  it('as made: tags where there are some', async () => {
    expect(await h.call('CreateInstanceProfile', { InstanceProfileName: 'Web', Path: '/w/' })).toEqual({
      InstanceProfile: described,
    });
    expect((await h.call('CreateInstanceProfile', { InstanceProfileName: 'x', Tags })).InstanceProfile.Tags).toEqual(
      Tags,
    );
  });

  it('as got: with its role, without what else the role has; tags by key, and an empty list for none', async () => {
    await h.call('CreateInstanceProfile', { InstanceProfileName: 'Web', Path: '/w/' });
    await h.call('AddRoleToInstanceProfile', { ...web, ...dev });
    expect(await h.call('GetInstanceProfile', web)).toEqual({
      InstanceProfile: { ...described, Roles: [held], Tags: [] },
    });
    await h.call('CreateInstanceProfile', { InstanceProfileName: 'x', Tags });
    expect((await h.call('GetInstanceProfile', { InstanceProfileName: 'x' })).InstanceProfile.Tags).toEqual(
      [...Tags].reverse(),
    );
  });

  it('as listed: with roles, without tags; by path, by role, page by page', async () => {
    await h.call('CreateInstanceProfile', { InstanceProfileName: 'Web', Path: '/w/', Tags });
    await h.call('CreateInstanceProfile', { InstanceProfileName: 'app' });
    await h.call('AddRoleToInstanceProfile', { ...web, ...dev });
    const inRole = { InstanceProfiles: [{ ...described, Roles: [held] }], IsTruncated: false };
    expect(await h.call('ListInstanceProfiles', { PathPrefix: '/w' })).toEqual(inRole);
    expect(await h.call('ListInstanceProfilesForRole', dev)).toEqual(inRole);
    expect((await h.call('ListInstanceProfilesForRole', { RoleName: 'Ops' })).InstanceProfiles).toEqual([]);
    const first = await h.call('ListInstanceProfiles', { MaxItems: 1 });
    expect(first).toMatchObject({ InstanceProfiles: [{ InstanceProfileName: 'app' }], IsTruncated: true });
    expect(await h.call('ListInstanceProfiles', { Marker: first.Marker })).toMatchObject({
      InstanceProfiles: [{ InstanceProfileName: 'Web' }],
      IsTruncated: false,
    });
  });
});

describe('one role each', () => {
  beforeEach(async () => {
    await h.call('CreateInstanceProfile', { InstanceProfileName: 'Web', Path: '/w/' });
    await h.call('AddRoleToInstanceProfile', { ...web, ...dev });
  });

  it.each<readonly [what: string, operation: string, input: object, refusal: string]>([
    [
      'a second role',
      'AddRoleToInstanceProfile',
      { ...web, RoleName: 'Ops' },
      'LimitExceeded 409: Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
    ],
    [
      'the same again',
      'AddRoleToInstanceProfile',
      { ...web, ...dev },
      'LimitExceeded 409: Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
    ],
    [
      'deleting it with a role in it',
      'DeleteInstanceProfile',
      web,
      'DeleteConflict 409: Cannot delete entity, must remove roles from instance profile first.',
    ],
    [
      'deleting the role in it',
      'DeleteRole',
      dev,
      'DeleteConflict 409: Cannot delete entity, must remove roles from instance profile first.',
    ],
    [
      'a name that is taken but for its case',
      'CreateInstanceProfile',
      web,
      'EntityAlreadyExists 409: Instance Profile WEB already exists.',
    ],
    [
      'taking out another role',
      'RemoveRoleFromInstanceProfile',
      { ...web, RoleName: 'OPS' },
      'NoSuchEntity 404: Role Ops in Instance Profile Web cannot be found.',
    ],
    [
      'a missing role',
      'AddRoleToInstanceProfile',
      { ...web, RoleName: 'eve' },
      'NoSuchEntity 404: The role with name eve cannot be found.',
    ],
    [
      'a missing role',
      'RemoveRoleFromInstanceProfile',
      { ...web, RoleName: 'eve' },
      'NoSuchEntity 404: The role with name eve cannot be found.',
    ],
    ...['AddRoleToInstanceProfile', 'RemoveRoleFromInstanceProfile', 'GetInstanceProfile', 'DeleteInstanceProfile'].map(
      (name) =>
        [
          'a missing profile',
          name,
          { InstanceProfileName: 'eve', ...(name.includes('Role') && { RoleName: 'eve' }) },
          'NoSuchEntity 404: Instance Profile eve cannot be found.',
        ] as const,
    ),
  ])('refuses %s: %s', async (_what, name, input, refusal) => expect(await h.refusal(name, input)).toBe(refusal));

  it('is free again once the role is out, and so is the role', async () => {
    await h.call('RemoveRoleFromInstanceProfile', { ...web, ...dev });
    expect((await h.call('GetInstanceProfile', web)).InstanceProfile.Roles).toEqual([]);
    await h.call('DeleteRole', dev);
    await h.call('DeleteInstanceProfile', web);
    expect((await h.call('ListInstanceProfiles')).InstanceProfiles).toEqual([]);
  });

  it("another account's is not there, nor its role", async () => {
    expect(await h.refusal('GetInstanceProfile', web, root(B))).toBe(
      'NoSuchEntity 404: Instance Profile WEB cannot be found.',
    );
    await h.call('CreateInstanceProfile', { InstanceProfileName: 'Web' }, root(B));
    expect(await h.refusal('AddRoleToInstanceProfile', { ...web, ...dev }, root(B))).toBe(
      'NoSuchEntity 404: The role with name DEV cannot be found.',
    );
  });
});

it('more instance profiles than the quota', async () => {
  for (const InstanceProfileName of ['a', 'b', 'c']) await h.call('CreateInstanceProfile', { InstanceProfileName });
  expect(await h.refusal('CreateInstanceProfile', { InstanceProfileName: 'd' })).toBe(
    'LimitExceeded 409: Cannot exceed quota for InstanceProfilesPerAccount: 3',
  );
});
