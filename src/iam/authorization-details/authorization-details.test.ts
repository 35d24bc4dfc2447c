import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encoded } from '../documents.ts';
import { A, B, type House, house, IDENTITY, root, START_SECONDS, TRUST } from '../testing.ts';

const NAME = 'GetAccountAuthorizationDetails';
const SHARED = `arn:aws:iam::${A}:policy/p/Shared`;
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const inline = [{ PolicyName: 'own', PolicyDocument: encoded(IDENTITY) }];
const shared = { PolicyName: 'Shared', PolicyArn: SHARED };
const Tags = [
  { Key: 'b', Value: '2' },
  { Key: 'a', Value: '1' },
];

let h: House;

describe(NAME, () => {
  beforeAll(async () => {
    h = await house();
    await h.call('CreatePolicy', { PolicyName: 'Shared', Path: '/p/', PolicyDocument: IDENTITY, Description: 'all' });
    await h.call('CreatePolicyVersion', { PolicyArn: SHARED, PolicyDocument: `${IDENTITY} ` });
    await h.call('CreateUser', { UserName: 'Ann', Path: '/u/', Tags, PermissionsBoundary: SHARED });
    await h.call('CreateUser', { UserName: 'bob' });
    await h.call('CreateGroup', { GroupName: 'Team' });
    await h.call('AddUserToGroup', { GroupName: 'Team', UserName: 'Ann' });
    await h.call('CreateRole', { RoleName: 'Dev', AssumeRolePolicyDocument: TRUST, Tags });
    await h.call('CreateInstanceProfile', { InstanceProfileName: 'box' });
    await h.call('AddRoleToInstanceProfile', { InstanceProfileName: 'box', RoleName: 'Dev' });
    for (const who of [{ UserName: 'Ann' }, { GroupName: 'Team' }, { RoleName: 'Dev' }]) {
      const noun = Object.keys(who)[0]!.replace('Name', '');
      await h.call(`Put${noun}Policy`, { ...who, PolicyName: 'own', PolicyDocument: IDENTITY });
      await h.call(`Attach${noun}Policy`, { ...who, PolicyArn: SHARED });
    }
    await h.call('AttachRolePolicy', { RoleName: 'Dev', PolicyArn: READ_ONLY });
  });

  it('tells everything of everyone', async () => {
    const answer = await h.call(NAME);
    const role = {
      Path: '/',
      RoleName: 'Dev',
      RoleId: expect.stringMatching(/^AROA/),
      Arn: `arn:aws:iam::${A}:role/Dev`,
      CreateDate: START_SECONDS,
      AssumeRolePolicyDocument: encoded(TRUST),
    };
    const sorted = [Tags[1], Tags[0]];
    expect(JSON.parse(JSON.stringify({ ...answer, Policies: answer.Policies.slice(0, 1) }))).toEqual({
      UserDetailList: [
        {
          Path: '/u/',
          UserName: 'Ann',
          UserId: expect.stringMatching(/^AIDA/),
          Arn: `arn:aws:iam::${A}:user/u/Ann`,
          CreateDate: START_SECONDS,
          UserPolicyList: inline,
          GroupList: ['Team'],
          AttachedManagedPolicies: [shared],
          PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: SHARED },
          Tags: sorted,
        },
        // As recorded: no list of inline policies where a user has none, and empty lists of the rest.
        {
          Path: '/',
          UserName: 'bob',
          UserId: expect.stringMatching(/^AIDA/),
          Arn: `arn:aws:iam::${A}:user/bob`,
          CreateDate: START_SECONDS,
          GroupList: [],
          AttachedManagedPolicies: [],
          Tags: [],
        },
      ],
      GroupDetailList: [
        {
          Path: '/',
          GroupName: 'Team',
          GroupId: expect.stringMatching(/^AGPA/),
          Arn: `arn:aws:iam::${A}:group/Team`,
          CreateDate: START_SECONDS,
          GroupPolicyList: inline,
          AttachedManagedPolicies: [shared],
        },
      ],
      RoleDetailList: [
        {
          ...role,
          InstanceProfileList: [
            {
              Path: '/',
              InstanceProfileName: 'box',
              InstanceProfileId: expect.stringMatching(/^AIPA/),
              Arn: `arn:aws:iam::${A}:instance-profile/box`,
              CreateDate: START_SECONDS,
              Roles: [role],
            },
          ],
          RolePolicyList: inline,
          AttachedManagedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: READ_ONLY }, shared],
          Tags: sorted,
          RoleLastUsed: {},
        },
      ],
      Policies: [
        {
          PolicyName: 'Shared',
          PolicyId: expect.stringMatching(/^ANPA/),
          Arn: SHARED,
          Path: '/p/',
          DefaultVersionId: 'v1',
          AttachmentCount: 3,
          PermissionsBoundaryUsageCount: 1,
          IsAttachable: true,
          Description: 'all',
          CreateDate: START_SECONDS,
          UpdateDate: START_SECONDS,
          PolicyVersionList: [
            {
              Document: encoded(`${IDENTITY} `),
              VersionId: 'v2',
              IsDefaultVersion: false,
              CreateDate: START_SECONDS,
            },
            { Document: encoded(IDENTITY), VersionId: 'v1', IsDefaultVersion: true, CreateDate: START_SECONDS },
          ],
        },
      ],
      IsTruncated: false,
    });
    expect(answer.Policies[1]).toMatchObject({ Arn: READ_ONLY, AttachmentCount: 1, PermissionsBoundaryUsageCount: 0 });
    expect(answer.Policies[1].PolicyVersionList).toHaveLength(1);
    expect(answer.Policies).toHaveLength(2);
  });

  const counts = (answer: Record<string, unknown[]>) =>
    ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'].map((list) => answer[list]!.length);

  it.each([
    [['User'], [2, 0, 0, 0]],
    [['Group'], [0, 1, 0, 0]],
    [['Role'], [0, 0, 1, 0]],
    [['LocalManagedPolicy'], [0, 0, 0, 1]],
    [['AWSManagedPolicy'], [0, 0, 0, 1]],
    [
      ['AWSManagedPolicy', 'User'],
      [2, 0, 0, 1],
    ],
    [[], [2, 1, 1, 2]],
  ])('Filter %j', async (Filter, expected) => {
    expect(counts(await h.call(NAME, { Filter }))).toEqual(expected);
  });

  it.each([1, 2, 4])('pages through all kinds with one marker, %i at a time', async (MaxItems) => {
    const all = await h.call(NAME);
    const seen: Record<string, unknown[]> = {};
    let Marker: string | undefined;
    do {
      const page = await h.call(NAME, { MaxItems, Marker });
      expect(counts(page).reduce((sum, n) => sum + n)).toBeLessThanOrEqual(MaxItems);
      for (const [list, items] of Object.entries(page)) {
        if (Array.isArray(items)) seen[list] = [...(seen[list] ?? []), ...items];
      }
      Marker = page.Marker;
    } while (Marker !== undefined);
    expect({ ...seen, IsTruncated: false, Marker: undefined }).toEqual({ ...all, Marker: undefined });
  });

  it('a marker holds for its own filter and account', async () => {
    const { Marker } = await h.call(NAME, { MaxItems: 1 });
    expect(await h.refusal(NAME, { Marker, Filter: ['User'] })).toBe('ValidationError 400: Invalid Marker.');
    expect(await h.refusal(NAME, { Marker }, root(B))).toBe('ValidationError 400: Invalid Marker.');
  });

  it('another account sees its own alone', async () =>
    expect(counts(await h.call(NAME, {}, root(B)))).toEqual([0, 0, 0, 0]));
});

describe('a page that grows too long', () => {
  beforeEach(async () => {
    h = await house();
  });

  it('ends, with a marker that goes on', async () => {
    const blank = ' '.repeat(120_000);
    for (let i = 0; i < 13; i++) {
      await h.call('CreatePolicy', { PolicyName: `wide-${i}`, PolicyDocument: `${IDENTITY.slice(0, -1)}${blank}}` });
    }
    const names: string[] = [];
    let Marker: string | undefined;
    let pages = 0;
    do {
      const page = await h.call(NAME, { Filter: ['LocalManagedPolicy'], Marker });
      expect(page.Policies.length).toBeGreaterThan(0);
      names.push(...page.Policies.map(({ PolicyName }: { PolicyName: string }) => PolicyName));
      Marker = page.Marker;
      pages++;
    } while (Marker !== undefined);
    expect(pages).toBe(2);
    expect(new Set(names).size).toBe(13);
    expect(names).toHaveLength(13);
  });
});
