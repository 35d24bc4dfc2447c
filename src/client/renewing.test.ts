import { describe, expect, it } from 'vitest';
import type { Credentials } from './connection.ts';
import { needOf, renewing } from './renewing.ts';

const MINUTE = 60_000;
const ending = (name: string, endsMs: number): Credentials => ({
  accessKeyId: name,
  secretAccessKey: 's',
  expiration: new Date(endsMs),
});

describe('needOf', () => {
  const rows: readonly [lifeMinutes: number, leftMinutes: number, need: string][] = [
    [60, 60, 'none'],
    [60, 16, 'none'],
    [60, 15, 'soon'],
    [60, 11, 'soon'],
    [60, 10, 'now'],
    [60, -1, 'now'],
    [15, 15, 'none'],
    [15, 8, 'none'],
    [15, 7, 'soon'],
    [15, 5, 'now'],
  ];
  it.each(rows)('a life of %i minutes, %i left: %s', (life, left, need) =>
    expect(needOf(ending('a', life * MINUTE), 0, (life - left) * MINUTE)).toBe(need),
  );

  it('keys without an end need nothing', () =>
    expect(needOf({ accessKeyId: 'a', secretAccessKey: 's' }, 0, 1e15)).toBe('none'));
});

describe('renewing', () => {
  it('asks once, however many wait', async () => {
    let asked = 0;
    const provider = renewing(
      async () => ending(`k${++asked}`, 60 * MINUTE),
      () => 0,
    );
    const given = await Promise.all(Array.from({ length: 50 }, provider));
    expect(new Set(given.map((one) => one.accessKeyId))).toEqual(new Set(['k1']));
    expect(asked).toBe(1);
  });

  it('asks again a quarter of an hour before the end, and forgives a failure for a minute', async () => {
    let nowMs = 0;
    let asked = 0;
    const provider = renewing(
      async () => {
        asked++;
        if (asked === 2) throw new Error('away');
        return ending(`k${asked}`, nowMs + 60 * MINUTE);
      },
      () => nowMs,
    );
    const idAt = async (minutes: number) => {
      nowMs = minutes * MINUTE;
      return (await provider()).accessKeyId;
    };
    expect(await idAt(0)).toBe('k1');
    expect(await idAt(44)).toBe('k1');
    expect([await idAt(45), asked]).toEqual(['k1', 2]);
    expect([await idAt(45.5), asked]).toEqual(['k1', 2]);
    expect([await idAt(46), asked]).toEqual(['k3', 3]);
  });

  it('insists ten minutes before the end', async () => {
    let nowMs = 0;
    let asked = 0;
    const provider = renewing(
      async () => {
        if (++asked > 1) throw new Error('away');
        return ending('k1', 60 * MINUTE);
      },
      () => nowMs,
    );
    await provider();
    nowMs = 50 * MINUTE;
    await expect(provider()).rejects.toThrow('away');
  });

  it('gives what it holds to those who come while one renews', async () => {
    let nowMs = 0;
    let release = () => {};
    let asked = 0;
    const provider = renewing(
      async () => {
        if (++asked > 1) await new Promise<void>((done) => (release = done));
        return ending(`k${asked}`, nowMs + 60 * MINUTE);
      },
      () => nowMs,
    );
    await provider();
    nowMs = 46 * MINUTE;
    const renewed = provider();
    expect((await provider()).accessKeyId).toBe('k1');
    release();
    expect((await renewed).accessKeyId).toBe('k2');
    expect(asked).toBe(2);
  });
});
