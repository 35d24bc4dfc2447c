import type { Kysely } from 'kysely';
import { asciiLower } from '../base/ascii.ts';
import { reads } from './reads.ts';
import type { Rows, Schema } from './rows.ts';
import { Conflict, type Transaction } from './store.ts';
import type { Table } from './table.ts';
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
    },
    remove: {
      // Nothing outlives its owner: a key or a policy that waits for an id to come back would be a back door.
      async user(account, id) {
        await remove('inline_policies', account, { owner_id: id });
        await remove('attachments', account, { owner_id: id });
        await remove('access_keys', account, { user_id: id });
        await remove('mfa_devices', account, { user_id: id });
        await remove('users', account, { id });
      },
      async role(account, id) {
        await remove('inline_policies', account, { owner_id: id });
        await remove('attachments', account, { owner_id: id });
        await remove('roles', account, { id });
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
        await remove('access_keys', account, { id });
      },
      mfa: async (account, serial) => {
        await remove('mfa_devices', account, { serial });
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
  };
}
