import { beforeEach, describe, expect, it } from 'vitest';
import type { OrganizationRecord } from '../../src/store/account-records.ts';
import { ACCOUNT_A as MANAGEMENT, ACCOUNT_B as MEMBER, openHouse, policy } from './harness.ts';
import type { Credentials } from './requests.ts';

/** A (root r-ab12) manages; B stands in the unit `workloads` / `production`. */
const bare: OrganizationRecord = {
  id: 'o-a1b2c3d4e5',
  managementAccount: MANAGEMENT,
  rootId: 'r-ab12',
  units: [
    { id: 'ou-ab12-11111111', name: 'workloads', parent: 'r-ab12' },
    { id: 'ou-ab12-22222222', name: 'production', parent: 'ou-ab12-11111111' },
  ],
  policies: [],
  places: { [MEMBER]: 'ou-ab12-22222222' },
  attached: {},
  delegatedAdministrators: [],
  features: [],
};
const FULL = 'p-FullAWSAccess';
const PATHS = { root: 'r-ab12', unit: 'ou-ab12-11111111', inner: 'ou-ab12-22222222', account: MEMBER };

type Place = keyof typeof PATHS;

let house: Awaited<ReturnType<typeof openHouse>>;
let member: Credentials;
let manager: Credentials;

beforeEach(async () => {
  house = await openHouse();
  member = await house.user(house.rootB, 'alice');
  manager = await house.user(house.rootA, 'alice');
  for (const root of [house.rootA, house.rootB]) {
    await house.allowUser(root, 'alice', { Action: '*', Resource: '*' });
  }
});

/** Puts the organisation, with one policy at one place. */
async function control(type: 'service' | 'resource', place: Place, statement: object, beside: string[] = [FULL]) {
  const attached = { [PATHS[place]]: type === 'service' ? [...beside, 'p-examplepolicy'] : ['p-examplepolicy'] };
  const text = policy(statement);
  await put({ policies: [{ id: 'p-examplepolicy', type, name: 'example', text }], attached });
}

const put = (more: Partial<OrganizationRecord> = {}) =>
  house.store.change((tx) => tx.put.organization({ ...bare, ...more }));

const said = async (answer: ReturnType<typeof house.call>) => {
  const { status, message } = await answer;
  return status === 200 ? 'allowed' : message;
};

const listUsers = (who: Credentials) => said(house.call(who, 'ListUsers'));

const EXPLICIT = 'with an explicit deny in a service control policy';
const IMPLICIT = 'because no service control policy allows the iam:ListUsers action';
const NO_LISTING = { Effect: 'Deny', Action: 'iam:ListUsers', Resource: '*' };
const USERS = `arn:aws:iam::${MEMBER}:user/`;
const refusal = (who: string, reason: string) =>
  `User: arn:aws:iam::${MEMBER}:${who} is not authorized to perform: iam:ListUsers on resource: ${USERS} ${reason}`;

