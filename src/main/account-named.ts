import { Refusal } from '../cli/refusal.ts';
import type { Store } from '../store/store.ts';

/** The account that a command is about: the one that is named, or the only one there is. */
export async function accountNamed(store: Store, account: string | undefined): Promise<string> {
  if (account === undefined) return onlyAccount(store);
  if ((await store.accounts.byId(account)) === undefined) throw new Refusal(`no such account: \`${account}\``);
  return account;
}

async function onlyAccount(store: Store): Promise<string> {
  const accounts = await store.accounts.list();
  if (accounts.length !== 1)
    throw new Refusal(`the store holds ${accounts.length} accounts: name one with --account`, 'usage');
  return accounts[0]!.id;
}
