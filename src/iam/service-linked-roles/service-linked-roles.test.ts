import { beforeEach, describe, expect, it } from 'vitest';
import { awsManagedPolicies } from '../../principal/aws-managed-policies.ts';
import { encoded } from '../documents.ts';
import { A, B, type House, house, IDENTITY, root, START_SECONDS, TRUST } from '../testing.ts';
import { templates } from './templates.ts';

let h: House;
beforeEach(async () => {
  h = await house({ rolesPerAccount: 0 });
});

const ecs = { AWSServiceName: 'ecs.amazonaws.com' };
const RoleName = 'AWSServiceRoleForECS';
const POLICY = 'arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy';
const described = {
  Path: '/aws-service-role/ecs.amazonaws.com/',
  RoleName,
  RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
  Arn: `arn:aws:iam::${A}:role/aws-service-role/ecs.amazonaws.com/${RoleName}`,
  CreateDate: START_SECONDS,
  AssumeRolePolicyDocument: encoded(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
  ),
};

describe('the role of a service', () => {
  it('has its name, its path, its trust and its policy, whatever the quota', async () => {
    expect(await h.call('CreateServiceLinkedRole', ecs)).toEqual({ Role: described });
    expect((await h.call('GetRole', { RoleName })).Role).toMatchObject({ ...described, MaxSessionDuration: 3600 });
    expect((await h.call('ListAttachedRolePolicies', { RoleName })).AttachedPolicies).toEqual([
      { PolicyArn: POLICY, PolicyName: 'AmazonECSServiceRolePolicy' },
    ]);
  });

  it('takes a description, and a suffix where its service does', async () => {
    const connect = { AWSServiceName: 'connect.amazonaws.com', Description: 'calls' };
    const { Role } = await h.call('CreateServiceLinkedRole', { ...connect, CustomSuffix: 'one' });
    expect(Role.RoleName).toBe('AWSServiceRoleForAmazonConnect_one');
    expect((await h.call('GetRole', { RoleName: Role.RoleName })).Role.Description).toBe('calls');
    await h.call('CreateServiceLinkedRole', { ...connect, CustomSuffix: 'two' });
    expect(await h.refusal('CreateServiceLinkedRole', { ...connect, CustomSuffix: 'TWO' })).toBe(
      'InvalidInput 400: Service role name AWSServiceRoleForAmazonConnect_TWO has been taken in this account, please try a different suffix.',
    );
  });

  it.each([
    [
      'a second one',
      ecs,
      `InvalidInput 400: Service role name ${RoleName} has been taken in this account, please try a different suffix.`,
    ],
    [
      'a suffix that the service does not take',
      { ...ecs, CustomSuffix: 'x' },
      'InvalidInput 400: Custom suffix is not allowed for ecs.amazonaws.com',
    ],
    [
      'a service without a template',
      { AWSServiceName: 'iam.amazonaws.com' },
      'AccessDenied 403: Cannot find Service Linked Role template for iam.amazonaws.com',
    ],
    [
      'a service in another spelling',
      { AWSServiceName: 'ECS.amazonaws.com' },
      'AccessDenied 403: Cannot find Service Linked Role template for ECS.amazonaws.com',
    ],
    [
      'a name beyond what a role may have',
      { AWSServiceName: 'connect.amazonaws.com', CustomSuffix: 'x'.repeat(34) },
      "ValidationError 400: 1 validation error detected: Value at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64",
    ],
  ])('refuses %s', async (_what, input, refusal) => {
    await h.call('CreateServiceLinkedRole', ecs);
    expect(await h.refusal('CreateServiceLinkedRole', input)).toBe(refusal);
  });
});

