import { beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT_A, type Credentials, type House, openHouse, policy } from './harness.ts';

/* Rights that come from a group count like one's own, and last as long as the membership. */

let house: House;
let ann: Credentials;
let bob: Credentials;
let role: string;
beforeEach(async () => {
  house = await openHouse();
  ann = await house.user(house.rootA, 'ann');
  bob = await house.user(house.rootA, 'bob');
  role = await house.role(house.rootA, 'dev', { Principal: { AWS: ACCOUNT_A } });
  await root('CreateGroup', { GroupName: 'team' });
  await root('AddUserToGroup', { GroupName: 'team', UserName: 'ann' });
});

const root = (action: string, parameters: object) => house.must(house.rootA, action, parameters as never);
const assuming = { Action: 'sts:AssumeRole', Resource: '*' };
const REFUSED = () =>
  `User: arn:aws:iam::${ACCOUNT_A}:user/ann is not authorized to perform: sts:AssumeRole on resource: ${role}`;

const inline = (document: string) =>
  root('PutGroupPolicy', { GroupName: 'team', PolicyName: 'shared', PolicyDocument: document });
async function managed(document: string) {
  const PolicyArn = (await root('CreatePolicy', { PolicyName: 'Shared', PolicyDocument: document })).text('Arn')!;
  await root('AttachGroupPolicy', { GroupName: 'team', PolicyArn });
}

describe.each([
  ['inline', inline, () => root('DeleteGroupPolicy', { GroupName: 'team', PolicyName: 'shared' })],
  [
    'attached',
    managed,
    () => root('DetachGroupPolicy', { GroupName: 'team', PolicyArn: `arn:aws:iam::${ACCOUNT_A}:policy/Shared` }),
  ],
] as const)('an %s policy of a group', (_kind, give, take) => {
  it('lets a member assume a role, until the next request after leaving', async () => {
    expect(await house.assume(ann, role)).toMatchObject({ status: 403, message: REFUSED() });
    await give(policy(assuming));
    const session = await house.assumed(ann, role);
    expect((await house.assume(bob, role)).status).toBe(403);

    await root('RemoveUserFromGroup', { GroupName: 'team', UserName: 'ann' });
    expect(await house.assume(ann, role)).toMatchObject({ status: 403, code: 'AccessDenied', message: REFUSED() });
    // What was assumed is the role's by now, and no longer the user's.
    expect((await house.call(session, 'GetCallerIdentity')).status).toBe(200);

    await root('AddUserToGroup', { GroupName: 'team', UserName: 'ann' });
    expect((await house.assume(ann, role)).status).toBe(200);
  });

  it('is gone for all members at the next request after the group has lost it', async () => {
    await root('AddUserToGroup', { GroupName: 'team', UserName: 'bob' });
    await give(policy(assuming));
    for (const member of [ann, bob]) expect((await house.assume(member, role)).status).toBe(200);
    await take();
    for (const member of [ann, bob]) expect((await house.assume(member, role)).status).toBe(403);
  });

  it('denies over what a member is allowed, and says the same reason', async () => {
    await house.allowUser(house.rootA, 'ann', { Action: ['iam:GetUser', 'iam:GetRole'], Resource: '*' });
    expect((await house.call(ann, 'GetUser', {})).status).toBe(200);
    await give(policy({ Effect: 'Deny', Action: 'iam:GetUser', Resource: '*' }));
    const refused = await house.call(ann, 'GetUser', {});
    expect(refused.status).toBe(403);
    expect(refused.message).toMatch(/ with an explicit deny in an identity-based policy(: \S+)?$/);
    expect((await house.call(ann, 'GetRole', { RoleName: 'dev' })).status).toBe(200);
    await root('RemoveUserFromGroup', { GroupName: 'team', UserName: 'ann' });
    expect((await house.call(ann, 'GetUser', {})).status).toBe(200);
  });

  it('stays within the permissions boundary of the member', async () => {
    const Edge = (
      await root('CreatePolicy', {
        PolicyName: 'Edge',
        PolicyDocument: policy({ Action: 'iam:GetUser', Resource: '*' }),
      })
    ).text('Arn')!;
    await root('PutUserPermissionsBoundary', { UserName: 'ann', PermissionsBoundary: Edge });
    await give(policy({ Action: 'iam:*', Resource: '*' }));
    expect((await house.call(ann, 'GetUser', {})).status).toBe(200);
    const refused = await house.call(ann, 'ListUsers', {});
    expect(refused).toMatchObject({ status: 403 });
    expect(refused.message).toMatch(/ because no permissions boundary allows the iam:ListUsers action$/);
  });

  it('is not asked of the database once warm', async () => {
    await give(policy(assuming));
    for (const _twice of [1, 2]) await house.assumed(ann, role);
    house.statements.length = 0;
    await house.assumed(ann, role);
    expect(house.statements).toEqual([]);
  });
});

it('a group is loaded once for all its members, and once again when the account has changed', async () => {
  await inline(policy(assuming));
  for (const name of ['carl', 'dora', 'emil']) {
    await house.user(house.rootA, name);
    await root('AddUserToGroup', { GroupName: 'team', UserName: name });
  }
  const known = async (name: string) =>
    (await house.tools.directory.user(ACCOUNT_A, (await house.store.users.byName(ACCOUNT_A, name))!.id))!.policies
      .identity;
  const [carl] = await known('carl');
  expect((await known('dora'))[0]).toBe(carl);
  expect((await known('emil'))[0]).toBe(carl);

  await root('CreateGroup', { GroupName: 'other' });
  const [again] = await known('dora');
  expect(again).not.toBe(carl);
  expect((await known('carl'))[0]).toBe(again);
});

it('a name that is made anew gets nothing of the group that bore it', async () => {
  await inline(policy(assuming));
  expect((await house.assume(ann, role)).status).toBe(200);
  await root('RemoveUserFromGroup', { GroupName: 'team', UserName: 'ann' });
  await root('DeleteGroupPolicy', { GroupName: 'team', PolicyName: 'shared' });
  await root('DeleteGroup', { GroupName: 'team' });
  await root('CreateGroup', { GroupName: 'team' });
  await inline(policy(assuming));
  expect((await house.assume(ann, role)).status).toBe(403);
});

it('every group counts: the rights of ten are ten rights', async () => {
  for (let i = 1; i < 10; i++) {
    await root('CreateGroup', { GroupName: `g${i}` });
    await root('AddUserToGroup', { GroupName: `g${i}`, UserName: 'ann' });
    const PolicyDocument = policy({ Action: 'iam:GetGroup', Resource: `arn:aws:iam::${ACCOUNT_A}:group/g${i}` });
    await root('PutGroupPolicy', { GroupName: `g${i}`, PolicyName: 'own', PolicyDocument });
  }
  for (let i = 1; i < 10; i++) {
    expect((await house.call(ann, 'GetGroup', { GroupName: `g${i}` })).status).toBe(200);
  }
  expect((await house.call(ann, 'GetGroup', { GroupName: 'team' })).status).toBe(403);
});
