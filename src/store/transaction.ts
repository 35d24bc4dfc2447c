import type { Kysely } from 'kysely';
import { asciiLower } from '../base/ascii.ts';
import type { OrganizationRecord } from './account-records.ts';
import { accountSettings, issuerKeys, jobs, organizations, usages } from './account-tables.ts';
import { auditOutbox, trailHeads } from './audit-tables.ts';
import {
  loginProfiles,
  serverCertificates,
  serviceCredentials,
  signingCertificates,
  sshKeys,
} from './credential-tables.ts';
import { oidcProviders, samlProviders } from './provider-tables.ts';
import { reads } from './reads.ts';
import type { Rows, Schema } from './rows.ts';
import { Conflict, type Transaction } from './store.ts';
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
import { markUsed } from './used-once.ts';

/** What a change has done so far. */
export interface Footprint {
  readonly accounts: Set<string>;
  /** The first collision. It ends the change even if the work goes on, as it does in PostgreSQL. */
  conflict?: Conflict;
}

/** What a change may do, over the writer's connection. */
export function transaction(db: () => Kysely<Schema>, rows: Rows, footprint: Footprint): Transaction {
  const put = async <Entity>(table: Table<Entity>, record: Entity, account: string): Promise<void> => {
    footprint.accounts.add(account);
    await rows.put(table, record, account).catch((error: unknown) => {
      if (error instanceof Conflict) footprint.conflict ??= error;
      throw error;
    });
  };
  const remove = async (name: string, account: string, where: Record<string, string>): Promise<boolean> => {
    const removed = await rows.remove(name, { account, ...where });
    if (removed) footprint.accounts.add(account);
    return removed;
  };
  const byId = (name: string) => async (account: string, id: string) => {
    await remove(name, account, { id });
  };
  const touch = ({ managementAccount, places }: OrganizationRecord): void => {
    for (const account of [managementAccount, ...Object.keys(places)]) footprint.accounts.add(account);
  };
  /** Whoever has a place in the organisation now is decided about otherwise afterwards. */
  const touchPlaces = async (id: string): Promise<void> => {
    const before = await rows.one(organizations, { id });
    if (before !== undefined) touch(before);
  };

  return {
    ...reads(rows),
    put: {
      account: (record) => put(accounts, record, record.id),
      user: (record) => put(users, record, record.account),
      role: (record) => put(roles, record, record.account),
      policy: (record) => put(policies, record, record.account),
      policyVersion: (account, record) => put(policyVersions, record, account),
      inline: (account, record) => put(inlinePolicies, record, account),
      attachment: (account, record) => put(attachments, record, account),
      key: (record) => put(accessKeys, record, record.account),
      mfa: (record) => put(mfaDevices, record, record.account),
      group: (record) => put(groups, record, record.account),
      membership: (account, record) => put(memberships, record, account),
      instanceProfile: (record) => put(instanceProfiles, record, record.account),
      oidcProvider: (record) => put(oidcProviders, record, record.account),
      samlProvider: (record) => put(samlProviders, record, record.account),
      serverCertificate: (record) => put(serverCertificates, record, record.account),
      loginProfile: (record) => put(loginProfiles, record, record.account),
      signingCertificate: (record) => put(signingCertificates, record, record.account),
      sshKey: (record) => put(sshKeys, record, record.account),
      serviceCredential: (record) => put(serviceCredentials, record, record.account),
      accountSettings: (record) => put(accountSettings, record, record.account),
      issuerKey: (record) => put(issuerKeys, record, record.account),
      async organization(record) {
        await touchPlaces(record.id);
        touch(record);
        await put(organizations, record, record.managementAccount);
      },
      job: (record) => put(jobs, record, record.account),
      usage: (record) => rows.put(usages, record, record.account),
      outbox: (record) => rows.put(auditOutbox, record, record.account),
      trailHead: (record) => rows.put(trailHeads, record, ''),
    },
    remove: {
      // Nothing outlives its owner: a key or a policy that waits for an id to come back would be a back door.
      async user(account, id) {
        await remove('inline_policies', account, { owner_id: id });
        await remove('attachments', account, { owner_id: id });
        await remove('access_keys', account, { user_id: id });
        await remove('mfa_devices', account, { user_id: id });
        for (const name of OF_USER) await remove(name, account, { user_id: id });
        await remove('usages', account, { subject: id });
        await remove('users', account, { id });
      },
      async role(account, id) {
        await remove('inline_policies', account, { owner_id: id });
        await remove('attachments', account, { owner_id: id });
        await remove('usages', account, { subject: id });
        await remove('roles', account, { id });
      },
      async group(account, id) {
        await remove('inline_policies', account, { owner_id: id });
        await remove('attachments', account, { owner_id: id });
        await remove('memberships', account, { group_id: id });
        await remove('groups', account, { id });
      },
      async policy(account, id) {
        await remove('policy_versions', account, { policy_id: id });
        await remove('policies', account, { id });
      },
      policyVersion: async (account, policyId, version) => {
        await remove('policy_versions', account, { policy_id: policyId, version });
      },
      inline: (account, ownerId, name) =>
        remove('inline_policies', account, { owner_id: ownerId, name_key: asciiLower(name) }),
      attachment: (account, { ownerId, policyArn }) =>
        remove('attachments', account, { owner_id: ownerId, policy_arn: policyArn }),
      key: async (account, id) => {
        await remove('usages', account, { subject: id });
        await remove('access_keys', account, { id });
      },
      mfa: async (account, serial) => {
        await remove('mfa_devices', account, { serial });
      },
      membership: (account, { groupId, userId }) =>
        remove('memberships', account, { group_id: groupId, user_id: userId }),
      instanceProfile: byId('instance_profiles'),
      oidcProvider: byId('oidc_providers'),
      samlProvider: byId('saml_providers'),
      serverCertificate: byId('server_certificates'),
      signingCertificate: byId('signing_certificates'),
      sshKey: byId('ssh_keys'),
      serviceCredential: byId('service_credentials'),
      issuerKey: async (account, kid) => {
        await remove('issuer_keys', account, { kid });
      },
      job: byId('jobs'),
      async jobsBefore(account, kind, createdAt) {
        await db()
          .deleteFrom('jobs')
          .where('account', '=', account)
          .where('kind', '=', kind)
          .where('created_at', '<', createdAt)
          .execute();
      },
      loginProfile: async (account, userId) => {
        await remove('login_profiles', account, { user_id: userId });
      },
      async organization(id) {
        await touchPlaces(id);
        await rows.remove('organizations', { id });
      },
      async outbox(ids) {
        for (let at = 0; at < ids.length; at += REMOVED_AT_ONCE) {
          const some = ids.slice(at, at + REMOVED_AT_ONCE);
          await db().deleteFrom('audit_outbox').where('id', 'in', some).execute();
        }
      },
      async account(id) {
        for (const name of OF_ACCOUNT) await remove(name, id, {});
        if (await rows.remove('accounts', { id })) footprint.accounts.add(id);
      },
    },
    async acceptMfaStep(serial, step, now) {
      // One statement, so that of two rivals one finds the step already taken, whatever isolation the engine gives.
      const accepted = await db()
        .updateTable('mfa_devices')
        .set({ last_step: step, failures: 0 })
        .where('serial', '=', serial)
        .where('last_step', '<', step)
        .where('locked_until', '<=', now)
        .returning('serial')
        .execute();
      return accepted.length === 1;
    },
    useOnce: (used, now) => markUsed(db(), used, now),
  };
}

/** Ids in one statement: SQLite takes 32,766 parameters, and a statement is kept for each number of them. */
const REMOVED_AT_ONCE = 100;

/** Tables whose rows hang on a user, beside those that are named where a user is removed. */
const OF_USER = ['memberships', 'login_profiles', 'signing_certificates', 'ssh_keys', 'service_credentials'];

/** Every table that holds something of an account, in an order in which each can be emptied. */
const OF_ACCOUNT = [
  ...['memberships', 'login_profiles', 'signing_certificates', 'ssh_keys', 'service_credentials', 'usages', 'jobs'],
  ...['instance_profiles', 'oidc_providers', 'saml_providers', 'server_certificates', 'account_settings'],
  ...['issuer_keys'],
  ...['attachments', 'inline_policies', 'access_keys', 'mfa_devices', 'policy_versions', 'policies'],
  ...['groups', 'roles', 'users', 'used_once'],
];
