import type { Entropy } from '../../../src/base/entropy.ts';
import { putRootKey } from '../../../src/main/found.ts';
import type { Tools } from '../../../src/operation/operation.ts';
import type { Credentials } from '../../house/requests.ts';

/** Makes accounts for lives to be led in, each with an organisation that it manages, in one change. Gives their root keys. */
export async function makeAccounts(
  { store, secrets, clock }: Pick<Tools, 'store' | 'secrets' | 'clock'>,
  ids: readonly string[],
  entropy: Entropy,
): Promise<ReadonlyMap<string, Credentials>> {
  return store.change(async (tx) => {
    const roots = new Map<string, Credentials>();
    for (const id of ids) {
      await tx.put.account({ id, uuid: `uuid-${id}`, createdAt: 1 });
      await tx.put.organization({
        id: `o-${id}`,
        managementAccount: id,
        rootId: 'r-root',
        units: [],
        policies: [],
        places: {},
        attached: {},
        delegatedAdministrators: [],
        features: [],
      });
      roots.set(id, await putRootKey(tx, id, secrets, { clock, entropy }));
    }
    return roots;
  });
}
