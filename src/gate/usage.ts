import type { RequestEvent } from '../operation/request-event.ts';
import type { Caller } from '../principal/caller.ts';
import type { UsageRecord } from '../store/account-records.ts';
import type { Reads, Store } from '../store/store.ts';

/**
 * Notes which key, user and role was last seen, with which service and action: what GetAccessKeyLastUsed, RoleLastUsed
 * and the service-last-accessed reports tell. Noting costs no write; `flush` brings what is new to the store.
 *
 * Only what was proven counts: an access key id that somebody merely names leaves no trace. Refused calls count, as
 * they do at AWS, where the reports are of attempts.
 */
export interface UsageLedger {
  note(event: NotedEvent): void;
  /** Writes what was noted since the last time. Owed before the store is closed. */
  flush(): Promise<void>;
}

export type NotedEvent = Pick<
  RequestEvent,
  'caller' | 'service' | 'action' | 'isKnown' | 'region' | 'startedAtMs' | 'forwarded'
>;

/** A subject is written at most so often for one thing, however busy it is. AWS itself may lag by hours. */
const GRAIN_SECONDS = 60;
/** What is remembered of a minute, before it begins anew; what may wait to be written: beyond that a use is noted next time. */
const SEEN_MAX = 100_000;
const WAITING_MAX = 10_000;

export function usageLedger({ store }: { readonly store: Store }): UsageLedger {
  /** What was noted in this minute. */
  let seen = new Set<string>();
  let minute = 0;
  let waiting = new Map<string, UsageRecord>();

  /** Whether the name was noted in this minute; if not, it is from now on. */
  const isFresh = (name: string, at: number): boolean => {
    const now = Math.floor(at / GRAIN_SECONDS);
    if (now !== minute || seen.size >= SEEN_MAX) {
      seen = new Set();
      minute = now;
    }
    if (seen.has(name)) return true;
    seen.add(name);
    return false;
  };

  function noteCall(event: Omit<NotedEvent, 'forwarded'>, counts: (use: Use) => boolean): void {
    const { caller, service, action, isKnown } = event;
    if (caller === undefined || caller.accessKeyId === '' || service === undefined) return;
    if (waiting.size >= WAITING_MAX) return;
    const at = Math.floor(event.startedAtMs / 1000);
    const subject = subjectOf(caller);
    // Most requests are like one just before: they cost one look, and no list of what they show in use.
    const who = caller.session === undefined ? caller.accessKeyId : subject;
    if (isFresh(`${who} ${service}:${isKnown ? action : ''}`, at)) return;
    for (const use of usesOf({ ...event, caller, service }, subject)) {
      const name = `${use.subject} ${use.what}`;
      if (counts(use) && !isFresh(name, at)) waiting.set(name, { ...use, at });
    }
  }

  return {
    note(event) {
      noteCall(event, () => true);
      const { forwarded, startedAtMs } = event;
      if (forwarded !== undefined)
        noteCall({ ...forwarded, startedAtMs, action: undefined, isKnown: false }, isKeyOrRole);
    },
    async flush() {
      if (waiting.size === 0) return;
      const uses = [...waiting.values()];
      waiting = new Map();
      await store.change(async (tx) => {
        for (const use of uses) if (await exists(tx, use)) await tx.put.usage(use);
      });
    },
  };
}

type Use = Omit<UsageRecord, 'at'>;

/** What counts of requests that other services received. They name themselves, and names that somebody makes up would fill the table. */
const isKeyOrRole = ({ what }: Use): boolean => what === 'key' || what === 'role';

/** The user or role that calls, or the account where it is neither. */
const subjectOf = ({ user, session, account }: Caller): string =>
  user?.id ?? (session?.kind === 'role' ? session.roleId : account);

/** What one request shows in use: the long-term key, the user, role or root behind it, the service and the action. */
function usesOf(proven: Proven, subject: string): readonly Use[] {
  const { caller, service, action, isKnown, region = '' } = proven;
  const { account, accessKeyId, arn } = caller;
  const use = (of: string, what: string): Use => ({ account, subject: of, what, service, region, seenBy: arn });
  return [
    ...(caller.session === undefined ? [use(accessKeyId, 'key')] : []),
    ...(caller.session?.kind === 'role' ? [use(subject, 'role')] : []),
    use(subject, `service:${service}`),
    // Names that somebody makes up would fill the table.
    ...(isKnown ? [use(subject, `action:${service}:${action}`)] : []),
  ];
}

/** What is noted of a request whose caller is proven. */
type Proven = Parameters<UsageLedger['note']>[0] & { readonly caller: Caller; readonly service: string };

/** Whether the subject is still there: one that was deleted in between must not be remembered for ever. */
async function exists(reads: Reads, { account, subject, what }: UsageRecord): Promise<boolean> {
  if (what === 'key') return (await reads.keys.byId(subject)) !== undefined;
  if (subject === account) return (await reads.accounts.byId(account)) !== undefined;
  return ((await reads.users.byId(account, subject)) ?? (await reads.roles.byId(account, subject))) !== undefined;
}
