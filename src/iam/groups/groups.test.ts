import { beforeEach, describe, expect, it } from 'vitest';
import { A, B, type House, house, IDENTITY, root, START_SECONDS } from '../testing.ts';

let h: House;
beforeEach(async () => {
  h = await house({ groupsPerAccount: 3, groupsPerUser: 2 });
  await h.call('CreateGroup', { GroupName: 'Devs' });
  await h.call('CreateUser', { UserName: 'Ann' });
});

const devs = { GroupName: 'Devs' };
const ann = { UserName: 'Ann' };
const described = {
  Path: '/',
  GroupName: 'Devs',
  GroupId: expect.stringMatching(/^AGPA[A-Z2-7]{17}$/),
  Arn: `arn:aws:iam::${A}:group/Devs`,
  CreateDate: START_SECONDS,
};
const noGroup = (name: string) => `NoSuchEntity 404: The group with name ${name} cannot be found.`;
const noUser = (name: string) => `NoSuchEntity 404: The user with name ${name} cannot be found.`;

describe('CreateGroup', () => {
  it('answers what it made, and GetGroup the same with its members', async () => {
    const { Group } = await h.call('CreateGroup', { GroupName: 'Ops', Path: '/a/b/' });
    expect(Group).toEqual({ ...described, Path: '/a/b/', GroupName: 'Ops', Arn: `arn:aws:iam::${A}:group/a/b/Ops` });
    expect(await h.call('GetGroup', { GroupName: 'OPS' })).toEqual({ Group, Users: [], IsTruncated: false });
  });

  it('refuses a name that is taken but for its case', async () =>
    expect(await h.refusal('CreateGroup', { GroupName: 'devs' })).toBe(
      'EntityAlreadyExists 409: Group with name devs already exists.',
    ));

  it('refuses more groups than the quota, in this account only', async () => {
    for (const GroupName of ['b', 'c']) await h.call('CreateGroup', { GroupName });
    expect(await h.refusal('CreateGroup', { GroupName: 'd' })).toBe(
      'LimitExceeded 409: Cannot exceed quota for GroupsPerAccount: 3',
    );
    await h.call('CreateGroup', { GroupName: 'd' }, root(B));
  });

  it('lets one of many rivals have the name', async () => {
    const tries = Array.from({ length: 8 }, () => h.call('CreateGroup', { GroupName: 'x' }).catch((e) => e.code));
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => answer !== 'EntityAlreadyExists')).toHaveLength(1);
  });
});

describe('UpdateGroup', () => {
  it('renames, moves, respells, and keeps the id, the members and the policies', async () => {
    await h.call('AddUserToGroup', { ...devs, ...ann });
    await h.call('PutGroupPolicy', { ...devs, PolicyName: 'p', PolicyDocument: IDENTITY });
    const { Group: before } = await h.call('GetGroup', devs);
    expect(await h.call('UpdateGroup', { GroupName: 'devs', NewGroupName: 'DEVS', NewPath: '/x/' })).toBeUndefined();
    const { Group, Users } = await h.call('GetGroup', devs);
    expect(Group).toEqual({ ...before, GroupName: 'DEVS', Path: '/x/', Arn: `arn:aws:iam::${A}:group/x/DEVS` });
    expect(Users).toEqual([expect.objectContaining(ann)]);
    expect((await h.call('ListGroupPolicies', devs)).PolicyNames).toEqual(['p']);
  });

  it('refuses a taken name and a missing group', async () => {
    await h.call('CreateGroup', { GroupName: 'ops' });
    expect(await h.refusal('UpdateGroup', { ...devs, NewGroupName: 'Ops' })).toBe(
      'EntityAlreadyExists 409: Group with name Ops already exists.',
    );
    expect(await h.refusal('UpdateGroup', { GroupName: 'eve', NewGroupName: 'x' })).toBe(noGroup('eve'));
  });
});

describe('membership', () => {
  it('is told from both sides, and either call may be made twice', async () => {
    for (const _twice of [1, 2]) expect(await h.call('AddUserToGroup', { ...devs, ...ann })).toBeUndefined();
    expect((await h.call('GetGroup', devs)).Users).toEqual([
      {
        Path: '/',
        UserName: 'Ann',
        UserId: expect.stringMatching(/^AIDA/),
        Arn: `arn:aws:iam::${A}:user/Ann`,
        CreateDate: START_SECONDS,
      },
    ]);
    expect(await h.call('ListGroupsForUser', ann)).toEqual({ Groups: [described], IsTruncated: false });
    for (const _twice of [1, 2]) expect(await h.call('RemoveUserFromGroup', { ...devs, ...ann })).toBeUndefined();
    expect((await h.call('GetGroup', devs)).Users).toEqual([]);
    expect((await h.call('ListGroupsForUser', ann)).Groups).toEqual([]);
  });

  it('stops at the quota of the user, joining again apart', async () => {
    for (const GroupName of ['a', 'b']) await h.call('CreateGroup', { GroupName });
    for (const GroupName of ['a', 'b', 'a']) await h.call('AddUserToGroup', { GroupName, ...ann });
    expect(await h.refusal('AddUserToGroup', { ...devs, ...ann })).toBe(
      'LimitExceeded 409: Cannot exceed quota for GroupsPerUser: 2',
    );
  });

  it.each(['AddUserToGroup', 'RemoveUserFromGroup'])('%s names who is missing, the user first', async (name) => {
    expect(await h.refusal(name, { ...devs, UserName: 'eve' })).toBe(noUser('eve'));
    expect(await h.refusal(name, { GroupName: 'no', ...ann })).toBe(noGroup('no'));
    expect(await h.refusal(name, { GroupName: 'no', UserName: 'eve' })).toBe(noUser('eve'));
    // Another account's are as missing as none at all.
    expect(await h.refusal(name, { ...devs, ...ann }, root(B))).toBe(noUser('Ann'));
    await h.call('CreateUser', ann, root(B));
    expect(await h.refusal(name, { ...devs, ...ann }, root(B))).toBe(noGroup('Devs'));
  });

  it('does nothing to who was made anew since permission was asked', async () => {
    const caller = root(A);
    const { iamOperations } = await import('../service.ts');
    const operation = iamOperations.find(({ facts }) => facts.name === 'AddUserToGroup')!;
    for (const anew of ['User', 'Group'] as const) {
      const given = { ...h.tools, input: { ...devs, ...ann }, caller } as Parameters<typeof operation.handle>[0];
      const found = await operation.load!(given);
      await h.call(`Delete${anew}`, anew === 'User' ? ann : devs);
      await h.call(`Create${anew}`, anew === 'User' ? ann : devs);
      await expect(operation.handle({ ...given, found })).rejects.toMatchObject({ code: 'NoSuchEntity' });
    }
    expect((await h.call('GetGroup', devs)).Users).toEqual([]);
  });
});

