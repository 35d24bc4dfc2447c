import { setImmediate } from 'node:timers/promises';
import { roleArn, userArn } from '../base/arn.ts';
import { askedAction } from '../policy/action.ts';
import type { Directory } from '../principal/directory.ts';
import type { Reads } from '../store/store.ts';
import type { Someone } from './someone.ts';
import { speaksOf } from './trusted.ts';

/** A user or role, as short as it can be remembered. */
export type Entity = Someone & { readonly kind: 'user' | 'role' };

/** The users and roles of a store, by account. What is asked for often is remembered, and is short: policies are not. */
export interface Population {
  accounts(): Promise<readonly string[]>;
  /** All users and roles of an account. */
  everybody(account: string): Promise<readonly Entity[]>;
  /** Those whose own policies allow this action on something: the others need not be asked where their account alone is named. */
  whoMay(account: string, action: string): Promise<readonly Entity[]>;
}

const PAGE = 500;

export function population(house: {
  readonly reads: Reads;
  readonly directory: Directory;
  /** The actions that `whoMay` will be asked about. */
  readonly actions: readonly string[];
  /** Told, now and then, how many were looked at. */
  readonly looked: (entities: number) => void;
}): Population {
  const { reads, directory, actions, looked } = house;
  const everybody = remembering(listAll);
  const granted = remembering(filtered);
  return {
    accounts: async () => (await reads.accounts.list()).map(({ id }) => id),
    everybody,
    whoMay: async (account, action) => (await granted(account)).get(action) ?? [],
  };

  async function listAll(account: string): Promise<readonly Entity[]> {
    const all: Entity[] = [];
    for (const kind of ['user', 'role'] as const) {
      const arnOf = kind === 'user' ? userArn : roleArn;
      for (let after: string | undefined; ; ) {
        const page = await reads[kind === 'user' ? 'users' : 'roles'].list(account, { after, limit: PAGE });
        for (const { id, path, name } of page) all.push({ kind, account, id, arn: arnOf(account, path, name) });
        if (page.length < PAGE) break;
        after = page.at(-1)!.name.toLowerCase();
      }
    }
    return all;
  }

  /** One look at everybody serves all actions that will be asked about. */
  async function filtered(account: string): Promise<ReadonlyMap<string, readonly Entity[]>> {
    const asked = actions.map((action) => ({ action, asked: askedAction(action), found: [] as Entity[] }));
    for (const [i, entity] of (await everybody(account)).entries()) {
      if (i % PAGE === 0) {
        looked(i);
        // A server that is asked has others to answer.
        await setImmediate();
      }
      const known = await (entity.kind === 'user'
        ? directory.user(account, entity.id)
        : directory.role(account, entity.id));
      if (known === undefined) continue;
      for (const one of asked) if (speaksOf(known.policies.identity, one.asked)) one.found.push(entity);
    }
    return new Map(asked.map(({ action, found }) => [action, found]));
  }
}

/** Each account is looked at once. */
function remembering<T>(load: (account: string) => Promise<T>): (account: string) => Promise<T> {
  const loaded = new Map<string, Promise<T>>();
  return (account) => {
    const value = loaded.get(account) ?? load(account);
    loaded.set(account, value);
    return value;
  };
}
