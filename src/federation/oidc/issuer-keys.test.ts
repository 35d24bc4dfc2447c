import { beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../../base/clock.ts';
import type { DiscoveredKeys } from './discover-keys.ts';
import type { FetchFailure } from './fetch-document.ts';
import { type IssuerKeys, issuerKeys } from './issuer-keys.ts';
import type { KeySet } from './key-set.ts';

const set = (name: string): KeySet & { name: string } => ({ name, size: 1, find: () => undefined });
const down: FetchFailure = { failed: 'unreachable', why: 'ECONNREFUSED' };
const ISSUER = 'https://a.example';

let clock: ReturnType<typeof fixedClock>;
let keys: IssuerKeys;
let asked: string[];
let next: (issuer: string) => Promise<DiscoveredKeys | FetchFailure>;
beforeEach(() => {
  clock = fixedClock(1_700_000_000_000);
  asked = [];
  next = async () => ({ keys: set('one'), maxAgeSeconds: undefined });
  keys = issuerKeys({
    clock,
    discover: (issuer) => {
      asked.push(issuer);
      return next(issuer);
    },
  });
});
const any = () => true;
const none = () => false;
const get = (wanted = any, issuer = ISSUER, account = '1') => keys.of(issuer, account, wanted);
/** How often the issuer is asked when its keys are wanted after so many seconds. */
async function askedAfter(seconds: number, wanted = any): Promise<number> {
  const before = asked.length;
  clock.advance(seconds * 1000);
  await get(wanted);
  return asked.length - before;
}

describe('keys are kept', () => {
  test.each([
    [undefined, 600],
    [0, 60],
    [59, 60],
    [61, 61],
    [3600, 3600],
    [86_400, 3600],
  ])('with a max-age of %s for %d seconds', async (maxAgeSeconds, seconds) => {
    next = async () => ({ keys: set('one'), maxAgeSeconds });
    await get();
    expect(await askedAfter(seconds - 1)).toBe(0);
    expect(await askedAfter(1)).toBe(1);
  });

  test('and used for an hour more while the issuer is down, which is asked each ten seconds', async () => {
    await get();
    next = async () => down;
    expect(await askedAfter(600)).toBe(1);
    expect(await get()).toMatchObject({ name: 'one' });
    expect(await askedAfter(9)).toBe(0);
    expect(await askedAfter(1)).toBe(1);
    clock.advance(3_589_000);
    expect(await get()).toMatchObject({ name: 'one' });
    clock.advance(1000);
    expect(await get()).toEqual(down);
    next = async () => ({ keys: set('two'), maxAgeSeconds: undefined });
    expect(await get()).toEqual(down);
    clock.advance(10_000);
    expect(await get()).toMatchObject({ name: 'two' });
  });
});

describe('a key that is not among them', () => {
  test('makes the issuer be asked once a minute', async () => {
    await get(none);
    expect(await askedAfter(59, none)).toBe(0);
    expect(await askedAfter(1, none)).toBe(1);
    expect(await askedAfter(59, none)).toBe(0);
    expect(await askedAfter(1, none)).toBe(1);
  });

  test('costs nobody the keys that are there', async () => {
    await get();
    next = async () => down;
    expect(await askedAfter(60, none)).toBe(1);
    expect(await get()).toMatchObject({ name: 'one' });
  });
});

describe('a failure', () => {
  test('is remembered for ten seconds', async () => {
    next = async () => down;
    expect(await get()).toEqual(down);
    expect(await askedAfter(9)).toBe(0);
    expect(await askedAfter(1)).toBe(1);
  });
});

describe('asking', () => {
  test('is done once for all who come meanwhile, whatever account they are for', async () => {
    let answer = (_: DiscoveredKeys): void => {};
    next = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const waiting = ['1', '2', '3'].map((account) => get(any, ISSUER, account));
    answer({ keys: set('one'), maxAgeSeconds: undefined });
    expect(await Promise.all(waiting)).toHaveLength(3);
    expect(asked).toHaveLength(1);
  });

  test('has four places for an account and 32 for all; each is free again', async () => {
    const answers: ((answer: FetchFailure) => void)[] = [];
    next = () => new Promise((resolve) => answers.push(resolve));
    const all = Array.from({ length: 50 }, (_, i) => get(any, `https://${i}.example`, String(i % 10)));
    await Promise.resolve();
    expect(asked).toHaveLength(32);
    for (const answer of answers.splice(0)) answer(down);
    const outcomes = await Promise.all(all);
    expect(outcomes.filter((one) => 'failed' in one && one.why.startsWith('too many'))).toHaveLength(18);
    const again = Array.from({ length: 5 }, (_, i) => get(any, `https://again-${i}.example`, '1'));
    await Promise.resolve();
    expect(asked).toHaveLength(36);
    for (const answer of answers.splice(0)) answer(down);
    await Promise.all(again);
  });
});
