import { accountSettings, issuerKeys, jobs, organizations, usages } from './account-tables.ts';
import { auditOutbox, trailHeads } from './audit-tables.ts';
import type { Rows } from './rows.ts';
import type { Reads } from './store.ts';

type AccountReads = Pick<
  Reads,
  'accountSettings' | 'issuerKeys' | 'organizations' | 'jobs' | 'usages' | 'usedOnce' | 'audit'
>;

/** What can be asked about whole accounts: their settings, organisation, pending work, use, and what their audit trail has in the database. */
export function accountReads(rows: Rows): AccountReads {
  return {
    accountSettings: {
      of: (account) => rows.one(accountSettings, { account }),
      byAlias: (alias) => rows.one(accountSettings, { alias }),
    },
    issuerKeys: {
      of: (account) => rows.many(issuerKeys, { account }, (query) => query.orderBy('number').orderBy('kid')),
    },
    organizations: {
      list: () => rows.many(organizations, {}, (query) => query.orderBy('id')),
    },
    jobs: {
      byId: (account, id) => rows.one(jobs, { account, id }),
      latest: async (account, kind) => {
        const newest = await rows.many(jobs, { account, kind }, (query) =>
          query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(1),
        );
        return newest[0];
      },
    },
    usages: {
      of: (account, subject) => rows.many(usages, { account, subject }, (query) => query.orderBy('what')),
      one: (account, subject, what) => rows.one(usages, { account, subject, what }),
    },
    usedOnce: {
      has: async ({ account, what, digest }) => (await rows.count('used_once', { account, what, digest })) > 0,
    },
    audit: {
      outbox: () => rows.many(auditOutbox, {}, (query) => query.orderBy('created_at').orderBy('id')),
      head: (trail) => rows.one(trailHeads, { trail }),
    },
  };
}
