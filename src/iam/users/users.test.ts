import { beforeEach, describe, expect, it } from 'vitest';
import { A, B, type House, house, IDENTITY, root, START_SECONDS, session } from '../testing.ts';

let h: House;
beforeEach(async () => {
  h = await house({ usersPerAccount: 3 });
  await h.call('CreatePolicy', { PolicyName: 'Edge', PolicyDocument: IDENTITY });
});

const EDGE = `arn:aws:iam::${A}:policy/Edge`;
const bob = {
  Path: '/',
  UserName: 'Bob',
  UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
  Arn: `arn:aws:iam::${A}:user/Bob`,
  CreateDate: START_SECONDS,
};
const boundary = { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: EDGE };

describe('CreateUser', () => {
  it('answers what it made, and GetUser the same', async () => {
    const input = { UserName: 'Ann', Path: '/a/b/', PermissionsBoundary: EDGE, Tags: [{ Key: 'Team', Value: '' }] };
    const { User } = await h.call('CreateUser', input);
    expect(User).toEqual({
      ...bob,
      Path: '/a/b/',
      UserName: 'Ann',
      Arn: `arn:aws:iam::${A}:user/a/b/Ann`,
      PermissionsBoundary: boundary,
      Tags: [{ Key: 'Team', Value: '' }],
    });
    expect(await h.call('GetUser', { UserName: 'ANN' })).toEqual({ User });
  });

  it('leaves out what there is not', async () =>
    expect(JSON.parse(JSON.stringify(await h.call('CreateUser', { UserName: 'Bob' })))).toEqual({
      User: { ...bob, UserId: expect.any(String) },
    }));

  it.each([
    [
      'a name that is taken but for its case',
      { UserName: 'bob' },
      'EntityAlreadyExists 409: User with name bob already exists.',
    ],
    [
      'a boundary that is no ARN',
      { UserName: 'x', PermissionsBoundary: 'a-text-of-more-than-twenty' },
      'ValidationError 400: Invalid ARN:  Could not be parsed!',
    ],
    [
      'a boundary that is no policy',
      { UserName: 'x', PermissionsBoundary: `arn:aws:iam::${A}:not_a_policy/invalid` },
      `InvalidInput 400: ARN arn:aws:iam::${A}:not_a_policy/invalid is not valid.`,
    ],
    [
      'a boundary that is not there',
      { UserName: 'x', PermissionsBoundary: `${EDGE}2` },
      `NoSuchEntity 404: Scope ARN: ${EDGE}2 does not exist or is not attachable.`,
    ],
    [
      'a boundary under another spelling',
      { UserName: 'x', PermissionsBoundary: `arn:aws:iam::${A}:policy/edge` },
      `NoSuchEntity 404: Scope ARN: arn:aws:iam::${A}:policy/edge does not exist or is not attachable.`,
    ],
    [
      'a boundary that AWS does not manage',
      { UserName: 'x', PermissionsBoundary: 'arn:aws:iam::aws:policy/NoSuchAccess' },
      'NoSuchEntity 404: Scope ARN: arn:aws:iam::aws:policy/NoSuchAccess does not exist or is not attachable.',
    ],
    [
      'tag keys that differ in case only',
      {
        UserName: 'x',
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'A', Value: '2' },
        ],
      },
      'InvalidInput 400: Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ],
    [
      "AWS's own tag keys",
      { UserName: 'x', Tags: [{ Key: 'AWS:x', Value: '' }] },
      'InvalidInput 400: aws: prefixed tag key names are not allowed for external use.',
    ],
  ])('refuses %s', async (_name, input, refusal) => {
    await h.call('CreateUser', { UserName: 'Bob' });
    expect(await h.refusal('CreateUser', input)).toBe(refusal);
  });

  it('refuses more users than the quota, in this account only', async () => {
    for (const UserName of ['a', 'b', 'c']) await h.call('CreateUser', { UserName });
    expect(await h.refusal('CreateUser', { UserName: 'd' })).toBe(
      'LimitExceeded 409: Cannot exceed quota for UsersPerAccount: 3',
    );
    await h.call('CreateUser', { UserName: 'd' }, root(B));
  });

  it('lets one of many rivals have the name', async () => {
    const tries = Array.from({ length: 8 }, () => h.call('CreateUser', { UserName: 'Bob' }).catch((e) => e.code));
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => answer !== 'EntityAlreadyExists')).toHaveLength(1);
  });
});

