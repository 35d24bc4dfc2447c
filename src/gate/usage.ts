import { LRUCache } from 'lru-cache';
import type { RequestEvent } from '../operation/request-event.ts';
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
  note(event: Pick<RequestEvent, 'caller' | 'service' | 'action' | 'isKnown' | 'region' | 'startedAtMs'>): void;
  /** Writes what was noted since the last time. Owed before the store is closed. */
  flush(): Promise<void>;
}

/** A subject is written at most so often for one thing, however busy it is. AWS itself may lag by hours. */
const GRAIN_SECONDS = 60;
/** What is remembered as lately written, and what may wait to be written; beyond that a use is noted next time. */
const SEEN_MAX = 100_000;
const WAITING_MAX = 10_000;

export function usageLedger({ store }: { readonly store: Store }): UsageLedger {
  const seen = new LRUCache<string, number>({ max: SEEN_MAX });
  let waiting = new Map<string, UsageRecord>();

  return {
    note(event) {
      const at = Math.floor(event.startedAtMs / 1000);
      for (const use of usesOf(event)) {
        const name = `${use.subject} ${use.what}`;
        if (at < (seen.get(name) ?? Number.NEGATIVE_INFINITY) + GRAIN_SECONDS || waiting.size >= WAITING_MAX) continue;
        seen.set(name, at);
        waiting.set(name, { ...use, at });
      }
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

/** What one request shows in use: the long-term key, the user, role or root behind it, the service and the action. */
function usesOf({ caller, service, action, isKnown, region = '' }: Parameters<UsageLedger['note']>[0]): readonly Use[] {
  if (caller === undefined || caller.accessKeyId === '' || service === undefined) return [];
  const { account, accessKeyId, arn } = caller;
  const subject = caller.user?.id ?? (caller.session?.kind === 'role' ? caller.session.roleId : account);
  const use = (of: string, what: string): Use => ({ account, subject: of, what, service, region, seenBy: arn });
  return [
    ...(caller.session === undefined ? [use(accessKeyId, 'key')] : []),
    ...(caller.session?.kind === 'role' ? [use(subject, 'role')] : []),
    use(subject, `service:${service}`),
    // Names that somebody makes up would fill the table.
    ...(isKnown ? [use(subject, `action:${service}:${action}`)] : []),
  ];
}

/** Whether the subject is still there: one that was deleted in between must not be remembered for ever. */
async function exists(reads: Reads, { account, subject, what }: UsageRecord): Promise<boolean> {
  if (what === 'key') return (await reads.keys.byId(subject)) !== undefined;
  if (subject === account) return (await reads.accounts.byId(account)) !== undefined;
  return ((await reads.users.byId(account, subject)) ?? (await reads.roles.byId(account, subject))) !== undefined;
}