describe('service control policies', () => {
  const ONLY_STS = { Action: 'sts:*', Resource: '*' };
  // In the manner of policy.md 6.9: where it stands, what it says, what else stands there, and what becomes of three callers.
  it.each<[Place, object, string[], string, string]>([
    ['root', NO_LISTING, [FULL], EXPLICIT, 'a Deny at the root'],
    ['unit', NO_LISTING, [FULL], EXPLICIT, 'a Deny at a unit'],
    ['inner', NO_LISTING, [FULL], EXPLICIT, 'a Deny at a unit in a unit'],
    ['account', NO_LISTING, [FULL], EXPLICIT, 'a Deny at the account'],
    ['root', ONLY_STS, [], IMPLICIT, 'a list of what is allowed at the root'],
    ['inner', ONLY_STS, [], IMPLICIT, 'a list of what is allowed at a unit'],
    ['account', ONLY_STS, [], IMPLICIT, 'a list of what is allowed at the account'],
  ])('%s: %j beside %j denies the user and the root of a member, %s', async (place, statement, beside, reason) => {
    await control('service', place, statement, beside);
    expect(await listUsers(member)).toBe(refusal('user/alice', reason));
    expect(await listUsers(house.rootB)).toBe(refusal('root', reason));
    expect(await listUsers(manager)).toBe('allowed');
    expect(await listUsers(house.rootA)).toBe('allowed');
  });

  it('stand beside FullAWSAccess without limiting anything else', async () => {
    await control('service', 'root', NO_LISTING);
    expect(await said(house.call(member, 'ListRoles'))).toBe('allowed');
  });

  it('what one level allows and another does not is not allowed', async () => {
    const allow = (id: string, Action: string) => ({
      id,
      type: 'service' as const,
      name: id,
      text: policy({ Action, Resource: '*' }),
    });
    await put({
      policies: [allow('p-one', 'iam:*'), allow('p-two', 'sts:*')],
      attached: { [PATHS.root]: ['p-one'], [PATHS.account]: ['p-two'] },
    });
    expect(await listUsers(member)).toContain('no service control policy');
    await put({
      policies: [allow('p-one', 'iam:*'), allow('p-two', 'iam:List*')],
      attached: { [PATHS.root]: ['p-one'], [PATHS.account]: ['p-two'] },
    });
    expect(await listUsers(member)).toBe('allowed');
    expect(await said(house.call(member, 'GetUser'))).toContain('no service control policy');
  });

  it('hold for sessions of a role, and no longer once they are gone', async () => {
    const trust = { Principal: { AWS: `arn:aws:iam::${MEMBER}:root` } };
    const role = await house.role(house.rootB, 'worker', trust);
    await house.allowRole(house.rootB, 'worker', { Action: '*', Resource: '*' });
    const session = await house.assumed(member, role);
    expect(await listUsers(session)).toBe('allowed');
    await control('service', 'account', NO_LISTING);
    expect(await listUsers(session)).toContain(EXPLICIT);
    await house.store.change((tx) => tx.remove.organization(bare.id));
    expect(await listUsers(session)).toBe('allowed');
  });

  it('do not limit service-linked roles, and everybody else whose path only looks like theirs', async () => {
    const trust = { Principal: { AWS: `arn:aws:iam::${MEMBER}:root` } };
    const outcomes: Record<string, string | undefined> = {};
    const paths = ['/aws-service-role/x.amazonaws.com/', '/a:role/aws-service-role/', '/aws-service-roles/'];
    for (const [i, path] of paths.entries()) {
      const role = await house.role(house.rootB, `linked${i}`, trust);
      await house.allowRole(house.rootB, `linked${i}`, { Action: '*', Resource: '*' });
      // Only AWS's own calls put a role under this path, so the store does it here.
      await house.store.change(async (tx) => {
        const record = (await tx.roles.byName(MEMBER, `linked${i}`))!;
        await tx.put.role({ ...record, path });
      });
      const session = await house.assumed(member, role.replace('role/', `role${path}`));
      await control('service', 'account', NO_LISTING);
      outcomes[path] = await listUsers(session);
      await put();
    }
    const denied = expect.stringContaining(EXPLICIT);
    expect(Object.values(outcomes)).toEqual(['allowed', denied, denied]);
  });

  it('AssumeRole is refused by them without a reason', async () => {
    const role = await house.role(house.rootA, 'target', { Principal: { AWS: `arn:aws:iam::${MEMBER}:root` } });
    expect((await house.assume(member, role)).status).toBe(200);
    await control('service', 'root', { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' });
    expect(await said(house.assume(member, role))).toBe(
      `User: arn:aws:iam::${MEMBER}:user/alice is not authorized to perform: sts:AssumeRole on resource: ${role}`,
    );
  });

  it('an account that stands nowhere in it is not refused by it, and an organization that does not hold together stops', async () => {
    await put({ attached: { [PATHS.account]: ['p-gone'] } });
    expect((await house.call(member, 'ListUsers')).status).toBe(500);
    await put({ places: { [MEMBER]: 'ou-ab12-99999999' } });
    expect((await house.call(member, 'ListUsers')).status).toBe(500);
    await put({ places: {} });
    expect(await listUsers(member)).toBe('allowed');
  });
});

describe('resource control policies', () => {
  const NO_STRANGERS = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'sts:AssumeRole',
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:PrincipalAccount': MEMBER } },
  };
  let role: string;
  beforeEach(async () => {
    role = await house.role(house.rootB, 'target', {
      Principal: { AWS: [`arn:aws:iam::${MANAGEMENT}:root`, `arn:aws:iam::${MEMBER}:root`] },
    });
  });

  it.each<Place>(['root', 'unit', 'inner', 'account'])('at %s deny assuming a role across accounts', async (place) => {
    expect((await house.assume(manager, role)).status).toBe(200);
    await control('resource', place, NO_STRANGERS);
    expect(await said(house.assume(manager, role))).toBe(
      `User: arn:aws:iam::${MANAGEMENT}:user/alice is not authorized to perform: sts:AssumeRole on resource: ${role}`,
    );
    expect((await house.assume(member, role)).status).toBe(200);
  });

  it('do not guard what the management account owns, nor IAM', async () => {
    const trust = { Principal: { AWS: `arn:aws:iam::${MEMBER}:root` } };
    const managed = await house.role(house.rootA, 'target', trust);
    await control('resource', 'root', { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' });
    expect((await house.assume(member, managed)).status).toBe(200);
    expect((await house.assume(member, role)).status).toBe(403);
    expect(await listUsers(member)).toBe('allowed');
  });
});

describe('the keys of an organization', () => {
  const inOrganization = { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' };
  const path = 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/ou-ab12-22222222/';

  it.each<[string, object, boolean]>([
    ['aws:PrincipalOrgID', { StringEquals: inOrganization }, true],
    ['another organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-elsewhere00' } }, false],
    [
      'aws:PrincipalOrgPaths',
      { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*/ou-ab12-22222222/*' } },
      true,
    ],
    ['the whole path', { 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgPaths': path } }, true],
    [
      'a path to elsewhere',
      { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-ab12/ou-x*' } },
      false,
    ],
    ['aws:ResourceOrgID', { StringEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } }, true],
    [
      'aws:ResourceOrgPaths of the management account',
      { 'ForAnyValue:StringEquals': { 'aws:ResourceOrgPaths': 'o-a1b2c3d4e5/r-ab12/' } },
      true,
    ],
  ])('%s in a trust policy', async (_label, Condition, allowed) => {
    const role = await house.role(house.rootA, 'target', { Principal: '*', Condition });
    expect((await house.assume(member, role)).status).toBe(403);
    await put();
    expect((await house.assume(member, role)).status).toBe(allowed ? 200 : 403);
    await house.store.change((tx) => tx.remove.organization(bare.id));
    expect((await house.assume(member, role)).status).toBe(403);
  });
});

describe('SimulatePrincipalPolicy', () => {
  it('tells what the organization says', async () => {
    const ask = async (action: string) => {
      const answer = await house.must(house.rootB, 'SimulatePrincipalPolicy', {
        PolicySourceArn: `arn:aws:iam::${MEMBER}:user/alice`,
        'ActionNames.member.1': action,
      });
      return [answer.text('AllowedByOrganizations'), answer.text('EvalDecision')];
    };
    expect(await ask('iam:ListUsers')).toEqual(['true', 'allowed']);
    await control('service', 'inner', NO_LISTING);
    expect(await ask('iam:ListUsers')).toEqual(['false', 'explicitDeny']);
    expect(await ask('iam:ListRoles')).toEqual(['true', 'allowed']);
    await control('service', 'inner', { Action: 'iam:Simulate*', Resource: '*' }, []);
    expect(await ask('iam:ListUsers')).toEqual(['false', 'implicitDeny']);
  });
});

describe('the hot path of an organization', () => {
  it('once warm, sends no statement to the database', async () => {
    await control('service', 'inner', NO_LISTING);
    const role = await house.role(house.rootA, 'target', { Principal: { AWS: `arn:aws:iam::${MEMBER}:root` } });
    const session = await house.assumed(member, role);
    await house.must(session, 'GetCallerIdentity');
    house.statements.length = 0;
    for (let i = 0; i < 3; i++) {
      await house.must(await house.assumed(member, role, { RoleSessionName: `s${i}` }), 'GetCallerIdentity');
    }
    expect(house.statements).toEqual([]);
  });
});
