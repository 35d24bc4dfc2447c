import { createSecretKey, type KeyObject } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { auditKey } from '../audit/index.ts';
import { type Clock, secondsOf } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import type { RotatedKey } from '../cli/house.ts';
import { Refusal } from '../cli/refusal.ts';
import { Corrupt } from '../store/refusal.ts';
import type { Store } from '../store/store.ts';
import { secretBox } from '../token/box.ts';
import { KEY_BYTES, type RootKeys } from '../token/key-lines.ts';
import { canShareRing, kidOf } from '../token/keyring.ts';
import { RootKeyRefused, replaceRootKeys } from '../token/root-key.ts';
import { type HeldKeys, take } from './held-keys.ts';
import { resealWith } from './reseal.ts';

/** Gives a store another root key while it is used (docs/decisions/key-rotation.md). */
export interface KeyRotation {
  /** Resolves when the new key is in force and every row is under it. With `retireNow` the keys before are gone too. */
  rotate(retireNow: boolean): Promise<RotatedKey>;
  /** Goes on with what a crash interrupted, and forgets keys whose time has come. */
  tend(): Promise<void>;
  /** Lets what is under way stop where it is; it is gone on with at the next start. */
  stop(): Promise<void>;
}

interface House {
  readonly keys: HeldKeys;
  readonly store: Pick<Store, 'renewal'>;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/** The longest that a session lives: GetSessionToken and GetFederationToken give 36 hours (sts.md 3.0). */
const SESSION_SECONDS_MAX = 129_600;

/** A request under way may have sealed a secret under the key before, and write it a moment later. */
const SETTLE_MS = 2000;

/** Keys that one ring holds: they are told apart by a byte. */
const RETIRING_MAX = 64;

export function keyRotation({ keys, store, clock, entropy }: House): KeyRotation {
  const reseal = resealWith(secretBox({ keyring: keys.ring, entropy }));
  const stopping = new AbortController();
  let tail: Promise<unknown> = Promise.resolve();

  /** One after the other: two rotations at once are two rotations. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = tail.then(work);
    tail = turn.catch(() => {});
    return turn;
  }

  /** Puts keys into the file, and then into the hands of whoever uses them. */
  function hold(next: RootKeys): void {
    replaceRootKeys(keys.file, next, entropy);
    take(keys, next);
  }

  const renew = () => store.renewal.renew(reseal, stopping.signal);

  /** Steps 3 to 5: whatever was begun, by this process or by one that was killed. */
  async function finish(): Promise<number> {
    if (keys.held.before.every(({ untilSeconds }) => untilSeconds !== undefined)) return 0;
    const written = await renew();
    const until = secondsOf(clock) + SESSION_SECONDS_MAX;
    const before = keys.held.before.map(({ key, untilSeconds = until }) => ({ key, untilSeconds }));
    hold({ ...keys.held, before });
    return written;
  }

  async function forget(isOver: (untilSeconds: number) => boolean): Promise<void> {
    const kept = keys.held.before.filter(({ untilSeconds }) => untilSeconds === undefined || !isOver(untilSeconds));
    if (kept.length === keys.held.before.length) return;
    // Nothing may be left under what is about to go: not even what was sealed before and written after the rows were done.
    await renew();
    hold({ ...keys.held, before: kept });
  }

  return {
    rotate: (retireNow) =>
      inTurn(async () => {
        await finish();
        const { active, before, audit } = keys.held;
        if (before.length >= RETIRING_MAX) throw new Refusal(TOO_MANY);
        const next = newKey(keys.held, entropy);
        hold({
          active: next,
          before: [{ key: active, untilSeconds: undefined }, ...before],
          audit: audit ?? auditKey(keys.ring),
        });
        const rows = await finish();
        if (retireNow) {
          await pause(SETTLE_MS, undefined, { signal: stopping.signal });
          await forget(() => true);
        }
        const [last] = keys.held.before;
        return {
          key: kidOf(next),
          before: kidOf(active),
          rows,
          sessionsUntil:
            last?.untilSeconds === undefined ? undefined : new Date(last.untilSeconds * 1000).toISOString(),
        };
      }).catch(inWords),

    tend: () =>
      inTurn(async () => {
        await finish();
        await forget((until) => until <= secondsOf(clock));
      }),

    async stop() {
      stopping.abort();
      await tail;
    },
  };
}

/** A key that no other in the ring can be taken for. */
function newKey({ active, before }: RootKeys, entropy: Entropy): KeyObject {
  const others = [active, ...before.map(({ key }) => key)];
  for (let attempt = 0; attempt < 1000; attempt++) {
    const key = createSecretKey(entropy.bytes(KEY_BYTES));
    if (others.every((other) => canShareRing(key, other))) return key;
  }
  throw new Error('no key was found that differs from the others');
}

const TOO_MANY = `${RETIRING_MAX} keys are still retiring: --retire-now takes them away, with all sessions under them`;

/** What an operator can do something about, as a sentence. */
function inWords(error: unknown): never {
  if (error instanceof RootKeyRefused) throw new Refusal(error.message);
  if (error instanceof Corrupt) {
    throw new Refusal(`${error.message}: the rotation has begun, and goes on at the next start once that is mended`);
  }
  throw error;
}
