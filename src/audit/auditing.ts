import { type KeyObject, randomUUID } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import type { RequestEvent, Seen } from '../operation/request-event.ts';
import type { SignInEvent } from '../operation/sign-in-event.ts';
import type { Store } from '../store/store.ts';
import { type AuditLimits, type AuditState, audit, type Trouble } from './audit.ts';
import type { Disk } from './disk.ts';
import { lineBuffer } from './line-buffer.ts';
import { openTrail } from './open-trail.ts';
import { operatorEvent } from './operator.ts';
import { leftBehind, recordedStore, requestDraft, settle } from './outbox.ts';
import { signInEvent } from './sign-in.ts';
import type { Head } from './trail-place.ts';
import { trailInThread } from './trail-thread.ts';

/** The audit trail of a running server. */
export interface Auditing {
  readonly trail: string;
  /** Takes the event of a finished request. */
  remember(event: RequestEvent): void;
  /** Takes the event of a sign-in. */
  rememberSignIn(event: SignInEvent): void;
  /** The store for a request that changes something. */
  recorded(store: Store, event: () => RequestEvent, seen: Seen): Store;
  /** The store for a command that an operator gave. */
  recordedFor(store: Store, command: string, question: Readonly<Record<string, unknown>>): Store;
  state(): AuditState;
  head(): Head;
  /** Resolves when nothing waits to be written. */
  flush(): Promise<void>;
  /** Writes what waits and takes it out of the outbox. Owed before the store is closed. */
  close(): Promise<void>;
}

export interface AuditingHouse {
  readonly folder: string;
  readonly key: KeyObject;
  readonly store: Store;
  readonly ownsStore: boolean;
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** Makes the ids of events; they are no secrets. */
  readonly newId?: (() => string) | undefined;
  /** A disk that is written to from this very thread; where there is none, a thread of its own writes to the real one. */
  readonly disk?: Disk | undefined;
  readonly limits?: Partial<AuditLimits> | undefined;
  readonly onTrouble?: ((trouble: Trouble) => void) | undefined;
}

/** How often events that stand in the trail are taken out of the outbox. */
const SETTLE_MS = 5000;
/** How often the database is told how far the trail has come, where nothing else brings a write. */
const HEAD_MS = 60_000;

/**
 * Opens the trail in a folder, brings what a crash has left in the database to it, and goes on with it.
 * `ownsStore`: whether no other server has this store, so that whatever waits in it is ours to write.
 */
export async function openAuditing(house: AuditingHouse): Promise<Auditing> {
  const { folder, store, ownsStore, clock } = house;
  const rows = await store.audit.outbox();
  const opened = openTrail(house);
  const { id } = opened;
  const own = rows.filter((row) => ownsStore || row.trail === id || row.trail === NO_TRAIL);
  const missing = leftBehind(own, folder);
  const newId = house.newId ?? randomUUID;
  // Also where nothing was left: what cannot be written is known before anybody is served.
  const left = lineBuffer();
  for (const { event } of missing) {
    left.text(event);
    left.end();
  }
  await opened.append(left.take());
  await opened.sync();
  if (own.length > 0) {
    const held = own.map((row) => row.id);
    await settle(store, id, held, opened.head());
  }
  const trail = house.disk === undefined ? trailInThread(await opened.leave(), clock) : opened;
  const events = audit({ ...house, trail, newId });

  let toldAtMs = performance.now();
  let told = trail.head().batch;
  const timer = setInterval(() => void bringUp().catch(() => {}), SETTLE_MS);
  timer.unref();
  const common = { trail: id, clock, keepsUp: events.keepsUp };

  return {
    trail: id,
    remember: events.remember,
    rememberSignIn(event) {
      const written = signInEvent(event);
      if (written !== undefined) events.offer(written, event.atMs);
    },
    recorded: (base, event, seen) =>
      recordedStore(base, {
        ...common,
        draft: () => requestDraft(event()),
        committed: ({ id }) => {
          seen.committedAs = id;
        },
      }),
    recordedFor(base, command, question) {
      const eventId = newId();
      return recordedStore(base, {
        ...common,
        draft: () => operatorEvent(eventId, command, question, clock.now()),
        committed: ({ text }) => events.file(text, eventId),
      });
    },
    state: events.state,
    head: trail.head,
    flush: events.flush,
    async close() {
      clearInterval(timer);
      await events.close();
      await bringUp(true).catch(() => {});
    },
  };

  /** What cannot be taken out now is taken out after the next start. */
  async function bringUp(isLast = false): Promise<void> {
    const filed = events.takeFiled();
    const head = trail.head();
    const isDue = isLast || performance.now() - toldAtMs >= HEAD_MS;
    if (filed.length === 0 && (!isDue || head.batch === told)) return;
    await settle(store, id, filed, head);
    toldAtMs = performance.now();
    told = head.batch;
  }
}

/** Of events that were committed where no server ran. */
const NO_TRAIL = '';

/** The store for a command where no server runs: its event waits in the database for the next start. */
export function recordedOffline(
  store: Store,
  { clock }: { readonly clock: Clock },
  command: string,
  question: Readonly<Record<string, unknown>>,
): Store {
  const id = randomUUID();
  return recordedStore(store, {
    trail: NO_TRAIL,
    clock,
    keepsUp: () => true,
    draft: () => operatorEvent(id, command, question, clock.now()),
    committed: () => {},
  });
}
