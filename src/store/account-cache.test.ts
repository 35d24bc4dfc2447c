import { describe, expect, test, vi } from 'vitest';
import { accountCache } from './account-cache.ts';
import { EVERY_ACCOUNT } from './store.ts';

/** A load that is answered by hand. */
function held<Value>() {
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  return { load: vi.fn(() => promise), resolve, reject };
}

describe('a warm value', () => {
  test('is given without a promise and without a load', async () => {
    const cache = accountCache({ limit: 10 });
    expect(await cache.get('1', 'k', async () => 'v')).toBe('v');
    const load = vi.fn(async () => 'other');
    expect(cache.get('1', 'k', load)).toBe('v');
    expect(cache.peek('1', 'k')).toBe('v');
    expect(load).not.toHaveBeenCalled();
  });

  test('belongs to one account and one key', async () => {
    const cache = accountCache({ limit: 10 });
    await cache.get('1', '2k', async () => 'v');
    expect(cache.peek('12', 'k')).toBeUndefined();
    expect(cache.peek('1', 'k')).toBeUndefined();
  });

  test('is gone when its account changes, and only then', async () => {
    const cache = accountCache({ limit: 10 });
    await cache.get('1', 'k', async () => 'one');
    await cache.get('2', 'k', async () => 'two');
    cache.forget(new Set(['1']));
    expect(cache.peek('1', 'k')).toBeUndefined();
    expect(cache.peek('2', 'k')).toBe('two');
    expect(cache.size()).toBe(1);
  });
});

describe('a heavy value', () => {
  const heavy = (characters: number) => async () => ({ characters });

  test('counts for several, and takes their place', async () => {
    const cache = accountCache({ limit: 20 });
    await cache.get('1', 'light', async () => 'v');
    await cache.get('1', 'heavy', heavy(2048));
    expect(cache.size()).toBe(1 + 9);
    await cache.get('1', 'next', async () => 'v');
    await cache.get('1', 'huge', heavy(10_000));
    // Two generations of ten, and the last that came into one of them.
    expect(cache.size()).toBeLessThanOrEqual(20 + 41);
    for (let n = 0; n < 10; n++) await cache.get('1', `other${n}`, async () => 'v');
    expect([cache.peek('1', 'light'), cache.peek('1', 'heavy')]).toEqual([undefined, undefined]);
  });

  test('is counted out as it was counted in', async () => {
    const cache = accountCache({ limit: 100 });
    await cache.get('1', 'a', heavy(2048));
    await cache.get('2', 'b', heavy(1000));
    await cache.get('2', 'c', async () => 'v');
    expect(cache.size()).toBe(9 + 5 + 1);
    cache.forget(['1']);
    expect(cache.size()).toBe(5 + 1);
    cache.forget(['2', '3']);
    expect(cache.size()).toBe(0);
  });
});

describe('when nobody knows what changed', () => {
  test('everything is forgotten, what is being loaded too, and the count begins anew', async () => {
    const cache = accountCache({ limit: 10 });
    await cache.get('1', 'k', async () => 'one');
    await cache.get('2', 'k', async () => 'two');
    const old = held<string>();
    const before = cache.get('3', 'k', old.load);
    cache.forget(EVERY_ACCOUNT);
    expect([cache.peek('1', 'k'), cache.peek('2', 'k'), cache.size()]).toEqual([undefined, undefined, 0]);
    expect(await cache.get('3', 'k', async () => 'new')).toBe('new');
    old.resolve('old');
    expect(await before).toBe('new');
    expect(cache.size()).toBe(1);
  });
});

describe('a load', () => {
  test('is shared by rivals for one key', async () => {
    const cache = accountCache({ limit: 10 });
    const { load, resolve } = held<string>();
    const both = [cache.get('1', 'k', load), cache.get('1', 'k', load)];
    resolve('v');
    expect(await Promise.all(both)).toEqual(['v', 'v']);
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('that a change overtook is done again, for those who waited too, and only the new value is kept', async () => {
    const cache = accountCache({ limit: 10 });
    const old = held<string>();
    const load = vi
      .fn()
      .mockImplementationOnce(old.load)
      .mockImplementation(async () => 'new');
    const waiting = [cache.get('1', 'k', load), cache.get('1', 'k', load)];
    cache.forget(['1']);
    old.resolve('old');
    expect(await Promise.all(waiting)).toEqual(['new', 'new']);
    expect(cache.peek('1', 'k')).toBe('new');
    expect(load).toHaveBeenCalledTimes(2);
  });

  test('is not joined by a request that begins after a change', async () => {
    const cache = accountCache({ limit: 10 });
    const old = held<string>();
    const before = cache.get('1', 'k', old.load);
    cache.forget(['1']);
    expect(await cache.get('1', 'k', async () => 'new')).toBe('new');
    old.resolve('old');
    expect(await before).toBe('new');
  });

  test('goes on when another account changes', async () => {
    const cache = accountCache({ limit: 10 });
    const { load, resolve } = held<string>();
    const waiting = cache.get('1', 'k', load);
    cache.forget(['2']);
    resolve('v');
    expect(await waiting).toBe('v');
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('that finds nothing, or fails, is not kept', async () => {
    const cache = accountCache({ limit: 10 });
    expect(await cache.get('1', 'k', async () => undefined)).toBeUndefined();
    await expect(
      cache.get('1', 'k', async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await cache.get('1', 'k', async () => 'v')).toBe('v');
  });

  test('of an account that never stands still fails instead of mixing', async () => {
    const cache = accountCache({ limit: 10 });
    const restless = async () => {
      await null;
      cache.forget(['1']);
      return 'v';
    };
    await expect(cache.get('1', 'k', restless)).rejects.toThrow('kept changing');
    expect(cache.size()).toBe(0);
  });
});

describe('the limit', () => {
  test.each([1, 2, 10, 1000])('of %i holds, and what was just used stays', async (limit) => {
    const cache = accountCache({ limit });
    let most = 0;
    for (let i = 0; i < limit * 3; i++) {
      await cache.get(String(i % 7), `k${i}`, async () => i);
      most = Math.max(most, cache.size());
      expect(cache.peek(String(i % 7), `k${i}`)).toBe(i);
    }
    expect(most).toBeLessThanOrEqual(Math.max(2, limit));
  });

  test('spares what is used again and again', async () => {
    const cache = accountCache({ limit: 10 });
    await cache.get('1', 'hot', async () => 'v');
    for (let i = 0; i < 100; i++) {
      await cache.get('1', `cold${i}`, async () => i);
      expect(cache.peek('1', 'hot')).toBe('v');
    }
  });
});
