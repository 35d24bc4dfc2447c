import { beforeEach, describe, expect, it } from 'vitest';
import { encoded } from '../documents.ts';
import { A, B, type House, house, IDENTITY, root, START_SECONDS, TRUST } from '../testing.ts';

let h: House;
beforeEach(async () => {
  h = await house({ policiesPerAccount: 3, managedPolicySize: 120 });
});

const ARN = `arn:aws:iam::${A}:policy/team/Read`;
const listed = {
  PolicyName: 'Read',
  PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
  Arn: ARN,
  Path: '/team/',
  DefaultVersionId: 'v1',
  AttachmentCount: 0,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  CreateDate: START_SECONDS,
  UpdateDate: START_SECONDS,
};
const make = (more: object = {}) =>
  h.call('CreatePolicy', { PolicyName: 'Read', Path: '/team/', PolicyDocument: IDENTITY, ...more });

describe('a managed policy', () => {
  it('is answered in three cuts', async () => {
    const Tags = [
      { Key: 'a', Value: '1' },
      { Key: 'A', Value: '2' },
    ];
    expect(await make({ Description: 'reads', Tags })).toEqual({ Policy: { ...listed, Tags } });
    expect(await h.call('GetPolicy', { PolicyArn: ARN })).toEqual({
      Policy: { ...listed, Description: 'reads', Tags },
    });
    expect(await h.call('ListPolicies', { Scope: 'Local' })).toEqual({ Policies: [listed], IsTruncated: false });
  });

  it('has an empty list of tags in GetPolicy alone', async () => {
    expect((await make()).Policy.Tags).toBeUndefined();
    expect((await h.call('GetPolicy', { PolicyArn: ARN })).Policy.Tags).toEqual([]);
  });

  it('has one version, with its document', async () => {
    await make();
    const version = { VersionId: 'v1', IsDefaultVersion: true, CreateDate: START_SECONDS };
    expect(await h.call('GetPolicyVersion', { PolicyArn: ARN, VersionId: 'v1' })).toEqual({
      PolicyVersion: { ...version, Document: encoded(IDENTITY) },
    });
    expect(await h.call('ListPolicyVersions', { PolicyArn: ARN })).toEqual({ Versions: [version], IsTruncated: false });
  });

  it('lists its versions newest first, page by page', async () => {
    await make();
    const policy = (await h.store.policies.byName(A, 'read'))!;
    await h.store.change(async (tx) => {
      for (let n = 2; n <= 11; n++) {
        await tx.put.policyVersion(A, { policyId: policy.id, version: `v${n}`, text: IDENTITY, createdAt: n });
      }
    });
    const ids: string[] = [];
    for (let Marker: string | undefined, more = true; more; ) {
      const page = await h.call('ListPolicyVersions', { PolicyArn: ARN, MaxItems: 3, ...(Marker && { Marker }) });
      ids.push(...page.Versions.map(({ VersionId }: { VersionId: string }) => VersionId));
      [Marker, more] = [page.Marker, page.IsTruncated];
    }
    expect(ids).toEqual(Array.from({ length: 11 }, (_, i) => `v${11 - i}`));
  });
});

