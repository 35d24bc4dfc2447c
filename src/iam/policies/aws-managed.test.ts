import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { A, B, type House, house, IDENTITY, root, TRUST } from '../testing.ts';

const aws = (resource: string) => `arn:aws:iam::aws:policy/${resource}`;
const READ = aws('ReadOnlyAccess');
const LINKED = aws('aws-service-role/AWSSupportServiceRolePolicy');

let h: House;
beforeEach(async () => {
  h = await house();
  await h.call('CreateUser', { UserName: 'ann' });
  await h.call('CreateRole', { RoleName: 'dev', AssumeRolePolicyDocument: TRUST });
});

describe('a policy that AWS manages', () => {
  it.each([
    'ReadOnlyAccess',
    'job-function/ViewOnlyAccess',
    'service-role/AWSLambdaBasicExecutionRole',
    'root-task/S3UnlockBucketPolicy',
  ])('%s is answered like one of the account', async (resource) => {
    const { Policy } = await h.call('GetPolicy', { PolicyArn: aws(resource) });
    const nameAt = resource.lastIndexOf('/') + 1;
    expect(Policy).toEqual({
      PolicyName: resource.slice(nameAt),
      PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
      Arn: aws(resource),
      Path: `/${resource.slice(0, nameAt)}`,
      DefaultVersionId: expect.stringMatching(/^v[1-9][0-9]*$/),
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      CreateDate: expect.any(Number),
      UpdateDate: expect.any(Number),
      Description: undefined,
      Tags: [],
    });
    expect(Policy.UpdateDate).toBeGreaterThanOrEqual(Policy.CreateDate);
    const { Versions, IsTruncated } = await h.call('ListPolicyVersions', { PolicyArn: aws(resource) });
    expect([Versions.length, IsTruncated]).toEqual([1, false]);
    expect(Versions[0]).toMatchObject({ VersionId: Policy.DefaultVersionId, IsDefaultVersion: true });
    const asked = { PolicyArn: aws(resource), VersionId: Policy.DefaultVersionId };
    const { PolicyVersion } = await h.call('GetPolicyVersion', asked);
    expect(PolicyVersion).toMatchObject(Versions[0]);
    expect(PolicyVersion.Document).toMatch(/^[A-Za-z0-9%._~-]+$/);
    expect(JSON.parse(decodeURIComponent(PolicyVersion.Document)).Version).toBe('2012-10-17');
  });

  it('is counted in the account that uses it, and in no other', async () => {
    await h.call('AttachUserPolicy', { UserName: 'ann', PolicyArn: READ });
    await h.call('AttachUserPolicy', { UserName: 'ann', PolicyArn: READ });
    await h.call('AttachRolePolicy', { RoleName: 'dev', PolicyArn: READ });
    await h.call('PutRolePermissionsBoundary', { RoleName: 'dev', PermissionsBoundary: READ });
    const counts = async (account: string) => {
      const { Policy } = await h.call('GetPolicy', { PolicyArn: READ }, root(account));
      return [Policy.AttachmentCount, Policy.PermissionsBoundaryUsageCount];
    };
    expect([await counts(A), await counts(B)]).toEqual([
      [2, 1],
      [0, 0],
    ]);
    expect(await h.call('ListAttachedUserPolicies', { UserName: 'ann' })).toEqual({
      AttachedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: READ }],
      IsTruncated: false,
    });
    await h.call('DetachUserPolicy', { UserName: 'ann', PolicyArn: READ });
    await h.call('DeleteRolePermissionsBoundary', { RoleName: 'dev' });
    expect(await counts(A)).toEqual([1, 0]);
  });

  it('is a boundary from birth too', async () => {
    const { User } = await h.call('CreateUser', { UserName: 'bob', PermissionsBoundary: READ });
    expect(User.PermissionsBoundary).toEqual({ PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: READ });
  });

  const missing = aws('NoSuchAccess');
  it.each([
    ['GetPolicy', { PolicyArn: missing }, `NoSuchEntity 404: Policy ${missing} was not found.`],
    [
      'GetPolicy',
      { PolicyArn: aws('readonlyaccess') },
      `NoSuchEntity 404: Policy ${aws('readonlyaccess')} was not found.`,
    ],
    [
      'GetPolicy',
      { PolicyArn: aws('p/ReadOnlyAccess') },
      `NoSuchEntity 404: Policy ${aws('p/ReadOnlyAccess')} was not found.`,
    ],
    ['ListPolicyVersions', { PolicyArn: missing }, `NoSuchEntity 404: Policy ${missing} was not found.`],
    [
      'GetPolicyVersion',
      { PolicyArn: READ, VersionId: 'v1' },
      `NoSuchEntity 404: Policy ${READ} version v1 does not exist or is not attachable.`,
    ],
    [
      'AttachUserPolicy',
      { UserName: 'ann', PolicyArn: LINKED },
      'PolicyNotAttachable 400: Cannot attach a Service Role Policy to a Customer Role.',
    ],
    [
      'AttachRolePolicy',
      { RoleName: 'dev', PolicyArn: LINKED },
      'PolicyNotAttachable 400: Cannot attach a Service Role Policy to a Customer Role.',
    ],
    [
      'PutUserPermissionsBoundary',
      { UserName: 'ann', PermissionsBoundary: LINKED },
      `NoSuchEntity 404: Scope ARN: ${LINKED} does not exist or is not attachable.`,
    ],
    ['DetachUserPolicy', { UserName: 'ann', PolicyArn: READ }, `NoSuchEntity 404: Policy ${READ} was not found.`],
  ])('%s %j is refused', async (operation, input, refusal) => {
    expect(await h.refusal(operation, input)).toBe(refusal);
  });
});