describe('GetUser', () => {
  it('answers the own user without a name, whatever it is called by now', async () => {
    await h.call('CreateUser', { UserName: 'Bob' });
    const caller = await h.asUser('Bob');
    await h.call('UpdateUser', { UserName: 'Bob', NewUserName: 'Robert' });
    await h.call('CreateUser', { UserName: 'Bob' });
    expect((await h.call('GetUser', {}, caller)).User.UserName).toBe('Robert');
  });

  it('answers root as a user without path and name', async () =>
    expect(await h.call('GetUser')).toEqual({
      User: { UserId: A, Arn: `arn:aws:iam::${A}:root`, CreateDate: 1_600_000_000 },
    }));

  it('needs a name from a role session', async () =>
    expect(await h.refusal('GetUser', {}, session(A))).toBe(
      'ValidationError 400: Must specify userName when calling with non-User credentials',
    ));

  it("does not find another account's user", async () => {
    await h.call('CreateUser', { UserName: 'bob' }, root(B));
    expect(await h.refusal('GetUser', { UserName: 'bob' })).toBe(
      'NoSuchEntity 404: The user with name bob cannot be found.',
    );
  });
});

describe('ListUsers', () => {
  it('lists by path, without tags and boundary', async () => {
    const Tags = [{ Key: 'k', Value: 'v' }];
    await h.call('CreateUser', { UserName: 'Bob', Tags, PermissionsBoundary: EDGE });
    await h.call('CreateUser', { UserName: 'ann', Path: '/sub_x/', Tags });
    expect(await h.call('ListUsers')).toEqual({
      Users: [expect.objectContaining({ UserName: 'ann' }), bob],
      IsTruncated: false,
    });
    expect((await h.call('ListUsers', { PathPrefix: '/sub_' })).Users).toHaveLength(1);
    expect((await h.call('ListUsers', { PathPrefix: '/sub%' })).Users).toHaveLength(0);
    expect((await h.call('ListUsers', {}, root(B))).Users).toHaveLength(0);
  });
});

describe('UpdateUser', () => {
  beforeEach(() => h.call('CreateUser', { UserName: 'Bob', Tags: [{ Key: 'k', Value: 'v' }] }));

  it('renames, moves, respells, and keeps the id', async () => {
    const { User: before } = await h.call('GetUser', { UserName: 'Bob' });
    expect(await h.call('UpdateUser', { UserName: 'bob', NewUserName: 'BOB', NewPath: '/x/' })).toBeUndefined();
    expect((await h.call('GetUser', { UserName: 'bob' })).User).toEqual({
      ...before,
      UserName: 'BOB',
      Path: '/x/',
      Arn: `arn:aws:iam::${A}:user/x/BOB`,
    });
  });

  it('refuses a taken name and a missing user', async () => {
    await h.call('CreateUser', { UserName: 'ann' });
    expect(await h.refusal('UpdateUser', { UserName: 'Bob', NewUserName: 'Ann' })).toBe(
      'EntityAlreadyExists 409: User with name Ann already exists.',
    );
    expect(await h.refusal('UpdateUser', { UserName: 'eve', NewUserName: 'x' })).toBe(
      'NoSuchEntity 404: The user with name eve cannot be found.',
    );
  });
});

describe('DeleteUser', () => {
  beforeEach(() => h.call('CreateUser', { UserName: 'Bob' }));

  it('deletes, and frees the name for another', async () => {
    const { User: first } = await h.call('GetUser', { UserName: 'Bob' });
    expect(await h.call('DeleteUser', { UserName: 'bob' })).toBeUndefined();
    expect(await h.refusal('DeleteUser', { UserName: 'Bob' })).toBe(
      'NoSuchEntity 404: The user with name Bob cannot be found.',
    );
    const { User: second } = await h.call('CreateUser', { UserName: 'Bob' });
    expect(second.UserId).not.toBe(first.UserId);
  });

  it('refuses while anything hangs on the user', async () => {
    const user = { UserName: 'Bob' };
    await h.call('AttachUserPolicy', { ...user, PolicyArn: EDGE });
    await h.call('PutUserPolicy', { ...user, PolicyName: 'p', PolicyDocument: IDENTITY });
    const { AccessKeyId } = (await h.call('CreateAccessKey', user)).AccessKey;

    const conflict = (rest: string) => `DeleteConflict 409: Cannot delete entity, must ${rest} first.`;
    expect(await h.refusal('DeleteUser', user)).toBe(conflict('detach all policies'));
    await h.call('DetachUserPolicy', { ...user, PolicyArn: EDGE });
    expect(await h.refusal('DeleteUser', user)).toBe(conflict('delete policies'));
    await h.call('DeleteUserPolicy', { ...user, PolicyName: 'p' });
    expect(await h.refusal('DeleteUser', user)).toBe(conflict('delete access keys'));
    await h.call('DeleteAccessKey', { ...user, AccessKeyId });
    await h.call('DeleteUser', user);
  });
});
