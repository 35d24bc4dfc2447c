import { afterEach, beforeEach, expect, it } from 'vitest';
import { bench, deviceOf, mac, NOW_MS, SERIAL } from '../../test/mfa/support.ts';
import { createStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { stepAt } from './totp.ts';

let store: Store;
let statements: string[];

beforeEach(async () => {
  statements = [];
  store = await createStore({ file: ':memory:', mac, onStatement: (sql) => statements.push(sql) });
});
afterEach(() => store.close());

const writes = (): string[] => statements.filter((sql) => /^\s*(insert|update|delete|replace)/i.test(sql));

it('accepts the code of a device for its user, with one write', async () => {
  const { verify, right, device, clock } = await bench(store);
  statements.length = 0;
  expect(await verify(right())).toBe('accepted');
  expect(writes()).toHaveLength(1);
  expect(await device()).toEqual({
    ...deviceOf(),
    sealedSeed: (await device()).sealedSeed,
    lastStep: stepAt(clock.now()),
  });
});

it.each([
  ['no such device', { serial: `${SERIAL}x` }],
  ['the device of another user', { userId: 'AIDAANOTHER' }],
  ['the device of another account', { account: '210987654321' }],
])('knows no device: %s', async (_name, other) => {
  const { verify, right, device } = await bench(store);
  statements.length = 0;
  expect(await verify(right(), other)).toBe('unknown-device');
  expect(writes()).toEqual([]);
  expect((await device()).failures).toBe(0);
});

it('knows no device that is not enabled', async () => {
  const { verify, right } = await bench(store, { enabledAt: undefined });
  expect(await verify(right())).toBe('unknown-device');
});

it('takes no guess for a device whose seed was moved from another one', async () => {
  const other = deviceOf({ serial: `${SERIAL}2` });
  const { verify, right, device } = await bench(store, { sealedSeed: other.sealedSeed });
  await expect(verify(right())).rejects.toThrow('does not open');
  expect((await device()).failures).toBe(0);
});

it('accepts a later code after an earlier one, never an earlier after a later', async () => {
  const { verify, right } = await bench(store);
  expect(await verify(right(-1))).toBe('accepted');
  expect(await verify(right(1))).toBe('accepted');
  expect(await verify(right(0))).toBe('refused');
});

it('accepts no step again after the clock was set back', async () => {
  const { verify, right, clock } = await bench(store);
  const code = right();
  expect(await verify(code)).toBe('accepted');
  clock.advance(-60_000);
  expect(await verify(right())).toBe('refused');
  clock.advance(60_000);
  expect(await verify(code)).toBe('refused');
});

it('takes the codes of an enrolment for used', async () => {
  const { verify, right, clock } = await bench(store, { lastStep: stepAt(NOW_MS) });
  expect(await verify(right(-1))).toBe('refused');
  expect(await verify(right(0))).toBe('refused');
  clock.advance(30_000);
  expect(await verify(right(0))).toBe('accepted');
});
