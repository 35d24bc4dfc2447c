import { describe, expect, it } from 'vitest';
import { perform } from '../../src/gate/perform.ts';
import { iamOperations } from '../../src/iam/service.ts';
import { common, Fault, fault } from '../../src/model/fault.ts';
import type { Operation } from '../../src/operation/operation.ts';
import { stsOperations } from '../../src/sts/service.ts';
import { openHouse } from './harness.ts';

/** Every fault that an operation throws is declared: by AWS's model, by the declaration, or as common to all. */
describe('declared faults', () => {
  const operations = [...stsOperations, ...iamOperations];

  it.each(operations.map((operation) => [operation.facts.name, operation] as const))(
    '%s declares each code once',
    (_name, { facts, faults }) => {
      const codes = [...facts.errors, ...faults].map(({ code }) => code);
      expect(codes).toEqual([...new Set(codes)]);
    },
  );

  const throwing = (thrown: unknown): Operation => ({
    ...operations.find(({ facts }) => facts.name === 'GetCallerIdentity')!,
    handle: () => Promise.reject(thrown),
  });
  const outcome = async (thrown: unknown) => {
    const house = await openHouse();
    const caller = { kind: 'root', account: '111122223333', arn: 'x', context: new Map(), policies: { identity: [] } };
    return perform(throwing(thrown), { input: {}, caller, request: {} } as never, house.tools).catch(
      (error: unknown) => error,
    );
  };

  it('a declared or common fault goes through', async () => {
    expect(await outcome(common.AccessDenied('no'))).toBeInstanceOf(Fault);
  });

  it('an undeclared fault is a bug, and no answer of ours', async () => {
    const thrown = await outcome(fault('NoSuchThing', 404)('gone'));
    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).not.toBeInstanceOf(Fault);
  });
});
