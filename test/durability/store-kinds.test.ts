import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Transaction } from '../../src/store/store.ts';
import { ACCOUNT, type StoreKindName, stateOfRow, storeKinds } from './store-kinds.ts';
import { storeIn } from './store-workload.ts';

/** Each kind is put, put over and removed without a kill, and read back; together they do all that a change can do. */
const done = new Set<string>();
let all: readonly string[] = [];

/** A transaction that notes which of `put` and `remove` are called. */
const noted = (tx: Transaction): Transaction => {
  const noting = <Methods extends object>(group: string, methods: Methods): Methods =>
    new Proxy(methods, {
      get(target, name, receiver) {
        done.add(`${group}.${String(name)}`);
        return Reflect.get(target, name, receiver);
      },
    });
  all = [
    ...Object.keys(tx.put).map((name) => `put.${name}`),
    ...Object.keys(tx.remove).map((name) => `remove.${name}`),
  ];
  return { ...tx, put: noting('put', tx.put), remove: noting('remove', tx.remove) };
};

describe('the kinds of the store workload', () => {
  test.each(Object.keys(storeKinds) as StoreKindName[])('%s', async (name) => {
    const store = await openStore({ ...storeIn('nowhere'), file: ':memory:' });
    await store.change((tx) => tx.put.account({ id: ACCOUNT, uuid: 'uuid', createdAt: 1 }));
    const { put, remove } = storeKinds[name];
    const states: (string | null)[] = [await stateOfRow(store, name, 'one')];
    for (const version of ['v1', 'v2']) {
      await store.change((tx) => put(noted(tx), 'one', version));
      states.push(await stateOfRow(store, name, 'one'));
    }
    await store.change((tx) => remove(noted(tx), 'one'));
    states.push(await stateOfRow(store, name, 'one'));
    expect(states).toEqual([null, 'v1', 'v2', null]);
    await store.close();
  });

  test('together they are every put and remove there is', () => {
    expect(all.filter((method) => !done.has(method))).toEqual([]);
    console.log(`${Object.keys(storeKinds).length} kinds, ${done.size} of ${all.length} puts and removes`);
  });
});
