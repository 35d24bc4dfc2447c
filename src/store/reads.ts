import { type SelectQueryBuilder, sql } from 'kysely';
import { asciiLower } from '../base/ascii.ts';
import type { Rows, Schema } from './rows.ts';
import type { Page, Reads } from './store.ts';
import type { Row } from './table.ts';
import {
  accessKeys,
  accounts,
  attachments,
  inlinePolicies,
  mfaDevices,
  policies,
  policyVersions,
  roles,
  users,
} from './tables.ts';

type Query = SelectQueryBuilder<Schema, string, Row>;

/** All that can be asked of the store, over one connection: the reader's, or that of a change under way. */
export function reads(rows: Rows): Reads {
  return {
    accounts: {
      byId: (id) => rows.one(accounts, { id }),
      list: () => rows.many(accounts, {}, (query) => query.orderBy('id')),
    },
    users: {
      byName: (account, name) => rows.one(users, { account, name_key: asciiLower(name) }),
      byId: (account, id) => rows.one(users, { account, id }),
      list: (account, page) => rows.many(users, { account }, (query) => paged(query, page)),
      count: (account) => rows.count('users', { account }),
    },
    roles: {
      byName: (account, name) => rows.one(roles, { account, name_key: asciiLower(name) }),
      byId: (account, id) => rows.one(roles, { account, id }),
      list: (account, page) => rows.many(roles, { account }, (query) => paged(query, page)),
      count: (account) => rows.count('roles', { account }),
    },
    policies: {
      byName: (account, name) => rows.one(policies, { account, name_key: asciiLower(name) }),
      byId: (account, id) => rows.one(policies, { account, id }),
      list: (account, page) =>
        rows.many(policies, { account }, (query) => paged(page.onlyAttached ? query.where(isAttached) : query, page)),
      count: (account) => rows.count('policies', { account }),
      version: (policyId, version) => rows.one(policyVersions, { policy_id: policyId, version }),
      // `v9` was made before `v10`, and is the shorter text.
      versions: (policyId) =>
        rows.many(policyVersions, { policy_id: policyId }, (query) =>
          query.orderBy(sql`length(version)`).orderBy('version'),
        ),
    },
    inline: {
      of: (ownerId) => rows.many(inlinePolicies, { owner_id: ownerId }, (query) => query.orderBy('name_key')),
      byName: (ownerId, name) => rows.one(inlinePolicies, { owner_id: ownerId, name_key: asciiLower(name) }),
    },
    attachments: {
      of: (ownerId) =>
        rows.many(attachments, { owner_id: ownerId }, (query) => query.orderBy('name_key').orderBy('policy_arn')),
      countOf: (account, policyArn) => rows.count('attachments', { account, policy_arn: policyArn }),
      boundariesOf: async (account, policyArn) =>
        (await rows.count('users', { account, boundary_arn: policyArn })) +
        (await rows.count('roles', { account, boundary_arn: policyArn })),
    },
    keys: {
      byId: (id) => rows.one(accessKeys, { id }),
      of: (account, userId) =>
        rows.many(accessKeys, { account, user_id: userId ?? null }, (query) =>
          query.orderBy('created_at').orderBy('id'),
        ),
    },
    mfa: {
      bySerial: (serial) => rows.one(mfaDevices, { serial }),
      of: (account, userId) =>
        rows.many(mfaDevices, { account, user_id: userId }, (query) => query.orderBy('name_key')),
      list: (account, page) => rows.many(mfaDevices, { account }, (query) => paged(query, page)),
    },
  };
}

function paged(query: Query, { pathPrefix, after, limit }: Page): Query {
  let page = query.orderBy('name_key').limit(limit);
  if (after !== undefined) page = page.where('name_key', '>', after);
  // Not LIKE: `_` and `%` are ordinary letters in a path, and SQLite's LIKE would ignore case.
  if (pathPrefix !== undefined) page = page.where(sql<boolean>`substr(path, 1, length(${pathPrefix})) = ${pathPrefix}`);
  return page;
}

const isAttached = sql<boolean>`exists (select 1 from attachments a where a.account = policies.account and a.policy_arn = policies.arn)`;
