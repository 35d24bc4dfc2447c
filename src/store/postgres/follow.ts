import type { Kysely } from 'kysely';
import { CHANGES_KEPT, readChanges, readCounter } from '../change-log.ts';
import type { Listener } from '../engine.ts';
import type { Schema } from '../rows.ts';
import { EVERY_ACCOUNT } from '../store.ts';

/** How often another node's changes are looked for: as long as that, and one load, this node may go on with what it knows. */
const EVERY_MS = 250;
/** Changes that are told one by one; with more, forgetting everything costs less than reading them. */
const BEHIND_MAX = 10_000;

/** Watches for changes that other nodes commit. */
export interface Follower {
  /** This change has been told of. */
  told(sequence: number): void;
  stop(): Promise<void>;
}

/**
 * Reads the change sequence again and again, from `seen` on, and tells of what this process did not do itself. Numbers become
 * visible in their order and without gaps (change-log.ts), so nothing is missed. Whoever has fallen further behind than
 * changes are kept, or finds the counter set back by a restored backup, tells that every account has changed.
 *
 * While the database does not answer nothing is told: what this node knows then grows old.
 */
export function follow(reading: Kysely<Schema>, seen: number, tell: Listener): Follower {
  let last = seen;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  const told = new Set<number>();

  async function look(): Promise<void> {
    // Taken before the look: one that is told of meanwhile may be newer than what is seen.
    const known = Math.max(last, ...told);
    const now = await readCounter(reading);
    if (now === last && now === known) return;
    if (now < known || now - last > Math.min(BEHIND_MAX, CHANGES_KEPT)) tell(EVERY_ACCOUNT, now);
    else
      for (const [sequence, accounts] of await readChanges(reading, last, now)) {
        if (!told.has(sequence)) tell(accounts, sequence);
      }
    for (const sequence of told) if (sequence <= now) told.delete(sequence);
    last = now;
  }

  const later = (): void => {
    timer = setTimeout(() => {
      round = look()
        .catch(() => {})
        .finally(() => {
          if (!isStopped) later();
        });
    }, EVERY_MS);
    timer.unref();
  };
  later();

  return {
    told: (sequence) => void told.add(sequence),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
