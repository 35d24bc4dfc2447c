import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../base/clock.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { RequestEvent } from '../operation/request-event.ts';
import { recipientOf, sayEvents } from './event.ts';
import { lineBuffer, type TakenLines } from './line-buffer.ts';
import { textsOf } from './lines.ts';
import type { TrailFiles } from './trail-files.ts';

/**
 * Brings the events of requests to the trail, off the path of their answers: turned into pieces of lines at once, gathered, handed on together,
 * written, synced. Memory is bounded. What does not fit is counted, and the trail
 * says so in a line of its own when it can be written again.
 */
export interface Audit {
  /** Neither throws nor waits. */
  remember(event: RequestEvent): void;
  /** Takes an event that is written already; `committedAs` where it was committed with a change. */
  file(line: string, committedAs?: string): void;
  /** Takes an event that is written already, where there is room. */
  offer(line: string, atMs: number): void;
  /** Whether the trail keeps up. While it does not, nothing may change. */
  keepsUp(): boolean;
  /** Ids of events of changes that stand in the trail since this was asked the last time. */
  takeFiled(): readonly string[];
  state(): AuditState;
  /** Resolves when nothing waits. */
  flush(): Promise<void>;
  /** Writes what is gathered, or gives up on it after a while, and ends the trail. */
  close(): Promise<void>;
}

export interface AuditState {
  /** Events that wait to be written. */
  readonly waiting: number;
  /** Events that the trail does not have, since the start. */
  readonly lost: number;
  readonly broken: boolean;
}

export interface AuditLimits {
  /** How long lines are gathered: the rest of the 100 ms is the disk's. */
  readonly gatherMs: number;
  /** How long what is written may not be on disk yet: it outlives this process, and not a power cut. */
  readonly syncMs: number;
  /** Lines that may wait, beside those that are being written. */
  readonly bytesMax: number;
  /** A write that takes longer than this counts as a trail that cannot be written. */
  readonly stallMs: number;
  readonly retryMs: number;
  /** At the end: how long to wait for a disk that does not take it. */
  readonly closeMs: number;
}

const LIMITS: AuditLimits = {
  gatherMs: 50,
  syncMs: 1000,
  bytesMax: 16 * 1024 * 1024,
  stallMs: 5000,
  retryMs: 500,
  closeMs: 5000,
};

