import { type RawBuilder, sql } from 'kysely';
import { asciiLower } from '../base/ascii.ts';
import { accountReads } from './account-reads.ts';
import { asMade, credentialReads } from './credential-reads.ts';
import { serverCertificates } from './credential-tables.ts';
import { oidcProviders, samlProviders } from './provider-tables.ts';
import type { Query, Rows } from './rows.ts';
import type { Named, Page, Reads } from './store.ts';
import type { Table } from './table.ts';
import {
  accessKeys,
  accounts,
  attachments,
  groups,
  inlinePolicies,
  instanceProfiles,
  memberships,
  mfaDevices,
  policies,
  policyVersions,
  roles,
  users,
} from './tables.ts';

/** All that can be asked of the store, over one connection: the reader's, or that of a change under way. */
export function reads(rows: Rows): Reads {
  return {
    accounts: {
      byId: (id) => rows.one(accounts, { id }),
      byUuid: (uuid) => rows.one(accounts, { uuid }),
      list: () => rows.many(accounts, {}, (query) => query.orderBy('id')),
    },
    users: named(rows, users, (query, { group, boundary, attached }) =>
      where(having(query, { boundary_arn: boundary }), [group, isIn], [attached, isHeldBy('users')]),
    ),
    roles: named(rows, roles, (query, { boundary, attached }) =>
      where(having(query, { boundary_arn: boundary }), [attached, isHeldBy('roles')]),
    ),
    groups: {
      ...named(rows, groups, (query, { member, attached }) =>
        where(query, [member, holds], [attached, isHeldBy('groups')]),
      ),
      hasMember: async (groupId, userId) =>
        (await rows.one(memberships, { group_id: groupId, user_id: userId })) !== undefined,
      countOf: (userId) => rows.count('memberships', { user_id: userId }),
    },
    policies: {
      ...named(rows, policies, (query, { onlyAttached }) => (onlyAttached ? query.where(isAttached) : query)),
      version: (policyId, version) => rows.one(policyVersions, { policy_id: policyId, version }),
      // `v9` was made before `v10`, and is the shorter text.
      versions: (policyId) =>
        rows.many(policyVersions, { policy_id: policyId }, (query) =>
          query.orderBy(sql`length(version)`).orderBy('version'),
        ),
    },
    instanceProfiles: named(rows, instanceProfiles, (query, { role }) => having(query, { role_id: role })),
    oidcProviders: named(rows, oidcProviders),
    samlProviders: named(rows, samlProviders),
    serverCertificates: named(rows, serverCertificates),
    inline: {
      of: (ownerId) => rows.all(inlinePolicies, { owner_id: ownerId }, ['name_key']),
      byName: (ownerId, name) => rows.one(inlinePolicies, { owner_id: ownerId, name_key: asciiLower(name) }),
    },
    attachments: {
      of: (ownerId) => rows.all(attachments, { owner_id: ownerId }, ['name_key', 'policy_arn']),
      ownersOf: (account, policyArn) =>
        rows.many(attachments, { account, policy_arn: policyArn }, (query) => query.orderBy('owner_id')),
      countOf: (account, policyArn) => rows.count('attachments', { account, policy_arn: policyArn }),
      boundariesOf: async (account, policyArn) =>
        (await rows.count('users', { account, boundary_arn: policyArn })) +
        (await rows.count('roles', { account, boundary_arn: policyArn })),
      attachedIn: (account) => rows.distinct('attachments', 'policy_arn', account),
      boundariesIn: async (account) =>
        new Set([
          ...(await rows.distinct('users', 'boundary_arn', account)),
          ...(await rows.distinct('roles', 'boundary_arn', account)),
        ]),
    },
    keys: {
      byId: (id) => rows.one(accessKeys, { id }),
      of: (account, userId) => rows.many(accessKeys, { account, user_id: userId ?? null }, asMade),
    },
    mfa: {
      bySerial: (serial) => rows.one(mfaDevices, { serial }),
      of: (account, userId) =>
        rows.many(mfaDevices, { account, user_id: userId }, (query) => query.orderBy('name_key')),
      list: (account, page) => rows.many(mfaDevices, { account }, (query) => paged(query, page)),
      count: (account) => rows.count('mfa_devices', { account }),
    },
    ...credentialReads(rows),
    ...accountReads(rows),
  };
}

/** What every kind of entity that has a name is asked. */
function named<Entity, Filter = unknown>(
  rows: Rows,
  table: Table<Entity>,
  filtered: (query: Query, filter: Filter) => Query = (query) => query,
): Named<Entity, Filter> {
  return {
    byName: (account, name) => rows.one(table, { account, name_key: asciiLower(name) }),
    byId: (account, id) => rows.one(table, { account, id }),
    list: (account, page) => rows.many(table, { account }, (query) => filtered(paged(query, page), page)),
    count: (account) => rows.count(table.name, { account }),
  };
}

function paged(query: Query, { pathPrefix, after, limit }: Page): Query {
  let page = query.orderBy('name_key').limit(limit);
  if (after !== undefined) page = page.where('name_key', '>', after);
  // Not LIKE: `_` and `%` are ordinary letters in a path, and SQLite's LIKE would ignore case.
  if (pathPrefix !== undefined) page = page.where(sql<boolean>`substr(path, 1, length(${pathPrefix})) = ${pathPrefix}`);
  return page;
}

/** Where a filter is given, the column has to hold it. */
function having(query: Query, filter: Readonly<Record<string, string | undefined>>): Query {
  let narrowed = query;
  for (const [column, cell] of Object.entries(filter)) {
    if (cell !== undefined) narrowed = narrowed.where(column, '=', cell);
  }
  return narrowed;
}

type Condition = readonly [filter: string | undefined, holds: (filter: string) => RawBuilder<boolean>];

/** Where a filter is given, its condition has to hold. */
const where = (query: Query, ...conditions: readonly Condition[]): Query =>
  conditions.reduce((narrowed, [filter, holds]) => {
    return filter === undefined ? narrowed : narrowed.where(holds(filter));
  }, query);

const isIn = (group: string) =>
  sql<boolean>`exists (select 1 from memberships m where m.user_id = users.id and m.group_id = ${group})`;

const holds = (member: string) =>
  sql<boolean>`exists (select 1 from memberships m where m.group_id = groups.id and m.user_id = ${member})`;

const isHeldBy = (table: 'users' | 'roles' | 'groups') => (policyArn: string) =>
  sql<boolean>`exists (select 1 from attachments a where a.owner_id = ${sql.ref(`${table}.id`)} and a.policy_arn = ${policyArn})`;

const isAttached = sql<boolean>`exists (select 1 from attachments a where a.account = policies.account and a.policy_arn = policies.arn)`;
