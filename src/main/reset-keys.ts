import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import type { AccountKeys } from '../cli/program.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Store } from '../store/store.ts';
import type { SecretBox } from '../token/secret-box.ts';
import { putRootKey } from './found.ts';

/** Replaces the root keys of an account in one change: when it resolves, the old ones are dead and the new one works. */
export async function resetKeys(
  account: string | undefined,
  { store, secrets, clock, entropy }: { store: Store; secrets: SecretBox; clock: Clock; entropy: Entropy },
): Promise<AccountKeys> {
  const id = account ?? (await onlyAccount(store));
  if ((await store.accounts.byId(id)) === undefined) throw new Refusal(`no such account: \`${id}\``);
  return store.change(async (tx) => {
    for (const key of await tx.keys.of(id, undefined)) await tx.remove.key(id, key.id);
    return putRootKey(tx, id, secrets, { clock, entropy });
  });
}

async function onlyAccount(store: Store): Promise<string> {
  const accounts = await store.accounts.list();
  if (accounts.length !== 1)
    throw new Refusal(`the store holds ${accounts.length} accounts: name one with --account`, 'usage');
  return accounts[0]!.id;
}
