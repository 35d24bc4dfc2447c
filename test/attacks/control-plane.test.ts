import { beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNT_A, type Credentials, type House, openHouse, policy } from '../house/harness.ts';
import type { Parameters } from '../house/requests.ts';
import { moves, search } from './delegated-administrator.ts';

/** Attacks on the control plane, by the numbers of reference/security.md: on the whole house. */

const arn = (resource: string) => `arn:aws:iam::${ACCOUNT_A}:${resource}`;
const ANN = arn('user/ann');
const EDGE = arn('policy/Edge');
const ALL = policy({ Action: '*', Resource: '*' });

describe('attack/C05 reading many at once, where reading one is not allowed', () => {
  let house: House;
  let bob: Credentials;
  beforeAll(async () => {
    house = await openHouse();
    bob = await house.user(house.rootA, 'bob');
    await house.user(house.rootA, 'ann');
    await house.must(house.rootA, 'CreateGroup', { GroupName: 'team' });
    await house.must(house.rootA, 'CreateGroup', { GroupName: 'other' });
    await house.must(house.rootA, 'CreatePolicy', { PolicyName: 'Edge', PolicyDocument: ALL });
    await house.role(house.rootA, 'dev', { Principal: { AWS: ACCOUNT_A } });
  });

  /** Operation, parameters, the resource that it is about; without one it is about all, and a narrower statement must not open it. */
  const bulk: readonly (readonly [action: string, parameters: Parameters, resource?: string])[] = [
    ['GetAccountAuthorizationDetails', {}],
    ['ListUsers', {}, arn('user/')],
    ['ListRoles', {}, arn('role/')],
    ['ListGroups', {}, arn('group/')],
    ['ListPolicies', {}],
    ['GetGroup', { GroupName: 'team' }, arn('group/team')],
    ['ListGroupsForUser', { UserName: 'ann' }, ANN],
    ['ListGroupPolicies', { GroupName: 'team' }, arn('group/team')],
    ['ListAttachedGroupPolicies', { GroupName: 'team' }, arn('group/team')],
    ['ListUserPolicies', { UserName: 'ann' }, ANN],
    ['ListAttachedUserPolicies', { UserName: 'ann' }, ANN],
    ['ListRolePolicies', { RoleName: 'dev' }, arn('role/dev')],
    ['ListAttachedRolePolicies', { RoleName: 'dev' }, arn('role/dev')],
    ['ListPolicyVersions', { PolicyArn: EDGE }, EDGE],
    ['ListEntitiesForPolicy', { PolicyArn: EDGE }, EDGE],
    ['ListPoliciesGrantingServiceAccess', { Arn: ANN, 'ServiceNamespaces.member.1': 's3' }, ANN],
    ['ListAccessKeys', { UserName: 'ann' }, ANN],
    ['ListMFADevices', { UserName: 'ann' }, ANN],
    ['SimulatePrincipalPolicy', { PolicySourceArn: ANN, 'ActionNames.member.1': 's3:GetObject' }, ANN],
    [
      'SimulatePrincipalPolicy',
      { PolicySourceArn: arn('group/team'), 'ActionNames.member.1': 's3:GetObject' },
      arn('group/team'),
    ],
    ['SimulateCustomPolicy', { 'PolicyInputList.member.1': ALL, 'ActionNames.member.1': 's3:GetObject' }],
    ['GetContextKeysForPrincipalPolicy', { PolicySourceArn: ANN }, ANN],
    ['GetContextKeysForCustomPolicy', { 'PolicyInputList.member.1': ALL }],
  ];

  const allow = (...statements: object[]) =>
    house.must(house.rootA, 'PutUserPolicy', {
      UserName: 'bob',
      PolicyName: 'own',
      PolicyDocument: policy(...statements),
    });

  it.each(bulk.map((row) => ({ name: `${row[0]} ${JSON.stringify(row[1])}`, row })))('$name', async ({ row }) => {
    const [action, parameters, resource] = row;
    const own = `iam:${action}`;
    const refused = async (...statements: object[]) => {
      await allow(...statements);
      const answer = await house.call(bob, action, parameters);
      expect([answer.status, answer.code], JSON.stringify(statements)).toEqual([403, 'AccessDenied']);
      expect(answer.message).toContain(` is not authorized to perform: ${own} on resource: `);
    };
    // Every right but this one, and this one for something else.
    await refused({ NotAction: own, Resource: '*' });
    await refused({ Action: '*', Resource: '*' }, { Effect: 'Deny', Action: own, Resource: '*' });
    await refused({
      Action: own,
      Resource: [arn('user/bob'), arn('group/other'), arn('policy/Other'), arn('role/other')],
    });
    if (resource === undefined)
      await refused({ Action: '*', Resource: ['user', 'group', 'role', 'policy'].map((kind) => arn(`${kind}/*`)) });

    await allow({ Action: own, Resource: resource ?? '*' });
    expect((await house.call(bob, action, parameters)).status).toBe(200);
  });

  it('a right to read one user opens neither another nor all', async () => {
    await allow({ Action: 'iam:*', Resource: arn('user/bob') });
    expect((await house.call(bob, 'GetUser', { UserName: 'bob' })).status).toBe(200);
    for (const [action, parameters] of bulk) {
      expect((await house.call(bob, action, parameters)).code, action).toBe('AccessDenied');
    }
  });
});

describe('attack/C06 a delegated administrator who would raise himself', () => {
  it(`stays within the boundary, whatever four of ${moves.length} calls are made`, { timeout: 180_000 }, async () => {
    const { exceeded, situations, calls, succeeded } = await search({ bounded: true, depth: 4 });
    expect(exceeded).toEqual([]);
    // Otherwise nothing would have been tried.
    expect(succeeded).toBe(11);
    expect(situations).toBeGreaterThan(250);
    expect(calls).toBeGreaterThan(3000);
  });

  it('and without a boundary is found out at the first call', async () => {
    const { exceeded } = await search({ bounded: false, depth: 1 });
    expect(exceeded.some((breach) => breach.includes('ListUsers'))).toBe(true);
  });
});
