import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iamOperations } from '../../src/iam/service.ts';
import { stsOperations } from '../../src/sts/service.ts';
import { ACCOUNT_A, type Credentials, type House, openHouse, policy } from '../house/harness.ts';
import { comparison } from '../house/sts-comparison.ts';
import { openStsHouse, type StsHouse } from '../house/sts-house.ts';
import { namesOf, putEntities } from './entities.ts';
import { minimalInput } from './inputs.ts';

/**
 * Each operation is refused to a principal who has every action but its own, and not to one who has only its own
 * (security.md C01, C03). Made from the declarations: an operation that is added is among them.
 */
describe('attack/C01 attack/C03 an operation of IAM asks for its own action and no other', () => {
  let house: House;
  let caller: Credentials;
  let passed = 0;
  beforeAll(async () => {
    house = await openHouse({ quotas: { managedPolicySize: 100_000, userInlinePolicySize: 100_000 } });
    await putEntities(house.tools, ACCOUNT_A, 'mine');
    caller = await house.user(house.rootA, 'caller');
  });
  afterAll(() => console.log(`${passed} of ${iamOperations.length} operations: only their own action counts`));

  const call = async (name: string, statement: object) => {
    await house.must(house.rootA, 'PutUserPolicy', {
      UserName: 'caller',
      PolicyName: 'all',
      PolicyDocument: policy({ Resource: '*', ...statement }),
    });
    const { facts } = iamOperations.find((operation) => operation.facts.name === name)!;
    return house.call(caller, name, minimalInput(facts, namesOf(ACCOUNT_A, 'mine')), 'iam');
  };

  test.each(iamOperations.map(({ facts }) => facts.name))('%s', async (name) => {
    const others = await call(name, { NotAction: `iam:${name}` });
    expect([others.code, others.message]).toEqual([
      'AccessDenied',
      expect.stringContaining(` is not authorized to perform: iam:${name} on resource: `),
    ]);
    // What was asked about is there, whatever was deleted before: AWS refuses to tell of keys that are not.
    await putEntities(house.tools, ACCOUNT_A, 'mine');
    const own = await call(name, { Action: [`iam:${name}`, ...(ALSO[name] ?? [])] });
    expect([name, own.code, own.message]).not.toEqual([name, 'AccessDenied', expect.anything()]);
    expect(own.status).toBeLessThan(500);
    passed++;
  });

  test.each(Object.entries(ALSO))('%s needs %j besides', async (name, also) => {
    for (const action of also) {
      const answer = await call(name, { NotAction: action });
      expect(answer.message).toContain(`is not authorized to perform: ${action} on resource: `);
    }
  });
});

/**
 * The same of STS, by what the comparison says of each: `own` is refused without its action and asks for no other, `no-deny`
 * is refused by a Deny of it alone, `none` by nothing.
 */
describe('attack/C01 attack/C03 an operation of STS asks for its own action and no other', () => {
  const rows = comparison.filter(
    ({ operation, callers }) =>
      callers !== 'token' && callers.user === 'yes' && stsOperations.some(({ facts }) => facts.name === operation),
  );
  let sts: StsHouse;
  beforeAll(async () => {
    sts = await openStsHouse();
  });

  /** Whether the user is refused the operation, and the role trusts in a way that leaves the decision to the user's policies. */
  async function refused(operation: string, statement: object): Promise<boolean> {
    const { house, user, call } = sts;
    if (operation === 'GetWebIdentityToken') await house.call(house.rootA, 'EnableOutboundWebIdentityFederation');
    await house.must(house.rootA, 'PutUserPolicy', {
      UserName: 'ann',
      PolicyName: 'allowed',
      PolicyDocument: policy(...[statement].flat()),
    });
    const answer = await call(user, operation);
    if (answer.status === 200) return false;
    expect(answer.message).toContain(` is not authorized to perform: sts:${operation} on resource: `);
    return true;
  }

  test.each(rows)('$operation: $permission', async ({ operation, permission }) => {
    const own = `sts:${operation}`;
    const all = { Action: '*', Resource: '*' };
    expect(await refused(operation, { NotAction: own, Resource: '*' })).toBe(permission === 'own');
    expect(await refused(operation, { Action: own, Resource: '*' })).toBe(false);
    expect(await refused(operation, [all, { Effect: 'Deny', Action: own, Resource: '*' }])).toBe(permission !== 'none');
    expect(await refused(operation, [all, { Effect: 'Deny', NotAction: own, Resource: '*' }])).toBe(false);
  });
});

/** The operations that ask for another action beside their own. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  AddRoleToInstanceProfile: ['iam:PassRole'],
};
