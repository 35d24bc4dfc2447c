import { beforeAll, describe, expect, test } from 'vitest';
import * as iam from '../../src/model/generated/iam.ts';
import * as sts from '../../src/model/generated/sts.ts';
import { ACCOUNT_A, type House, openHouse } from '../house/harness.ts';
import { namesOf } from './entities.ts';
import { minimalInput } from './inputs.ts';

/** Every operation that AWS publishes, with a key id that is valid and a signature that is not: refused before anything else is said. */
describe('a valid key id with a wrong signature', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });

  /** Their callers prove themselves by a token or an assertion; a signature is not looked at (sts.md 1.6). */
  const unsigned = new Set(['AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML']);
  const operations = [
    ...[...iam.operations.values()].map((facts) => ['iam', facts] as const),
    ...[...sts.operations.values()].map((facts) => ['sts', facts] as const),
  ].filter(([, { name }]) => !unsigned.has(name));

  test('is asked of every operation', () => expect(operations.length).toBeGreaterThanOrEqual(176 + 9));

  test.each(operations)('%s $name', async (service, facts) => {
    const thief = { ...house.rootA, secretAccessKey: 'x'.repeat(40) };
    const answer = await house.call(thief, facts.name, minimalInput(facts, namesOf(ACCOUNT_A, 'mine')), service);
    expect([answer.status, answer.code]).toEqual([403, 'SignatureDoesNotMatch']);
  });
});