export function audit(house: {
  readonly trail: TrailFiles;
  readonly clock: Clock;
  /** A fresh UUID. */
  readonly newId: () => string;
  readonly limits?: Partial<AuditLimits> | undefined;
  /** Told when the trail cannot be written, and when it can again; when events are lost. */
  readonly onTrouble?: ((trouble: Trouble) => void) | undefined;
}): Audit {
  const { trail, clock, newId, onTrouble = () => {} } = house;
  const limits = { ...LIMITS, ...house.limits };
  const waiting = lineBuffer();
  let underWay: TakenLines | undefined;
  let filed: string[] = [];
  /** What is written and not known to be on disk. */
  let unsynced: Unsynced = { events: 0, committed: [] };
  let syncedAtMs = Number.NEGATIVE_INFINITY;
  let lost = 0;
  let gap: Gap | undefined;
  let isBroken = false;
  let writingSinceMs: number | undefined;
  let pumping: Promise<void> | undefined;
  let hurry: (() => void) | undefined;
  let isHurried = false;

  return {
    remember(event) {
      const recipient = recipientOf(event);
      if (recipient === undefined) return;
      // Now, while all that it is made of is in the processor's caches: a moment later it would cost half as much again.
      say(event, recipient);
      start();
    },
    file,
    offer: (line, atMs) => (waiting.bytes >= limits.bytesMax ? lose(atMs) : file(line)),
    keepsUp: () =>
      !isBroken &&
      waiting.bytes < limits.bytesMax &&
      (writingSinceMs === undefined || performance.now() - writingSinceMs < limits.stallMs),
    takeFiled() {
      const taken = filed;
      filed = [];
      return taken;
    },
    state: () => ({ waiting: waiting.events + (underWay?.lines ?? 0), lost, broken: isBroken }),
    async flush() {
      isHurried = true;
      hurry?.();
      await pumping;
      isHurried = false;
    },
    async close() {
      isHurried = true;
      hurry?.();
      await Promise.race([pumping, pause(limits.closeMs, undefined, { ref: false })]);
      // A write that hangs holds its file.
      if (pumping === undefined) await trail.close();
    },
  };

  function say(event: RequestEvent, recipient: string): void {
    try {
      // The event of a change that is committed waits in any case: it was let through, and there are few of them.
      if (event.committedAs !== undefined || waiting.bytes < limits.bytesMax) sayEvents(event, recipient, waiting);
      else lose(event.startedAtMs, textsOf((to) => sayEvents(event, recipient, to)).length);
    } catch (error) {
      // One event that cannot be written must not hold up the others; it is a bug, and is not passed over in silence.
      waiting.dropLine();
      onTrouble({ kind: 'unwritable', error });
      lose(event.startedAtMs);
    }
  }

  function file(line: string, committedAs?: string): void {
    waiting.text(line);
    waiting.end(undefined, committedAs);
    start();
  }

  function lose(atMs: number, events = 1): void {
    lost += events;
    if (gap === undefined) onTrouble({ kind: 'losing' });
    gap = { lost: (gap?.lost ?? 0) + events, unsure: gap?.unsure ?? 0, fromMs: gap?.fromMs ?? atMs, toMs: atMs };
    start();
  }

  function start(): void {
    trail.wake();
    pumping ??= pump().finally(() => {
      pumping = undefined;
    });
  }

  /**
   * Writes until nothing waits, and then once more to the disk. Under load a sync for every few events would cost more than all the rest, so each time
   * some gather, and the disk is asked once a second.
   */
  async function pump(): Promise<void> {
    do {
      await gathering();
      if (waiting.events > 0 || gap !== undefined) await writeOnce();
      if (isHurried || isBroken || performance.now() - syncedAtMs >= limits.syncMs) await syncOnce();
      if (isBroken) await pause(limits.retryMs, undefined, { ref: false });
    } while (waiting.events > 0 || gap !== undefined || unsynced.events > 0);
  }

  async function writeOnce(): Promise<void> {
    const { events } = waiting;
    const marked = gap;
    if (marked !== undefined) {
      waiting.text(gapLine(marked));
      waiting.end();
    }
    const taken = waiting.take();
    underWay = taken;
    while (!(await tried(() => trail.append(taken)))) {
      doubt();
      await pause(limits.retryMs, undefined, { ref: false });
    }
    underWay = undefined;
    unsynced = { events: unsynced.events + events, committed: [...unsynced.committed, ...taken.committed] };
    waiting.giveBack(taken);
    gap = gapAfter(marked, gap);
  }

  async function syncOnce(): Promise<void> {
    if (!(await tried(trail.sync))) return doubt();
    filed.push(...unsynced.committed);
    unsynced = { events: 0, committed: [] };
    syncedAtMs = performance.now();
    if (isBroken) onTrouble({ kind: 'mended' });
    isBroken = false;
  }

  /** What was written before a failure may be lost: the trail says so, and the events of changes stay in the outbox for the next start. */
  function doubt(): void {
    const { events } = unsynced;
    unsynced = { events: 0, committed: [] };
    if (events === 0) return;
    const nowMs = clock.now();
    const { lost: before = 0, unsure = 0, fromMs = nowMs - limits.syncMs } = gap ?? {};
    gap = { lost: before, unsure: unsure + events, fromMs, toMs: nowMs };
  }

  async function gathering(): Promise<void> {
    if (isHurried) return;
    await new Promise<void>((resolve) => {
      const moment = setTimeout(resolve, limits.gatherMs);
      hurry = () => {
        clearTimeout(moment);
        resolve();
      };
    });
    hurry = undefined;
  }

  async function tried(work: () => Promise<unknown>): Promise<boolean> {
    writingSinceMs = performance.now();
    try {
      await work();
      return true;
    } catch (error) {
      if (!isBroken) onTrouble({ kind: 'broken', error });
      isBroken = true;
      return false;
    } finally {
      writingSinceMs = undefined;
    }
  }

  /** A line for events that are missing: nobody takes a gap for silence. */
  function gapLine({ lost: count, unsure, fromMs, toMs }: Gap): string {
    return JSON.stringify({
      eventVersion: '1.11',
      eventTime: isoSecond(clock.now()),
      eventSource: 'rolecall',
      eventName: 'TrailGap',
      eventType: 'RolecallTrail',
      eventID: newId(),
      additionalEventData: { lost: count, unsure, from: isoSecond(fromMs), to: isoSecond(toMs) },
    });
  }
}

export type Trouble =
  | { readonly kind: 'broken' | 'unwritable'; readonly error: unknown }
  | { readonly kind: 'mended' | 'losing' };

interface Unsynced {
  readonly events: number;
  /** Ids of those that were committed with changes. */
  readonly committed: readonly string[];
}

interface Gap {
  /** Events that there was no room for. */
  readonly lost: number;
  /** Events that were written before a sync that failed: the file may have them. */
  readonly unsure: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What of a gap is not told yet: it may have grown while its line was written. */
function gapAfter(told: Gap | undefined, now: Gap | undefined): Gap | undefined {
  if (told === undefined || now === undefined) return now;
  const rest = { ...now, lost: now.lost - told.lost, unsure: now.unsure - told.unsure };
  return rest.lost + rest.unsure === 0 ? undefined : rest;
}
