import { setImmediate as immediate, setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import { uuid } from '../base/identifiers.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { RequestEvent } from '../operation/request-event.ts';
import { recipientOf, type WrittenEvent, writtenEvents } from './event.ts';
import type { OpenTrail } from './open-trail.ts';

/**
 * Takes the events of requests off the path of their answers and brings them to the trail: gathered for a moment, written together,
 * synced. Memory is bounded. What does not fit is counted, and the trail says so in a line of its own when it can be written again.
 */
export interface Audit {
  /** Neither throws nor waits. */
  remember(event: RequestEvent): void;
  /** Takes an event that was committed with its change, and is written already. */
  file(committed: CommittedEvent): void;
  /** Whether the trail keeps up. While it does not, nothing may change. */
  keepsUp(): boolean;
  /** Appends events that are written already. */
  append(events: readonly WrittenEvent[]): Promise<void>;
  /** Ids of events of changes that stand in the trail since this was asked the last time. */
  takeFiled(): readonly string[];
  state(): AuditState;
  /** Resolves when nothing waits. */
  flush(): Promise<void>;
  /** Writes what is gathered, or gives up on it after a while, and ends the trail. */
  close(): Promise<void>;
}

export interface CommittedEvent {
  readonly committedAs: string;
  readonly text: string;
}

export interface AuditState {
  readonly waiting: number;
  /** Events that the trail does not have, since the start. */
  readonly lost: number;
  readonly broken: boolean;
}

export interface AuditLimits {
  /** How long events are gathered: the rest of the 100 ms is the disk's. */
  readonly gatherMs: number;
  readonly eventsMax: number;
  /** Bodies of requests that wait: what an event holds on to is about as large. */
  readonly bytesMax: number;
  /** A write that takes longer than this counts as a trail that cannot be written. */
  readonly stallMs: number;
  readonly retryMs: number;
  /** At the end: how long to wait for a disk that does not take it. */
  readonly closeMs: number;
}

const LIMITS: AuditLimits = {
  gatherMs: 25,
  eventsMax: 10_000,
  bytesMax: 32 * 1024 * 1024,
  stallMs: 5000,
  retryMs: 500,
  closeMs: 5000,
};

const BATCH_MAX = 4096;
/** Events that are turned into text in one go, while requests wait. */
const SLICE = 128;

export function audit(house: {
  readonly trail: OpenTrail;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly limits?: Partial<AuditLimits> | undefined;
  /** Told when the trail cannot be written, and when it can again; when events are lost. */
  readonly onTrouble?: ((trouble: Trouble) => void) | undefined;
}): Audit {
  const { trail, clock, entropy, onTrouble = () => {} } = house;
  const limits = { ...LIMITS, ...house.limits };
  let waiting: (RequestEvent | CommittedEvent)[] = [];
  let waitingBytes = 0;
  let filed: string[] = [];
  let lost = 0;
  let gap: Gap | undefined;
  let isBroken = false;
  let writingSinceMs: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pumping: Promise<void> | undefined;
  let isClosing = false;

  return {
    remember(event) {
      if (recipientOf(event) === undefined) return;
      const isFull = waiting.length >= limits.eventsMax || waitingBytes >= limits.bytesMax;
      // The event of a change that is committed waits in any case: it was let through, and there are few of them.
      if (isFull && event.committedAs === undefined) return lose(event.startedAtMs);
      waitingBytes += event.bodyBytes;
      wait(event);
    },
    file: wait,
    keepsUp: () =>
      !isBroken &&
      !isClosing &&
      waiting.length < limits.eventsMax &&
      waitingBytes < limits.bytesMax &&
      (writingSinceMs === undefined || performance.now() - writingSinceMs < limits.stallMs),
    async append(events) {
      await pumping;
      await trail.append(events);
    },
    takeFiled() {
      const taken = filed;
      filed = [];
      return taken;
    },
    async flush() {
      start();
      await pumping;
    },
    state: () => ({ waiting: waiting.length, lost, broken: isBroken }),
    async close() {
      isClosing = true;
      start();
      await Promise.race([pumping, pause(limits.closeMs, undefined, { ref: false })]);
      if (pumping === undefined) await trail.close();
    },
  };

  function wait(event: RequestEvent | CommittedEvent): void {
    waiting.push(event);
    if (timer === undefined && pumping === undefined) timer = setTimeout(start, limits.gatherMs);
  }

  function lose(startedAtMs: number): void {
    lost++;
    if (gap === undefined) onTrouble({ kind: 'losing' });
    gap = { count: (gap?.count ?? 0) + 1, fromMs: gap?.fromMs ?? startedAtMs, toMs: startedAtMs };
  }

  function start(): void {
    clearTimeout(timer);
    timer = undefined;
    pumping ??= pump().finally(() => {
      pumping = undefined;
    });
  }

  /** Writes until nothing waits. What the disk does not take is tried again. */
  async function pump(): Promise<void> {
    while (waiting.length > 0 || gap !== undefined) {
      const events = waiting.slice(0, BATCH_MAX);
      const marked = gap;
      const written: WrittenEvent[] = [];
      for (let at = 0; at < events.length; at += SLICE) {
        if (at > 0) await immediate();
        for (const event of events.slice(at, at + SLICE)) written.push(...textsOf(event));
      }
      if (marked !== undefined) written.push(gapLine(marked));
      while (!(await tried(written))) {
        if (isClosing) return;
        await pause(limits.retryMs, undefined, { ref: false });
      }
      waiting = waiting.slice(events.length);
      for (const event of events) {
        if ('bodyBytes' in event) waitingBytes -= event.bodyBytes;
        if (event.committedAs !== undefined) filed.push(event.committedAs);
      }
      gap = gapAfter(marked, gap);
    }
  }

  async function tried(written: readonly WrittenEvent[]): Promise<boolean> {
    writingSinceMs = performance.now();
    try {
      await trail.append(written);
      if (isBroken) onTrouble({ kind: 'mended' });
      isBroken = false;
      return true;
    } catch (error) {
      if (!isBroken) onTrouble({ kind: 'broken', error });
      isBroken = true;
      return false;
    } finally {
      writingSinceMs = undefined;
    }
  }

  function textsOf(event: RequestEvent | CommittedEvent): readonly WrittenEvent[] {
    if ('text' in event) return [{ text: event.text, documents: [] }];
    try {
      const ids = { first: event.committedAs ?? uuid(entropy), next: () => uuid(entropy) };
      return writtenEvents(event, recipientOf(event)!, ids);
    } catch (error) {
      // One event that cannot be written must not hold up the others; it is a bug, and is not passed over in silence.
      onTrouble({ kind: 'unwritable', error });
      lose(event.startedAtMs);
      return [];
    }
  }

  /** A line for events that are missing: nobody takes a gap for silence. */
  function gapLine({ count, fromMs, toMs }: Gap): WrittenEvent {
    const text = JSON.stringify({
      eventVersion: '1.11',
      eventTime: isoSecond(clock.now()),
      eventSource: 'rolecall',
      eventName: 'TrailGap',
      eventType: 'RolecallTrail',
      eventID: uuid(entropy),
      additionalEventData: { lost: count, from: isoSecond(fromMs), to: isoSecond(toMs) },
    });
    return { text, documents: [] };
  }
}

export type Trouble =
  | { readonly kind: 'broken' | 'unwritable'; readonly error: unknown }
  | { readonly kind: 'mended' | 'losing' };

interface Gap {
  readonly count: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What of a gap is not told yet: it may have grown while its line was written. */
function gapAfter(told: Gap | undefined, now: Gap | undefined): Gap | undefined {
  if (told === undefined || now === undefined) return now;
  const count = now.count - told.count;
  return count === 0 ? undefined : { ...now, count };
}
