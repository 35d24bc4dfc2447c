import { secondsOf } from '../base/clock.ts';
import { accountId, uuid } from '../base/identifiers.ts';
import { addAccount } from '../main/accounts.ts';
import { putRootKey } from '../main/found.ts';
import type { Tools } from '../operation/operation.ts';
import type { Home } from './home.ts';
import type { Wanted } from './read-options.ts';
import type { Account, Credentials, UserKey } from './rolecall.ts';

/** The accounts of a server, and what is known of the keys of their roots. */
export interface AccountBook {
  /** Makes the accounts that the options name. */
  open(): Promise<void>;
  /** Looks at the store again, after something was applied to it. */
  review(): Promise<void>;
  add(accountId: string | undefined): Promise<Account<Credentials>>;
  accounts(): readonly Account[];
}

export function accountBook(home: Home, wanted: Wanted, keys: readonly UserKey[]): AccountBook {
  const { tools } = home.house;
  const isInMemory = wanted.data === undefined;
  const rootKeys = new Map<string, Credentials>(home.made.map((made) => [made.accountId, credentialsIn(made)]));
  let accounts: readonly Account[] = [];

  /** In memory an account gets its root's key last of all, so that those that a seed lists find room. */
  async function make(id: string): Promise<void> {
    if (!isInMemory) return void (await add(id));
    const { store, entropy, clock } = tools;
    await store.change((tx) => tx.put.account({ id, uuid: uuid(entropy), createdAt: secondsOf(clock) }));
  }

  async function add(id: string | undefined): Promise<Account<Credentials>> {
    const made = await addAccount(id, home.toolsFor('account-add', { account: id }));
    const credentials = credentialsIn(made);
    rootKeys.set(made.accountId, credentials);
    await review();
    return { accountId: made.accountId, credentials };
  }

  async function review(): Promise<void> {
    let ids = (await tools.store.accounts.list()).map(({ id }) => id);
    if (ids.length === 0) {
      const id = accountId(tools.entropy);
      await make(id);
      ids = [id];
    }
    for (const { accountId: id, userName, ...key } of keys) if (userName === undefined) rootKeys.set(id, key);
    if (isInMemory) for (const id of ids) if (!rootKeys.has(id)) rootKeys.set(id, await rootKeyOf(id, tools));
    // Those that are known keep their places: the first account is the same from start to end.
    const order = [...new Set([...accounts.map(({ accountId }) => accountId), ...wanted.accounts, ...ids.sort()])];
    accounts = order.filter((id) => ids.includes(id)).map((id) => ({ accountId: id, credentials: rootKeys.get(id) }));
  }

  return {
    async open() {
      const there = new Set((await tools.store.accounts.list()).map(({ id }) => id));
      for (const id of wanted.accounts) if (!there.has(id)) await make(id);
    },
    review,
    add,
    accounts: () => accounts,
  };
}

/** The key that a root has, if the seed gave it one that works, or a new one. */
async function rootKeyOf(account: string, { store, secrets, clock, entropy }: Tools): Promise<Credentials> {
  const listed = (await store.keys.of(account, undefined)).find(({ active }) => active);
  const secret =
    listed && secrets.open(listed.sealedSecret, { table: 'access_keys', column: 'secret', id: listed.id, account });
  if (secret !== undefined) return { accessKeyId: listed!.id, secretAccessKey: secret.toString('latin1') };
  return credentialsIn(await store.change((tx) => putRootKey(tx, account, secrets, { clock, entropy })));
}

const credentialsIn = ({ accessKeyId, secretAccessKey }: Credentials): Credentials => ({
  accessKeyId,
  secretAccessKey,
});
