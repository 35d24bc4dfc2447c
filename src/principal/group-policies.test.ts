import { describe, expect, it } from 'vitest';
import type { CompiledPolicy } from '../policy/types.ts';
import { accountCache } from '../store/account-cache.ts';
import type { UserRecord } from '../store/records.ts';
import type { Reads } from '../store/store.ts';
import { groupPolicies } from './group-policies.ts';

const A = '111122223333';
const user = (id: string) => ({ id, account: A }) as UserRecord;
const compiled = (source: string) => ({ source }) as CompiledPolicy;

/** A world whose groups and policies the test changes, and whose loads wait until they are let go on. */
function world() {
  const cache = accountCache({ limit: 100 });
  const memberships = new Map([
    ['ann', ['g']],
    ['bob', ['g']],
  ]);
  let policy = 'first';
  const loads: string[] = [];
  const waiting: (() => void)[] = [];
  let held = false;
  const store = {
    groups: {
      countOf: async (id: string) => memberships.get(id)!.length,
      list: async (_account: string, { member }: { member: string }) => memberships.get(member)!.map((id) => ({ id })),
    },
  } as unknown as Reads;
  const policies = groupPolicies({
    store,
    cache,
    async load(groupId) {
      loads.push(groupId);
      const read = policy;
      if (held) await new Promise<void>((go) => waiting.push(go));
      if (read === 'broken') throw new Error('broken');
      return [compiled(read)];
    },
  });
  return {
    loads,
    hold: () => {
      held = true;
    },
    letGo: () => {
      held = false;
      for (const go of waiting.splice(0)) go();
    },
    change(to: { policy?: string; ann?: string[] }) {
      policy = to.policy ?? policy;
      if (to.ann !== undefined) memberships.set('ann', to.ann);
      cache.forget([A]);
    },
    async known(id: string) {
      await policies.ready(A);
      return cache.get(A, `user:${id}`, () => policies.of(user(id)));
    },
  };
}

const soon = () => new Promise(setImmediate);

describe('policies of groups', () => {
  it('are loaded once for all members, also at the same time', async () => {
    const { known, loads } = world();
    const [ann, bob] = await Promise.all([known('ann'), known('bob')]);
    expect(ann[0]).toBe(bob[0]);
    expect(loads).toEqual(['g']);
  });

  it('are loaded again once the account has changed', async () => {
    const { known, loads, change } = world();
    await known('ann');
    change({ policy: 'second' });
    expect([await known('ann'), await known('bob')]).toEqual([[compiled('second')], [compiled('second')]]);
    expect(loads).toEqual(['g', 'g']);
  });

  it('never join the groups of one moment to the policies of another', async () => {
    const { known, change, hold, letGo } = world();
    hold();
    const ann = known('ann');
    await soon();
    // She leaves, and only then the group is given more: she must have neither the old rights nor the new ones.
    change({ ann: [] });
    change({ policy: 'more' });
    letGo();
    expect(await ann).toEqual([]);
    expect(await known('bob')).toEqual([compiled('more')]);
  });

  it('what was being loaded before a change is not what a member gets after it', async () => {
    const { known, change, hold, letGo } = world();
    hold();
    const ann = known('ann');
    await soon();
    change({ policy: 'second' });
    const bob = known('bob');
    await soon();
    letGo();
    expect([await ann, await bob]).toEqual([[compiled('second')], [compiled('second')]]);
  });

  it('a load that fails is tried again', async () => {
    const { known, change } = world();
    change({ policy: 'broken' });
    await expect(known('ann')).rejects.toThrow('broken');
    await expect(known('bob')).rejects.toThrow('broken');
    change({ policy: 'whole' });
    expect(await known('bob')).toEqual([compiled('whole')]);
  });
});
