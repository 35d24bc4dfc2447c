import type { Clock } from '../base/clock.ts';
import { secondsOf } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import { accountId, isAccountId, uuid } from '../base/identifiers.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { AccountKeys, ListedAccount } from '../cli/house.ts';
import { Refusal } from '../cli/refusal.ts';
import type { OrganizationRecord } from '../store/account-records.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { SecretBox } from '../token/secret-box.ts';
import { putRootKey } from './found.ts';

/** Adds an account, a random one where none is named, and gives its root key, once. */
export async function addAccount(
  wanted: string | undefined,
  { store, secrets, clock, entropy }: { store: Store; secrets: SecretBox; clock: Clock; entropy: Entropy },
): Promise<AccountKeys> {
  const id = wanted ?? accountId(entropy);
  if (!isAccountId(id)) throw new Refusal(`not an account id: \`${id}\`: twelve digits are expected`);
  return store.change(async (tx) => {
    if ((await tx.accounts.byId(id)) !== undefined) throw new Refusal(`there is an account \`${id}\` already`);
    await tx.put.account({ id, uuid: uuid(entropy), createdAt: secondsOf(clock) });
    return putRootKey(tx, id, secrets, { clock, entropy });
  });
}

/** The accounts of the store, by number. */
export async function listAccounts({ store }: { store: Store }): Promise<readonly ListedAccount[]> {
  const listed: ListedAccount[] = [];
  for (const { id, createdAt } of await store.accounts.list()) {
    listed.push({
      accountId: id,
      alias: (await store.accountSettings.of(id))?.alias,
      createdAt: isoSecond(createdAt * 1000),
      users: await store.users.count(id),
      roles: await store.roles.count(id),
    });
  }
  return listed.sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
}

/**
 * Removes an account with all that is in it; sessions of its roles die with their roles. The last account goes only
 * where `last` says that this is meant: a store without accounts lets nobody in.
 */
export async function removeAccount(id: string, last: boolean, { store }: { store: Store }): Promise<void> {
  await store.change(async (tx) => {
    const accounts = await tx.accounts.list();
    if (!accounts.some((account) => account.id === id)) throw new Refusal(`no such account: \`${id}\``);
    if (accounts.length === 1 && !last)
      throw new Refusal(`\`${id}\` is the last account of this store: say --last to remove it all the same`);
    await leaveOrganization(tx, id);
    await tx.remove.account(id);
  });
}

/** An account that is gone has no place in an organisation, and may not come back to an old one under its number. */
async function leaveOrganization(tx: Transaction, id: string): Promise<void> {
  for (const organization of await tx.organizations.list()) {
    if (organization.managementAccount === id) {
      if (Object.keys(organization.places).some((account) => account !== id))
        throw new Refusal(`\`${id}\` manages an organization with other accounts: remove those first`);
      await tx.remove.organization(organization.id);
    } else if (Object.hasOwn(organization.places, id)) await tx.put.organization(without(organization, id));
  }
}

const without = (organization: OrganizationRecord, id: string): OrganizationRecord => ({
  ...organization,
  places: omitting(organization.places, id),
  attached: omitting(organization.attached, id),
  delegatedAdministrators: organization.delegatedAdministrators.filter((account) => account !== id),
});

const omitting = <Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
