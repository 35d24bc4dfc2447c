import { createSecretKey } from 'node:crypto';
import { startChores } from '../main/chores.ts';
import { furnish } from '../main/house.ts';
import { openStore } from '../store/open.ts';
import { KEY_BYTES } from '../token/key-lines.ts';
import { keyring } from '../token/keyring.ts';
import { rowMac } from '../token/row-mac.ts';
import { type Furnishing, type Home, signIn } from './home.ts';
import type { Wanted } from './read-options.ts';

/** A house whose store is gone with it, under a root key that is kept nowhere. */
export async function inMemory(wanted: Wanted, { entropy, log, choices }: Furnishing): Promise<Home> {
  const keys = keyring(createSecretKey(entropy.bytes(KEY_BYTES)));
  const store = await openStore({ file: ':memory:', mac: rowMac(keys.active.rowMac) });
  const house = furnish({ ...choices, store, rootKey: keys, console: signIn(wanted, log) });
  const chores = startChores({ usage: house.usage, logger: log });
  return {
    house,
    made: [],
    toolsFor: () => house.tools,
    begin: async () => {},
    async close() {
      await chores.stop();
      await store.close();
    },
  };
}
