import { beforeAll, describe, expect, it } from 'vitest';
import { A, B, type House, house, IDENTITY, root, TRUST } from '../testing.ts';

const ARN = `arn:aws:iam::${A}:policy/Shared`;
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

let h: House;
beforeAll(async () => {
  h = await house();
  await h.call('CreatePolicy', { PolicyName: 'Shared', PolicyDocument: IDENTITY });
  await h.call('CreatePolicy', { PolicyName: 'Other', PolicyDocument: IDENTITY });
  for (const [i, name] of ['both', 'Attached', 'bounded', 'none'].entries()) {
    const Path = name === 'both' ? '/p/' : '/';
    const PermissionsBoundary = i % 2 === 0 ? ARN : undefined;
    await h.call('CreateUser', { UserName: name, Path, PermissionsBoundary });
    await h.call('CreateRole', { RoleName: name, Path, PermissionsBoundary, AssumeRolePolicyDocument: TRUST });
    await h.call('CreateGroup', { GroupName: name, Path });
    if (i > 1) continue;
    for (const [noun, key] of [
      ['User', 'UserName'],
      ['Role', 'RoleName'],
      ['Group', 'GroupName'],
    ] as const) {
      await h.call(`Attach${noun}Policy`, { [key]: name, PolicyArn: ARN });
      await h.call(`Attach${noun}Policy`, { [key]: name, PolicyArn: READ_ONLY });
    }
  }
  await h.call('AttachUserPolicy', { UserName: 'none', PolicyArn: `arn:aws:iam::${A}:policy/Other` });
});

const ask = (input: object = {}) => h.call('ListEntitiesForPolicy', { PolicyArn: ARN, ...input });
const told = (answer: {
  PolicyGroups: { GroupName: string }[];
  PolicyUsers: { UserName: string }[];
  PolicyRoles: { RoleName: string }[];
}) => [
  answer.PolicyGroups.map(({ GroupName }) => GroupName),
  answer.PolicyUsers.map(({ UserName }) => UserName),
  answer.PolicyRoles.map(({ RoleName }) => RoleName),
];
const attached = ['Attached', 'both'];

describe('ListEntitiesForPolicy', () => {
  it('answers name and id of each', async () => {
    const answer = await ask({ PathPrefix: '/p/' });
    expect(answer).toEqual({
      PolicyGroups: [{ GroupName: 'both', GroupId: expect.stringMatching(/^AGPA/) }],
      PolicyUsers: [{ UserName: 'both', UserId: expect.stringMatching(/^AIDA/) }],
      PolicyRoles: [{ RoleName: 'both', RoleId: expect.stringMatching(/^AROA/) }],
      IsTruncated: false,
    });
  });

  it.each([
    [{}, [attached, [...attached, 'bounded'], [...attached, 'bounded']]],
    [{ PolicyUsageFilter: 'PermissionsPolicy' }, [attached, attached, attached]],
    [{ PolicyUsageFilter: 'PermissionsBoundary' }, [[], ['both', 'bounded'], ['both', 'bounded']]],
    [{ EntityFilter: 'Group' }, [attached, [], []]],
    [{ EntityFilter: 'User' }, [[], [...attached, 'bounded'], []]],
    [{ EntityFilter: 'Role', PolicyUsageFilter: 'PermissionsBoundary' }, [[], [], ['both', 'bounded']]],
    [{ EntityFilter: 'LocalManagedPolicy' }, [[], [], []]],
    [{ PathPrefix: '/p/' }, [['both'], ['both'], ['both']]],
    [{ PolicyArn: READ_ONLY }, [attached, attached, attached]],
    [{ PolicyArn: `arn:aws:iam::${A}:policy/Other` }, [[], ['none'], []]],
  ])('%j', async (input, expected) => {
    expect(told(await ask(input))).toEqual(expected);
  });

  it.each([1, 2, 3, 5])('pages over all kinds with one marker, %i at a time', async (MaxItems) => {
    const all = told(await ask());
    const seen: string[][] = [[], [], []];
    let Marker: string | undefined;
    let pages = 0;
    do {
      const page = await ask({ MaxItems, Marker });
      const names = told(page);
      expect(names.flat().length).toBeLessThanOrEqual(MaxItems);
      for (const [i, more] of names.entries()) seen[i]!.push(...more);
      expect(page.IsTruncated).toBe(page.Marker !== undefined);
      Marker = page.Marker;
      pages++;
    } while (Marker !== undefined);
    expect(seen).toEqual(all);
    expect(pages).toBe(Math.ceil(8 / MaxItems));
  });

  it('a marker holds for its own query', async () => {
    const { Marker } = await ask({ MaxItems: 1 });
    const refused = 'ValidationError 400: Invalid Marker.';
    for (const other of [{ EntityFilter: 'User' }, { PathPrefix: '/p/' }, { PolicyArn: READ_ONLY }]) {
      expect(await h.refusal('ListEntitiesForPolicy', { PolicyArn: ARN, Marker, ...other })).toBe(refused);
    }
  });

  it('a missing policy, and one of another account', async () => {
    const none = `arn:aws:iam::${A}:policy/None`;
    expect(await h.refusal('ListEntitiesForPolicy', { PolicyArn: none })).toBe(
      `NoSuchEntity 404: Policy ${none} was not found.`,
    );
    expect(await h.refusal('ListEntitiesForPolicy', { PolicyArn: ARN }, root(B))).toBe(
      `NoSuchEntity 404: Policy ${ARN} was not found.`,
    );
    // Who has a policy of AWS in one account is no business of another's.
    expect(told(await h.call('ListEntitiesForPolicy', { PolicyArn: READ_ONLY }, root(B)))).toEqual([[], [], []]);
  });
});
