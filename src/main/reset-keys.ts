import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import type { AccountKeys } from '../cli/house.ts';
import type { Store } from '../store/store.ts';
import type { SecretBox } from '../token/secret-box.ts';
import { accountNamed } from './account-named.ts';
import { putRootKey } from './found.ts';

/** Replaces the root keys of an account in one change: when it resolves, the old ones are dead and the new one works. */
export async function resetKeys(
  account: string | undefined,
  { store, secrets, clock, entropy }: { store: Store; secrets: SecretBox; clock: Clock; entropy: Entropy },
): Promise<AccountKeys> {
  const id = await accountNamed(store, account);
  return store.change(async (tx) => {
    for (const key of await tx.keys.of(id, undefined)) await tx.remove.key(id, key.id);
    return putRootKey(tx, id, secrets, { clock, entropy });
  });
}