describe('ListGroups', () => {
  it('lists by path', async () => {
    await h.call('CreateGroup', { GroupName: 'abc', Path: '/sub_x/' });
    expect((await h.call('ListGroups')).Groups).toEqual([expect.objectContaining({ GroupName: 'abc' }), described]);
    expect((await h.call('ListGroups', { PathPrefix: '/sub_' })).Groups).toHaveLength(1);
    expect((await h.call('ListGroups', { PathPrefix: '/sub%' })).Groups).toHaveLength(0);
    expect((await h.call('ListGroups', {}, root(B))).Groups).toHaveLength(0);
  });
});

describe('DeleteGroup', () => {
  it('refuses while anything hangs on the group, then frees its name for another', async () => {
    const { Policy } = await h.call('CreatePolicy', { PolicyName: 'Main', PolicyDocument: IDENTITY });
    await h.call('AddUserToGroup', { ...devs, ...ann });
    await h.call('PutGroupPolicy', { ...devs, PolicyName: 'p', PolicyDocument: IDENTITY });
    await h.call('AttachGroupPolicy', { ...devs, PolicyArn: Policy.Arn });
    const { Group: first } = await h.call('GetGroup', devs);

    const conflict = (rest: string) => `DeleteConflict 409: Cannot delete entity, must ${rest} first.`;
    expect(await h.refusal('DeleteGroup', devs)).toBe(conflict('remove users from group'));
    await h.call('RemoveUserFromGroup', { ...devs, ...ann });
    expect(await h.refusal('DeleteGroup', devs)).toBe(conflict('delete policies'));
    await h.call('DeleteGroupPolicy', { ...devs, PolicyName: 'p' });
    expect(await h.refusal('DeleteGroup', devs)).toBe(conflict('detach all policies'));
    expect(await h.refusal('DeletePolicy', { PolicyArn: Policy.Arn })).toBe(
      'DeleteConflict 409: Cannot delete a policy attached to entities.',
    );
    await h.call('DetachGroupPolicy', { ...devs, PolicyArn: Policy.Arn });
    expect(await h.call('DeleteGroup', devs)).toBeUndefined();
    expect(await h.refusal('GetGroup', devs)).toBe(noGroup('Devs'));
    expect((await h.call('CreateGroup', devs)).Group.GroupId).not.toBe(first.GroupId);
  });
});

describe('DeleteUser', () => {
  it('refuses while the user is in a group', async () => {
    await h.call('AddUserToGroup', { ...devs, ...ann });
    expect(await h.refusal('DeleteUser', ann)).toBe(
      'DeleteConflict 409: Cannot delete entity, must remove users from group first.',
    );
    await h.call('RemoveUserFromGroup', { ...devs, ...ann });
    await h.call('DeleteUser', ann);
  });

  const credential = { active: true, createdAt: 1, account: A };
  it.each([
    [
      'delete login profile',
      {
        put: 'loginProfile',
        record: { passwordHash: 'x', changedAt: 1, resetRequired: false, previousHashes: [], createdAt: 1, account: A },
      },
    ],
    ['delete certificates', { put: 'signingCertificate', record: { ...credential, id: 'C1', body: 'x', digest: 'x' } }],
    [
      'remove referenced objects',
      { put: 'sshKey', record: { ...credential, id: 'APKA1', body: 'x', fingerprint: 'x' } },
    ],
    [
      'remove referenced objects',
      {
        put: 'serviceCredential',
        record: {
          ...credential,
          id: 'ACCA1',
          service: 's',
          serviceUserName: 'n',
          sealedSecret: 'x',
          expiresAt: undefined,
        },
      },
    ],
  ] as const)('refuses while it must %s (%j)', async (remedy, { put, record }) => {
    await h.store.change(async (tx) => {
      const { id: userId } = (await tx.users.byName(A, 'Ann'))!;
      await tx.put[put]({ ...record, userId } as never);
    });
    expect(await h.refusal('DeleteUser', ann)).toBe(`DeleteConflict 409: Cannot delete entity, must ${remedy} first.`);
  });
});
