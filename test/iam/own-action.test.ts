import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iamOperations } from '../../src/iam/service.ts';
import { ACCOUNT_A, type Credentials, type House, openHouse, policy } from '../house/harness.ts';
import { namesOf, putEntities } from './entities.ts';
import { minimalInput } from './inputs.ts';

/**
 * Each operation is refused to a principal who has every action but its own, and not to one who has only its own
 * (security.md C01, C03). Made from the declarations: an operation that is added is among them.
 */
describe('an operation asks for its own action and no other', () => {
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

/** The operations that ask for another action beside their own. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  AddRoleToInstanceProfile: ['iam:PassRole'],
};
