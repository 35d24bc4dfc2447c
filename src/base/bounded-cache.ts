import { LRUCache } from 'lru-cache';

/** At most so many values; the one used longest ago goes first. */
export interface BoundedCache<Value extends object> {
  get(name: string): Value | undefined;
  /** `size` counts towards the limit of sizes, where there is one. */
  set(name: string, value: Value, size?: number): void;
  clear(): void;
  readonly size: number;
}

/**
 * An LRU cache that is made when something is first kept: it lays out all its places at once, and those of a server's caches took
 * a quarter of Node's own start.
 */
export function boundedCache<Value extends object>(limits: {
  /** How many values. */
  readonly max: number;
  /** How much they may be together, by the sizes that `set` is told. */
  readonly maxSize?: number;
}): BoundedCache<Value> {
  let kept: LRUCache<string, Value> | undefined;
  return {
    get: (name) => kept?.get(name),
    set(name, value, size) {
      kept ??= new LRUCache(limits);
      kept.set(name, value, size === undefined ? {} : { size });
    },
    clear: () => kept?.clear(),
    get size() {
      return kept?.size ?? 0;
    },
  };
}
