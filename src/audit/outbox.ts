import type { Clock } from '../base/clock.ts';
import { secondsOf } from '../base/clock.ts';
import type { RequestEvent } from '../operation/request-event.ts';
import type { OutboxRecord } from '../store/audit-records.ts';
import { Unavailable } from '../store/refusal.ts';
import type { Store } from '../store/store.ts';
import { recipientOf, sayEvents } from './event.ts';
import { eventIdOf } from './event-ids.ts';
import { textsOf } from './lines.ts';
import { countedFiles } from './read-trail.ts';
import type { Head } from './trail-place.ts';

/** An event, written before it is known what the work that it is about will answer. */
export interface DraftEvent {
  readonly id: string;
  readonly account: string;
  readonly text: string;
}

/**
 * A store each of whose changes commits an event too, so that there is no change without its record and no record of a change that was
 * rolled back. All changes of one piece of work have one event, which the last of them writes.
 */
export function recordedStore(
  store: Store,
  recording: {
    readonly trail: string;
    readonly clock: Clock;
    readonly keepsUp: () => boolean;
    readonly draft: () => DraftEvent;
    readonly committed: (draft: DraftEvent) => void;
  },
): Store {
  const { trail, clock, keepsUp, draft, committed } = recording;
  return {
    ...store,
    async change(work) {
      // Before anything is done: a change whose record cannot be brought to the trail is none (security.md J05).
      if (!keepsUp()) throw new Unavailable('the audit trail cannot be written', undefined);
      let written: DraftEvent | undefined;
      const done = await store.change(async (tx) => {
        const result = await work(tx);
        written = draft();
        const { id, account, text } = written;
        await tx.put.outbox({ id, trail, account, createdAt: secondsOf(clock), event: text });
        return result;
      });
      committed(written!);
      return done;
    },
  };
}

/** The event of a request that is about to change something. */
export function requestDraft(event: RequestEvent): DraftEvent {
  const account = recipientOf(event);
  if (account === undefined) throw new Error('nobody changes something');
  return { id: eventIdOf(event.id), account, text: textsOf((to) => sayEvents(event, account, to))[0]! };
}

/** Takes out of the outbox what stands in the trail, and notes how far the trail has come. */
export async function settle(store: Store, trail: string, filed: readonly string[], head: Head): Promise<void> {
  await store.change(async (tx) => {
    await tx.remove.outbox(filed);
    await tx.put.trailHead({ trail, ...head });
  });
}

/** A file that was last written this long before an event cannot hold it: clocks may disagree a little. */
const SLACK_MS = 3_600_000;

/**
 * Events of changes that a crash has left in the outbox and that the files do not hold yet. An event is held where a line that counts
 * has its id, so that none is written twice.
 */
export function leftBehind(rows: readonly OutboxRecord[], folder: string): readonly OutboxRecord[] {
  let missing = rows;
  const oldestMs = Math.min(...rows.map(({ createdAt }) => createdAt * 1000)) - SLACK_MS;
  for (const file of countedFiles(folder).toReversed()) {
    if (missing.length === 0 || file.modifiedAtMs < oldestMs) break;
    const text = file.withTail();
    missing = missing.filter(({ id }) => !text.includes(`"eventID":"${id}"`));
  }
  return missing;
}
