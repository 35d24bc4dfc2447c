import { EVERY_ACCOUNT } from './store.ts';

/** What is known by heart, by account. Values come from the store; an account's are forgotten whole when it changes. */
export interface AccountCache {
  /** The value if it is at hand, without waiting for anything. */
  peek<Value>(account: string, key: string): Value | undefined;
  /**
   * The value, loaded if it is not at hand; rivals for one key share a load. A value is never a mixture of before and after
   * a change: a load that a change overtook is done again. `undefined` is not kept.
   */
  get<Value>(account: string, key: string, load: () => Promise<Value>): Value | Promise<Value>;
  /** Drops all that is known of these accounts, and what is being loaded. Give it to `store.onChange`. */
  forget(accounts: Iterable<string> | typeof EVERY_ACCOUNT): void;
  /** How much is kept, by weight: how many values, where none is heavy. */
  size(): number;
}

/** A value that was compiled from so many characters of policy text. It takes about ten times as many bytes. */
export interface Weighty {
  readonly characters: number;
}

/** A value weighs one, and one more for each so many characters. */
const CHARACTERS_A_UNIT = 250;

/** From this load on, one that changes keep overtaking is done while there are none. */
const ALONE_FROM = 3;
/** Gives up on an account that changes during each of so many loads. */
const LOADS_MAX = 10;

/** Does some reading between two changes, as `store.change` does work: while it lasts, nothing changes on this node. */
export type Alone = <Value>(read: () => Promise<Value>) => Promise<Value>;

/**
 * A cache of at most `limit` values; of none where it is 0. The half used most recently always stays: values are kept in two generations, a hit moves
 * its value to the young one, and when that is half the limit the old one is dropped.
 *
 * Account and key stay apart, as two maps: no key that a user can choose runs into another account (security.md J06).
 *
 * With `alone`, reading ends whatever is written: else whoever may tag one user could keep its whole account from being
 * read by doing so without pause. A load must then not ask the cache, which might wait for the load's own turn.
 */
export function accountCache({ limit, alone }: { limit: number; alone?: Alone }): AccountCache {
  const half = Math.max(1, Math.floor(limit / 2));
  const loading = shelf();
  let young = shelf();
  let old = shelf();

  function keep(account: string, key: string, value: unknown): void {
    if (limit === 0) return;
    if (young.size() >= half) {
      old = young;
      young = shelf();
    }
    young.set(account, key, value, weightOf(value));
  }

  function peek<Value>(account: string, key: string): Value | undefined {
    const fresh = young.get(account, key);
    if (fresh !== undefined) return fresh as Value;
    const aged = old.take(account, key);
    if (aged !== undefined) keep(account, key, aged);
    return aged as Value | undefined;
  }

  function fetch<Value>(account: string, key: string, load: () => Promise<Value>, loads: number): Promise<Value> {
    const under = loading.get(account, key) as Promise<Value> | undefined;
    if (under !== undefined) return under;
    const stillTrue = (): boolean => loading.get(account, key) === fill;
    const again = (): Value | Promise<Value> => {
      if (loads >= LOADS_MAX) throw new Error(`account ${account} kept changing while it was read`);
      return peek<Value>(account, key) ?? fetch(account, key, load, loads + 1);
    };
    const reading = alone !== undefined && loads >= ALONE_FROM ? alone(load) : load();
    const fill: Promise<Value> = reading.then(
      (value) => {
        // `forget` took it off the shelf: what was read may be half before and half after the change.
        if (!stillTrue()) return again();
        loading.take(account, key);
        if (value !== undefined) keep(account, key, value);
        return value;
      },
      (error: unknown) => {
        if (!stillTrue()) return again();
        loading.take(account, key);
        throw error;
      },
    );
    loading.set(account, key, fill);
    return fill;
  }

  return {
    peek,
    get: <Value>(account: string, key: string, load: () => Promise<Value>) =>
      peek<Value>(account, key) ?? fetch(account, key, load, 1),
    forget(accounts) {
      for (const each of [young, old, loading]) {
        if (accounts === EVERY_ACCOUNT) each.forgetAll();
        else for (const account of accounts) each.forget(account);
      }
    },
    size: () => young.size() + old.size(),
  };
}

const weightOf = (value: unknown): number =>
  1 + Math.floor(((value as Partial<Weighty> | null)?.characters ?? 0) / CHARACTERS_A_UNIT);

/** Values by account and key, and what they weigh together. */
function shelf() {
  const accounts = new Map<string, { readonly values: Map<string, unknown>; readonly weights: Map<string, number> }>();
  let size = 0;
  const take = (account: string, key: string): unknown => {
    const kept = accounts.get(account);
    const value = kept?.values.get(key);
    if (kept?.values.delete(key)) size -= kept.weights.get(key) ?? 1;
    kept?.weights.delete(key);
    if (kept?.values.size === 0) accounts.delete(account);
    return value;
  };
  return {
    size: () => size,
    get: (account: string, key: string): unknown => accounts.get(account)?.values.get(key),
    set(account: string, key: string, value: unknown, weight = 1): void {
      take(account, key);
      const kept = accounts.get(account) ?? { values: new Map(), weights: new Map() };
      accounts.set(account, kept);
      kept.values.set(key, value);
      // Most weigh one, which needs no note.
      if (weight !== 1) kept.weights.set(key, weight);
      size += weight;
    },
    take,
    forget(account: string): void {
      const kept = accounts.get(account);
      if (kept === undefined) return;
      size -= kept.values.size - kept.weights.size;
      for (const weight of kept.weights.values()) size -= weight;
      accounts.delete(account);
    },
    forgetAll(): void {
      size = 0;
      accounts.clear();
    },
  };
}
