import { beforeEach, describe, expect, it } from 'vitest';
import { A, B, type House, house, root, START_SECONDS, session, TRUST } from '../testing.ts';

const allowing = (...Action: string[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource: '*' } });
const ANN = `arn:aws:iam::${A}:user/ann`;
const DEV = `arn:aws:iam::${A}:role/dev`;
const POLICY = `arn:aws:iam::${A}:policy/both`;

describe('service last accessed', () => {
  let h: House;
  const idOf = async (kind: 'users' | 'roles', name: string) => (await h.store[kind].byName(A, name))!.id;
  const use = async (subject: string, what: string, at: number) =>
    h.store.change((tx) =>
      tx.put.usage({ account: A, subject, what, at, service: 's3', region: 'eu-west-1', seenBy: undefined }),
    );
  const report = async (Arn: string, more: object = {}) =>
    h.call('GetServiceLastAccessedDetails', await h.call('GenerateServiceLastAccessedDetails', { Arn, ...more }));

  beforeEach(async () => {
    h = await house();
    for (const UserName of ['ann', 'bob']) await h.call('CreateUser', { UserName });
    await h.call('CreateRole', { RoleName: 'dev', AssumeRolePolicyDocument: TRUST });
    await h.call('CreatePolicy', { PolicyName: 'both', PolicyDocument: allowing('s3:GetObject', 'sqs:*') });
    await h.call('AttachUserPolicy', { UserName: 'ann', PolicyArn: POLICY });
    await h.call('AttachRolePolicy', { RoleName: 'dev', PolicyArn: POLICY });
    await use(await idOf('users', 'ann'), 'service:s3', 100);
    await use(await idOf('users', 'ann'), 'action:s3:GetObject', 100);
    await use(await idOf('roles', 'dev'), 'service:s3', 200);
  });

  it('lists what the policies grant, with the last attempt of the user', async () => {
    expect(await report(ANN)).toEqual({
      JobStatus: 'COMPLETED',
      JobType: 'SERVICE_LEVEL',
      JobCreationDate: START_SECONDS,
      JobCompletionDate: START_SECONDS,
      ServicesLastAccessed: [
        {
          ServiceName: 'Amazon S3',
          ServiceNamespace: 's3',
          LastAuthenticated: 100,
          LastAuthenticatedEntity: ANN,
          LastAuthenticatedRegion: 'eu-west-1',
          TotalAuthenticatedEntities: 1,
        },
        { ServiceName: 'Amazon SQS', ServiceNamespace: 'sqs', TotalAuthenticatedEntities: 0 },
      ],
      IsTruncated: false,
    });
  });

  it('of a policy tells of all its holders, and of actions where asked', async () => {
    const [s3] = (await report(POLICY, { Granularity: 'ACTION_LEVEL' })).ServicesLastAccessed;
    expect(s3).toMatchObject({ LastAuthenticated: 200, LastAuthenticatedEntity: DEV, TotalAuthenticatedEntities: 2 });
    expect(s3.TrackedActionsLastAccessed).toEqual([
      { ActionName: 'GetObject', LastAccessedEntity: ANN, LastAccessedTime: 100, LastAccessedRegion: 'eu-west-1' },
    ]);
  });

  it('counts what comes from groups', async () => {
    const group = { id: 'AGPA1', account: A, name: 'ops', path: '/', createdAt: 1 };
    await h.store.change(async (tx) => {
      await tx.put.group(group);
      await tx.put.inline(A, { ownerId: group.id, name: 'in', text: allowing('ec2:*') });
      await tx.put.membership(A, { groupId: group.id, userId: await idOf('users', 'bob') });
    });
    await use(await idOf('users', 'bob'), 'service:ec2', 300);
    const namespaces = (answer: { ServicesLastAccessed: { ServiceNamespace: string }[] }) =>
      answer.ServicesLastAccessed.map((one) => one.ServiceNamespace);
    expect(namespaces(await report(`arn:aws:iam::${A}:user/bob`))).toEqual(['ec2']);
    expect((await report(`arn:aws:iam::${A}:group/ops`)).ServicesLastAccessed).toMatchObject([
      { ServiceNamespace: 'ec2', LastAuthenticated: 300, LastAuthenticatedEntity: `arn:aws:iam::${A}:user/bob` },
    ]);
  });

  it('names the holders, the latest first, in pages', async () => {
    const { JobId } = await h.call('GenerateServiceLastAccessedDetails', { Arn: POLICY });
    const page = (more: object) =>
      h.call('GetServiceLastAccessedDetailsWithEntities', { JobId, ServiceNamespace: 's3', ...more });
    const first = await page({ MaxItems: 1 });
    expect(first).toMatchObject({
      IsTruncated: true,
      EntityDetailsList: [{ EntityInfo: { Arn: DEV, Name: 'dev', Type: 'ROLE', Path: '/' }, LastAuthenticated: 200 }],
    });
    const second = await page({ MaxItems: 1, Marker: first.Marker });
    expect(second).toMatchObject({
      IsTruncated: false,
      EntityDetailsList: [{ EntityInfo: { Arn: ANN, Type: 'USER' }, LastAuthenticated: 100 }],
    });
    expect(await h.refusal('GetServiceLastAccessedDetailsWithEntities', { JobId, ServiceNamespace: 'nope' })).toBe(
      'InvalidInput 400: Service namespace nope is not valid.',
    );
  });

  it('is for who asked, for a day', async () => {
    const job = await h.call('GenerateServiceLastAccessedDetails', { Arn: ANN });
    const none = `NoSuchEntity 404: The job with id ${job.JobId} cannot be found.`;
    for (const other of [root(B), await h.asUser('ann')])
      expect(await h.refusal('GetServiceLastAccessedDetails', job, other)).toBe(none);
    h.clock.advance(24 * 3600 * 1000 + 1000);
    expect(await h.refusal('GetServiceLastAccessedDetails', job)).toBe(none);
    await h.call('GenerateServiceLastAccessedDetails', { Arn: ANN });
    expect(await h.store.jobs.byId(A, job.JobId)).toBeUndefined();
  });

  it.each([
    ['arn:aws:iam::nonesuch', 'ValidationError 400: Invalid ARN:  Could not be parsed!'],
    [`arn:aws:iam::${A}:mfa/x`, `InvalidInput 400: ARN arn:aws:iam::${A}:mfa/x is not valid.`],
    [`arn:aws:iam::${A}:user/x/ann`, `NoSuchEntity 404: ARN arn:aws:iam::${A}:user/x/ann does not exist.`],
    [`arn:aws:iam::${B}:user/ann`, `NoSuchEntity 404: ARN arn:aws:iam::${B}:user/ann does not exist.`],
    [`arn:aws:iam::${A}:group/ann`, `NoSuchEntity 404: ARN arn:aws:iam::${A}:group/ann does not exist.`],
  ])('refuses %s', async (Arn, refusal) =>
    expect(await h.refusal('GenerateServiceLastAccessedDetails', { Arn })).toBe(refusal),
  );

  it('asks on behalf of a role whatever its session', async () => {
    const asRole = (id: string) => ({ ...session(A), session: { kind: 'role', roleId: id } as never });
    const job = await h.call('GenerateServiceLastAccessedDetails', { Arn: ANN }, asRole('AROA1'));
    expect(await h.call('GetServiceLastAccessedDetails', job, asRole('AROA1'))).toMatchObject({
      JobStatus: 'COMPLETED',
    });
    expect(await h.refusal('GetServiceLastAccessedDetails', job, asRole('AROA2'))).toMatch(/^NoSuchEntity/);
  });
});