describe('refusals', () => {
  const document = { PolicyName: 'x', PolicyDocument: IDENTITY };
  const other = `arn:aws:iam::${A}:policy/Read`;
  it.each([
    [
      'CreatePolicy',
      { ...document, PolicyName: 'read' },
      'EntityAlreadyExists 409: A policy called read already exists. Duplicate names are not allowed.',
    ],
    ['CreatePolicy', { ...document, PolicyDocument: '{' }, 'MalformedPolicyDocument 400: Syntax errors in policy.'],
    [
      'CreatePolicy',
      { ...document, PolicyDocument: IDENTITY.replace('2012-10-17', '2008-10-17') },
      'MalformedPolicyDocument 400: Policy document must be version 2012-10-17 or greater.',
    ],
    [
      'CreatePolicy',
      {
        ...document,
        Tags: [
          { Key: 'a', Value: '' },
          { Key: 'a', Value: '' },
        ],
      },
      'InvalidInput 400: Duplicate tag keys found.',
    ],
    [
      'CreatePolicy',
      { ...document, PolicyDocument: IDENTITY.replace('"*"', `"arn:aws:s3:::${'b'.repeat(60)}"`) },
      'LimitExceeded 409: Cannot exceed quota for PolicySize: 120',
    ],
    ['GetPolicy', { PolicyArn: other }, `NoSuchEntity 404: Policy ${other} was not found.`],
    ['GetPolicy', { PolicyArn: 'long-enough-but-no-arn' }, 'ValidationError 400: Invalid ARN:  Could not be parsed!'],
    [
      'GetPolicy',
      { PolicyArn: `arn:aws:iam::${A}:user/somebody` },
      `InvalidInput 400: ARN arn:aws:iam::${A}:user/somebody is not valid.`,
    ],
    [
      'GetPolicyVersion',
      { PolicyArn: ARN, VersionId: 'v9' },
      `NoSuchEntity 404: Policy ${ARN} version v9 does not exist or is not attachable.`,
    ],
    [
      'GetPolicyVersion',
      { PolicyArn: other, VersionId: 'v1' },
      `NoSuchEntity 404: Policy ${other} version v1 does not exist or is not attachable.`,
    ],
    ['ListPolicyVersions', { PolicyArn: other }, `NoSuchEntity 404: Policy ${other} was not found.`],
    ['DeletePolicy', { PolicyArn: other }, `NoSuchEntity 404: Policy ${other} was not found.`],
    [
      'DeletePolicy',
      { PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      'NoSuchEntity 404: Policy arn:aws:iam::aws:policy/AdministratorAccess was not found.',
    ],
  ])('%s %j', async (operation, input, refusal) => {
    await make();
    expect(await h.refusal(operation, input)).toBe(refusal);
  });

  it("another account's policy is as if it were not there", async () => {
    await make();
    for (const operation of ['GetPolicy', 'DeletePolicy', 'ListPolicyVersions']) {
      expect(await h.refusal(operation, { PolicyArn: ARN }, root(B))).toBe(
        `NoSuchEntity 404: Policy ${ARN} was not found.`,
      );
    }
  });

  it('more policies than the quota', async () => {
    for (const PolicyName of ['a', 'b', 'c']) await h.call('CreatePolicy', { ...document, PolicyName });
    expect(await h.refusal('CreatePolicy', { ...document, PolicyName: 'd' })).toBe(
      'LimitExceeded 409: Cannot exceed quota for PoliciesPerAccount: 3',
    );
  });
});

describe('use', () => {
  beforeEach(async () => {
    await make();
    await h.call('CreatePolicy', { PolicyName: 'Edge', PolicyDocument: IDENTITY });
    await h.call('CreatePolicy', { PolicyName: 'Idle', PolicyDocument: IDENTITY });
    await h.call('CreateUser', { UserName: 'ann', PermissionsBoundary: `arn:aws:iam::${A}:policy/Edge` });
    await h.call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: TRUST });
    await h.call('AttachUserPolicy', { UserName: 'ann', PolicyArn: ARN });
    await h.call('AttachRolePolicy', { RoleName: 'r', PolicyArn: ARN });
  });

  it('is counted', async () => {
    expect((await h.call('GetPolicy', { PolicyArn: ARN })).Policy).toMatchObject({
      AttachmentCount: 2,
      PermissionsBoundaryUsageCount: 0,
    });
    expect((await h.call('GetPolicy', { PolicyArn: `arn:aws:iam::${A}:policy/Edge` })).Policy).toMatchObject({
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 1,
    });
  });

  it.each([
    [{ Scope: 'Local' }, ['Edge', 'Idle', 'Read']],
    [{ Scope: 'AWS', OnlyAttached: true }, []],
    [{ PathPrefix: '/team/' }, ['Read']],
    [{ OnlyAttached: true }, ['Read']],
    [{ OnlyAttached: true, PolicyUsageFilter: 'PermissionsPolicy' }, ['Read']],
    [{ OnlyAttached: true, PolicyUsageFilter: 'PermissionsBoundary' }, ['Edge']],
    [{ Scope: 'Local', PolicyUsageFilter: 'PermissionsBoundary' }, ['Edge', 'Idle', 'Read']],
  ])('ListPolicies %j', async (input, names) => {
    const { Policies } = await h.call('ListPolicies', input);
    expect(Policies.map(({ PolicyName }: { PolicyName: string }) => PolicyName)).toEqual(names);
  });

  it('keeps a policy from being deleted, also as a boundary', async () => {
    const refusal = 'DeleteConflict 409: Cannot delete a policy attached to entities.';
    expect(await h.refusal('DeletePolicy', { PolicyArn: ARN })).toBe(refusal);
    expect(await h.refusal('DeletePolicy', { PolicyArn: `arn:aws:iam::${A}:policy/Edge` })).toBe(refusal);
    expect(await h.call('DeletePolicy', { PolicyArn: `arn:aws:iam::${A}:policy/Idle` })).toBeUndefined();
  });

  it('so does a second version', async () => {
    const { id } = (await h.store.policies.byName(A, 'Idle'))!;
    await h.store.change((tx) =>
      tx.put.policyVersion(A, { policyId: id, version: 'v2', text: IDENTITY, createdAt: 0 }),
    );
    expect(await h.refusal('DeletePolicy', { PolicyArn: `arn:aws:iam::${A}:policy/Idle` })).toBe(
      "DeleteConflict 409: This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  });
});
