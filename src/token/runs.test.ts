import { createSecretKey } from 'node:crypto';
import { expect, it } from 'vitest';
import { fixedClock } from '../base/clock.ts';
import { seededEntropy } from '../base/entropy.ts';
import { keyring } from './keyring.ts';
import { issuingRuns } from './runs.ts';
import { runName } from './token-format.ts';

const ring = keyring(createSecretKey(Buffer.alloc(32, 1)));
const DAY_MS = 24 * 60 * 60 * 1000;

function start({ purpose = 1, sealsMax = 2 ** 32, keys = ring } = {}) {
  const clock = fixedClock(1_790_000_000_000);
  return { clock, runs: issuingRuns({ keyring: keys, purpose, entropy: seededEntropy('runs'), clock, sealsMax }) };
}

it('stays in one run for a day, then begins another', () => {
  const { clock, runs } = start();
  const first = runs.forSeal();
  clock.advance(DAY_MS - 1);
  expect(runs.forSeal()).toBe(first);
  clock.advance(1);
  const second = runs.forSeal();
  expect(second.name).not.toBe(first.name);
  expect(second.key.equals(first.key)).toBe(false);
});

it('begins another run when the clock was set back', () => {
  const { clock, runs } = start();
  const first = runs.forSeal();
  clock.advance(-1);
  expect(runs.forSeal()).not.toBe(first);
});

it('begins another run before a key has sealed too often', () => {
  const { runs } = start({ sealsMax: 3 });
  const names = Array.from({ length: 7 }, () => runs.forSeal().name);
  expect(new Set(names.slice(0, 3)).size).toBe(1);
  expect(new Set(names.slice(3, 6)).size).toBe(1);
  expect(new Set(names).size).toBe(3);
});

it('finds the key of a run again on another node, by name alone', () => {
  const sealed = start().runs.forSeal();
  const found = start({ sealsMax: 1 }).runs.byName(sealed.name)!;
  expect(found.key.equals(sealed.key)).toBe(true);
});

it('knows no run of another root key', () => {
  const other = keyring(createSecretKey(Buffer.alloc(32, 2)));
  expect(start().runs.byName(start({ keys: other }).runs.forSeal().name)).toBeUndefined();
});

it('attack/B02 gives another purpose another key for the same salt', () => {
  const run = start({ purpose: 1 }).runs.forSeal();
  expect(start({ purpose: 2 }).runs.byName(run.name)!.key.equals(run.key)).toBe(false);
});

it('keeps no run that nobody vouched for, and lets made-up salts push none out', () => {
  const { runs } = start();
  const made = (i: number) => runName(ring.active.kidBytes, Buffer.alloc(16, i));
  expect(runs.byName(made(1))).not.toBe(runs.byName(made(1)));
  const current = runs.forSeal();
  for (let i = 0; i < 2000; i++) runs.byName(runName(ring.active.kidBytes, Buffer.from(String(i).padStart(16))));
  expect(runs.byName(current.name)).toBe(current);
});

it('keeps the run of a token that opened', () => {
  const { runs } = start();
  const run = runs.byName(runName(ring.active.kidBytes, Buffer.alloc(16, 9)))!;
  runs.remember(run);
  expect(runs.byName(run.name)).toBe(run);
});

it('keeps at most 1,024 runs, and opens the others all the same', () => {
  const { runs } = start();
  const all = Array.from(
    { length: 1100 },
    (_, i) => runs.byName(runName(ring.active.kidBytes, Buffer.from(String(i).padStart(16))))!,
  );
  for (const run of all) runs.remember(run);
  expect(all.filter((run) => runs.byName(run.name) === run)).toHaveLength(1024);
  expect(runs.byName(all[0]!.name)?.key.equals(all[0]!.key)).toBe(true);
});
