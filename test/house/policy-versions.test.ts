import { beforeEach, expect, it } from 'vitest';
import { ACCOUNT_A, type Credentials, type House, openHouse, policy } from './harness.ts';

/* A managed policy counts in its default version of this moment, wherever it stands. */

let house: House;
let ann: Credentials;
let role: string;
let arn: string;
beforeEach(async () => {
  house = await openHouse();
  ann = await house.user(house.rootA, 'ann');
  role = await house.role(house.rootA, 'dev', { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/ann` } });
  await house.allowRole(house.rootA, 'dev', { Action: 'iam:*', Resource: '*' });
  arn = (await root('CreatePolicy', { PolicyName: 'Some', PolicyDocument: reading })).text('Arn')!;
});

const root = (action: string, parameters: object) => house.must(house.rootA, action, parameters as never);
const reading = policy({ Action: 'iam:Get*', Resource: '*' });
const listing = policy({ Action: 'iam:List*', Resource: '*' });
const version = (PolicyDocument: string, SetAsDefault: boolean) =>
  root('CreatePolicyVersion', { PolicyArn: arn, PolicyDocument, SetAsDefault: String(SetAsDefault) });

/** Which of two things the caller may do: `get`, `list`. */
async function may(caller: Credentials): Promise<string[]> {
  const get = await house.call(caller, 'GetRole', { RoleName: 'dev' });
  const list = await house.call(caller, 'ListRoles', {});
  return [...(get.status === 200 ? ['get'] : []), ...(list.status === 200 ? ['list'] : [])];
}

it.each([
  ['the session policy of a live session', () => house.assumed(ann, role, { 'PolicyArns.member.1.arn': arn })],
  [
    'attached to a user',
    async () => {
      await root('AttachUserPolicy', { UserName: 'ann', PolicyArn: arn });
      return ann;
    },
  ],
  [
    'attached to a group of a user',
    async () => {
      await root('CreateGroup', { GroupName: 'team' });
      await root('AddUserToGroup', { GroupName: 'team', UserName: 'ann' });
      await root('AttachGroupPolicy', { GroupName: 'team', PolicyArn: arn });
      return ann;
    },
  ],
  [
    'the boundary of a role',
    async () => {
      await root('PutRolePermissionsBoundary', { RoleName: 'dev', PermissionsBoundary: arn });
      return house.assumed(ann, role);
    },
  ],
])('as %s', async (_as, give) => {
  const caller = await give();
  expect(await may(caller)).toEqual(['get']);
  await version(listing, false);
  expect(await may(caller)).toEqual(['get']);
  await root('SetDefaultPolicyVersion', { PolicyArn: arn, VersionId: 'v2' });
  expect(await may(caller)).toEqual(['list']);
  await root('SetDefaultPolicyVersion', { PolicyArn: arn, VersionId: 'v1' });
  expect(await may(caller)).toEqual(['get']);
  await version(policy({ Action: ['iam:Get*', 'iam:List*'], Resource: '*' }), true);
  expect(await may(caller)).toEqual(['get', 'list']);
});
