import { systemClock } from '../base/clock.ts';
import { pooledEntropy } from '../base/entropy.ts';
import type { AccountKeys, Where } from '../cli/program.ts';
import { secretBox } from '../token/box.ts';
import { keyring } from '../token/keyring.ts';
import { openWhere } from './open-where.ts';
import { resetKeys } from './reset-keys.ts';

/** Replaces root keys where no server runs: under the folder's lock, in the store itself. */
export async function resetKeysOffline(where: Where, account: string | undefined): Promise<AccountKeys> {
  const entropy = pooledEntropy();
  const { store, rootKey, release } = await openWhere(where);
  try {
    const secrets = secretBox({ keyring: keyring(rootKey), entropy });
    return await resetKeys(account, { store, secrets, clock: systemClock, entropy });
  } finally {
    await store.close();
    release();
  }
}