describe('ListPolicies', () => {
  let all: string[];
  beforeEach(async () => {
    // A name of the account's own that AWS has too, and neighbours of it.
    for (const PolicyName of ['ReadOnlyAccess', 'readonlyaccess+', 'A', 'zzz']) {
      await h.call('CreatePolicy', { PolicyName, PolicyDocument: IDENTITY });
    }
  });
  beforeAll(async () => {
    all = (await (await house()).tools.awsPolicies.list()).map(({ name }) => name);
  });

  /** Names, a star before those of the account. */
  async function names(input: object, MaxItems: number): Promise<{ names: string[]; sizes: number[] }> {
    const listed = { names: [] as string[], sizes: [] as number[] };
    for (let Marker: string | undefined, more = true; more; ) {
      const page = await h.call('ListPolicies', { ...input, MaxItems, ...(Marker && { Marker }) });
      listed.sizes.push(page.Policies.length);
      for (const { Arn, PolicyName } of page.Policies)
        listed.names.push(Arn.includes(A) ? `*${PolicyName}` : PolicyName);
      [Marker, more] = [page.Marker, page.IsTruncated];
    }
    return listed;
  }

  it.each([1000, 100, 61])('merges both in one order, %i to a page', async (size) => {
    const listed = await names({}, size);
    expect(listed.names).toHaveLength(all.length + 4);
    expect(new Set(listed.names).size).toBe(all.length + 4);
    expect(listed.names[0]).toBe('*A');
    expect(listed.names.at(-1)).toBe('*zzz');
    const at = listed.names.indexOf('*ReadOnlyAccess');
    expect(listed.names.slice(at, at + 3)).toEqual(['*ReadOnlyAccess', 'ReadOnlyAccess', '*readonlyaccess+']);
    expect(listed.names.filter((name) => !name.startsWith('*'))).toEqual(all);
    expect(listed.sizes.slice(0, -1).every((each) => each === size)).toBe(true);
  });

  it.each([
    [{ Scope: 'Local' }, 4],
    [{ Scope: 'AWS' }, undefined],
    [{ Scope: 'All', PathPrefix: '/job-function/' }, 11],
    [{ Scope: 'Local', PathPrefix: '/job-function/' }, 0],
  ])('%j', async (input, count) => {
    expect((await names(input, 1000)).names).toHaveLength(count ?? all.length);
  });

  it.each([
    [{}, ['*ReadOnlyAccess', 'ReadOnlyAccess', 'ViewOnlyAccess']],
    [{ Scope: 'AWS' }, ['ReadOnlyAccess', 'ViewOnlyAccess']],
    [{ Scope: 'Local' }, ['*ReadOnlyAccess']],
    [{ Scope: 'AWS', PathPrefix: '/job-function/' }, ['ViewOnlyAccess']],
    [{ PolicyUsageFilter: 'PermissionsPolicy' }, ['*ReadOnlyAccess', 'ReadOnlyAccess', 'ViewOnlyAccess']],
    [{ PolicyUsageFilter: 'PermissionsBoundary' }, ['PowerUserAccess']],
  ])('OnlyAttached with %j fills its pages', async (input, wanted) => {
    for (const PolicyArn of [`arn:aws:iam::${A}:policy/ReadOnlyAccess`, READ, aws('job-function/ViewOnlyAccess')]) {
      await h.call('AttachUserPolicy', { UserName: 'ann', PolicyArn });
    }
    await h.call('PutUserPermissionsBoundary', { UserName: 'ann', PermissionsBoundary: aws('PowerUserAccess') });
    for (const size of [1, 2, 100]) {
      const listed = await names({ ...input, OnlyAttached: true }, size);
      expect(listed.names).toEqual(wanted);
      expect(listed.sizes).toHaveLength(Math.ceil(wanted.length / size));
    }
  });
});