describe('is only modifiable by AWS', () => {
  const role = { RoleName };
  const PolicyArn = `arn:aws:iam::${A}:policy/Edge`;
  const refused = `UnmodifiableEntity 400: Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`;
  beforeEach(async () => {
    await h.call('CreateServiceLinkedRole', ecs);
    await h.call('CreatePolicy', { PolicyName: 'Edge', PolicyDocument: IDENTITY });
    await h.call('CreateInstanceProfile', { InstanceProfileName: 'Web' });
  });

  it.each([
    ['PutRolePolicy', { PolicyName: 'x', PolicyDocument: IDENTITY }],
    ['DeleteRolePolicy', { PolicyName: 'x' }],
    ['AttachRolePolicy', { PolicyArn }],
    ['DetachRolePolicy', { PolicyArn: POLICY }],
    ['PutRolePermissionsBoundary', { PermissionsBoundary: PolicyArn }],
    ['DeleteRolePermissionsBoundary', {}],
    ['UpdateAssumeRolePolicy', { PolicyDocument: TRUST }],
    ['DeleteRole', {}],
    ['AddRoleToInstanceProfile', { InstanceProfileName: 'Web' }],
    ['RemoveRoleFromInstanceProfile', { InstanceProfileName: 'Web' }],
  ])('%s', async (name, input) => expect(await h.refusal(name, { ...role, ...input })).toBe(refused));

  it('its maximum session', async () =>
    expect(await h.refusal('UpdateRole', { ...role, MaxSessionDuration: 7200 })).toBe(
      `UnmodifiableEntity 400: ${RoleName} is an AWS service linked role, max session duration cannot be changed.`,
    ));

  it('its description and its tags are not', async () => {
    await h.call('UpdateRole', { ...role, Description: 'one' });
    expect((await h.call('GetRole', role)).Role.Description).toBe('one');
    await h.call('UpdateRoleDescription', { ...role, Description: 'two' });
    await h.call('TagRole', { ...role, Tags: [{ Key: 'a', Value: '' }] });
    await h.call('UntagRole', { ...role, TagKeys: ['a'] });
    expect((await h.call('GetRole', role)).Role.Description).toBe('two');
  });
});

it.each(['/aws-service-role/', '/aws-service-role/ecs.amazonaws.com/'])(
  'nobody else makes a role under %s',
  async (Path) => {
    const open = await house();
    expect(await open.refusal('CreateRole', { RoleName: 'x', Path, AssumeRolePolicyDocument: TRUST })).toBe(
      "InvalidInput 400: Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles",
    );
  },
);

describe('deleting it', () => {
  it('deletes it, and tells so when asked', async () => {
    await h.call('CreateServiceLinkedRole', ecs);
    const { DeletionTaskId } = await h.call('DeleteServiceLinkedRole', { RoleName: RoleName.toLowerCase() });
    expect(DeletionTaskId).toMatch(
      /^task\/aws-service-role\/ecs\.amazonaws\.com\/AWSServiceRoleForECS\/[0-9a-f]{8}-[0-9a-f-]{27}$/,
    );
    expect(await h.call('GetServiceLinkedRoleDeletionStatus', { DeletionTaskId })).toEqual({ Status: 'SUCCEEDED' });
    expect(await h.refusal('GetRole', { RoleName })).toMatch(/^NoSuchEntity/);
    expect(await h.store.attachments.countOf(A, POLICY)).toBe(0);
    expect(await h.refusal('DeleteServiceLinkedRole', { RoleName })).toBe(
      `NoSuchEntity 404: The role with name ${RoleName} cannot be found.`,
    );
    expect(await h.refusal('GetServiceLinkedRoleDeletionStatus', { DeletionTaskId }, root(B))).toBe(
      `NoSuchEntity 404: Deletion task id ${DeletionTaskId} cannot be found.`,
    );
  });

  it('leaves other roles alone', async () => {
    const open = await house();
    await open.call('CreateRole', { RoleName: 'Dev', AssumeRolePolicyDocument: TRUST });
    expect(await open.refusal('DeleteServiceLinkedRole', { RoleName: 'Dev' })).toBe(
      'NoSuchEntity 404: The role with name Dev is not a service-linked role.',
    );
  });

  it.each(['x', 'task/role/Dev/00000000-0000-4000-8000-000000000000', 'task/aws-service-role/ecs.amazonaws.com/x/1'])(
    'is not asked about as %s',
    async (DeletionTaskId) =>
      expect(await h.refusal('GetServiceLinkedRoleDeletionStatus', { DeletionTaskId })).toBe(
        `InvalidInput 400: Deletion task id ${DeletionTaskId} is not valid.`,
      ),
  );

  it('a job of another kind is no deletion', async () => {
    const id = `task/aws-service-role/x.amazonaws.com/y/00000000-0000-4000-8000-000000000000`;
    await h.store.change((tx) => tx.put.job({ id, account: A, kind: 'credential-report', createdAt: 1, body: '{}' }));
    expect(await h.refusal('GetServiceLinkedRoleDeletionStatus', { DeletionTaskId: id })).toBe(
      `NoSuchEntity 404: Deletion task id ${id} cannot be found.`,
    );
  });
});

describe('the templates', () => {
  it('name policies that AWS has, and names that a role may have', async () => {
    const known = new Set((await awsManagedPolicies().list()).map(({ path, name }) => `${path}${name}`));
    const wrong = [...templates].filter(
      ([, { policyArn, roleName }]) => !known.has(policyArn.slice(policyArn.indexOf('/'))) || roleName.length > 64,
    );
    expect(wrong).toEqual([]);
    expect(templates.size).toBeGreaterThan(100);
  });

  it('have a role name each', () =>
    expect(new Set([...templates.values()].map(({ roleName }) => roleName)).size).toBe(templates.size));
});
