import { beforeAll, describe, expect, it } from 'vitest';
import { A, B, type House, house, root, TRUST } from '../testing.ts';

const text = (...statements: object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((one) => ({ Effect: 'Allow', Resource: '*', ...one })),
  });
const ANN = `arn:aws:iam::${A}:user/u/Ann`;
const TEAM = `arn:aws:iam::${A}:group/Team`;
const DEV = `arn:aws:iam::${A}:role/Dev`;
const SHARED = `arn:aws:iam::${A}:policy/Shared`;
const READ_ONLY = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

let h: House;
beforeAll(async () => {
  h = await house();
  await h.call('CreatePolicy', { PolicyName: 'Shared', PolicyDocument: text({ Action: 'ec2:Describe*' }) });
  await h.call('CreateUser', { UserName: 'Ann', Path: '/u/' });
  await h.call('CreateGroup', { GroupName: 'Team' });
  await h.call('AddUserToGroup', { GroupName: 'Team', UserName: 'Ann' });
  await h.call('CreateRole', { RoleName: 'Dev', AssumeRolePolicyDocument: TRUST });
  const own = text({ Action: ['s3:Get*', 'SQS:*'] }, { Effect: 'Deny', Action: 'sns:*' });
  await h.call('PutUserPolicy', { UserName: 'Ann', PolicyName: 'own', PolicyDocument: own });
  await h.call('AttachUserPolicy', { UserName: 'Ann', PolicyArn: SHARED });
  await h.call('AttachUserPolicy', { UserName: 'Ann', PolicyArn: READ_ONLY });
  await h.call('PutGroupPolicy', {
    GroupName: 'Team',
    PolicyName: 'own',
    PolicyDocument: text({ Action: ['sns:*', 'sqs:SendMessage'] }),
  });
  await h.call('AttachGroupPolicy', { GroupName: 'Team', PolicyArn: SHARED });
  await h.call('PutRolePolicy', { RoleName: 'Dev', PolicyName: 'all', PolicyDocument: text({ NotAction: 'iam:*' }) });
});

const inline = (EntityType: string, EntityName: string, PolicyName = 'own') => ({
  PolicyName,
  PolicyType: 'INLINE',
  EntityType,
  EntityName,
});
const managed = (PolicyArn: string) => ({
  PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
  PolicyType: 'MANAGED',
  PolicyArn,
});

const ask = (Arn: string, ServiceNamespaces: string[], more: object = {}) =>
  h.call('ListPoliciesGrantingServiceAccess', { Arn, ServiceNamespaces, ...more });

describe('ListPoliciesGrantingServiceAccess', () => {
  it.each([
    [ANN, 's3', [inline('USER', 'Ann'), managed(READ_ONLY)]],
    // Had directly and through the group, told once.
    [ANN, 'ec2', [managed(SHARED)]],
    [ANN, 'sqs', [inline('USER', 'Ann'), inline('GROUP', 'Team')]],
    // The user's own Deny takes away all that the group would grant.
    [ANN, 'sns', []],
    [ANN, 'kms', []],
    [TEAM, 'sns', [inline('GROUP', 'Team')]],
    [TEAM, 'ec2', [managed(SHARED)]],
    [TEAM, 's3', []],
    [DEV, 's3', [inline('ROLE', 'Dev', 'all')]],
    [DEV, 'iam', []],
  ])('%s for %s', async (arn, service, Policies) => {
    expect(await ask(arn, [service])).toEqual({
      PoliciesGrantingServiceAccess: [{ ServiceNamespace: service, Policies }],
      IsTruncated: false,
    });
  });

  it('answers each service in the order of the request, a hundred at a time', async () => {
    const { serviceNames } = await import('../usage/generated/service-names.ts');
    const all = [...serviceNames.keys()].reverse().slice(0, 150);
    const first = await ask(DEV, all);
    expect(first.IsTruncated).toBe(true);
    const second = await ask(DEV, all, { Marker: first.Marker });
    expect(second.IsTruncated).toBe(false);
    const told = [...first.PoliciesGrantingServiceAccess, ...second.PoliciesGrantingServiceAccess];
    expect(told.map(({ ServiceNamespace }) => ServiceNamespace)).toEqual(all);
    expect(
      await h.refusal('ListPoliciesGrantingServiceAccess', {
        Arn: DEV,
        ServiceNamespaces: all.slice(1),
        Marker: first.Marker,
      }),
    ).toBe('ValidationError 400: Invalid Marker.');
  });

  it.each([
    [`arn:aws:iam::${A}:user/Ann`, 's3', `NoSuchEntity 404: ARN arn:aws:iam::${A}:user/Ann does not exist.`],
    [`arn:aws:iam::${B}:user/Ann`, 's3', `NoSuchEntity 404: ARN arn:aws:iam::${B}:user/Ann does not exist.`],
    [SHARED, 's3', `InvalidInput 400: ARN ${SHARED} is not valid.`],
    [
      `arn:aws:iam::${A}:root-of-all-evil`,
      's3',
      `InvalidInput 400: ARN arn:aws:iam::${A}:root-of-all-evil is not valid.`,
    ],
    ['twenty-characters-long', 's3', 'ValidationError 400: Invalid ARN:  Could not be parsed!'],
    [DEV, 'no-service', 'InvalidInput 400: Service namespace no-service is not valid.'],
  ])('refuses %s for %s', async (Arn, service, refusal) => {
    expect(await h.refusal('ListPoliciesGrantingServiceAccess', { Arn, ServiceNamespaces: [service] })).toBe(refusal);
  });

  it("another account's user is as missing as none", async () =>
    expect(await h.refusal('ListPoliciesGrantingServiceAccess', { Arn: ANN, ServiceNamespaces: ['s3'] }, root(B))).toBe(
      `NoSuchEntity 404: ARN ${ANN} does not exist.`,
    ));
});
