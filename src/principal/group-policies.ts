import type { CompiledPolicy } from '../policy/types.ts';
import type { AccountCache } from '../store/account-cache.ts';
import type { UserRecord } from '../store/records.ts';
import type { Reads } from '../store/store.ts';

/** The policies that users have through their groups. */
export interface GroupPolicies {
  /** Before a load that asks `of`: puts up the shelf that members share. */
  ready(account: string): Promise<void>;
  /** Policies of all groups that the user is in. For use within a load of the cache. */
  of(user: UserRecord): Promise<readonly CompiledPolicy[]>;
}

type Shelf = Map<string, Promise<readonly CompiledPolicy[]>>;

const SHELF = 'groups';

/**
 * Loads and compiles each group once for all its members. What is loaded stands on a shelf that the cache keeps for the
 * account: when the account changes the shelf is forgotten like anything else, and a load that the change overtook is
 * done again and finds a new one. So a user never has the groups of one moment with the policies of another.
 *
 * A load must not wait for the cache; it only looks whether the shelf is there, and does without where it is not.
 */
export function groupPolicies(house: {
  store: Reads;
  cache: AccountCache;
  load: (groupId: string) => Promise<readonly CompiledPolicy[]>;
}): GroupPolicies {
  const { store, cache, load } = house;
  return {
    async ready(account) {
      await cache.get<Shelf>(account, SHELF, async () => new Map());
    },
    async of({ account, id }) {
      const limit = await store.groups.countOf(id);
      if (limit === 0) return [];
      const shelf = cache.peek<Shelf>(account, SHELF) ?? new Map();
      const groups = await store.groups.list(account, { member: id, limit });
      const policies = await Promise.all(groups.map((group) => shared(shelf, group.id, load)));
      return policies.flat();
    },
  };
}

function shared(shelf: Shelf, groupId: string, load: (groupId: string) => Promise<readonly CompiledPolicy[]>) {
  let policies = shelf.get(groupId);
  if (policies === undefined) {
    policies = load(groupId);
    shelf.set(groupId, policies);
    // What failed is tried again by the next member who needs it.
    policies.catch(() => shelf.delete(groupId));
  }
  return policies;
}
