import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/base/clock.ts';
import { pooledEntropy } from '../../src/base/entropy.ts';
import { found } from '../../src/main/found.ts';
import { furnish } from '../../src/main/house.ts';
import { openWhere } from '../../src/main/open-where.ts';
import { awsQuotas } from '../../src/operation/quotas.ts';
import type { Credentials } from '../house/requests.ts';
import { askingOf } from './control/asking.ts';
import { cheapenPasswords } from './control/cheap-passwords.ts';
import { lives, readObject } from './control/index.ts';
import type { Material } from './control/life.ts';
import { makeMaterial } from './control/material.ts';
import { storeWorkload } from './store-workload.ts';
import type { Workload } from './workload.ts';

/** The whole server over HTTP, every write of the control plane: what a client was answered with 200 is held against what the next start serves. */
export const serverWorkload: Workload = {
  kinds: lives.map(({ kind }) => kind),

  async found(folder) {
    await found(where(folder), ['111122223333'], { clock: systemClock, entropy: pooledEntropy() });
    writeFileSync(join(folder, MATERIAL), JSON.stringify(makeMaterial()), { mode: 0o600 });
  },

  writer: (folder, seed, { writesMax }) => [
    fileURLToPath(new URL('server-writer.ts', import.meta.url)),
    folder,
    String(seed),
    String(writesMax),
  ],

  async survey(folder, objects) {
    const { house, close } = await openHouseIn(folder);
    const roots = rootsIn(folder);
    try {
      const states = new Map<string, string | null>();
      const askingIn = (account: string) => askingOf(house, account, roots.get(account)!);
      for (const object of objects) states.set(object, await readObject(object, askingIn));
      return states;
    } finally {
      await close();
    }
  },

  integrity: storeWorkload.integrity,
};

const where = (folder: string) => ({ data: folder, 'key-file': undefined });

const MATERIAL = 'test-material.json';
export const materialIn = (folder: string): Material => JSON.parse(readFileSync(join(folder, MATERIAL), 'utf8'));

/** The root keys of the accounts that a writer made for itself. They outlive it: a kill takes no file that was written. */
export function keepRoots(folder: string, seed: string, roots: ReadonlyMap<string, Credentials>): void {
  writeFileSync(join(folder, `${ROOTS}${seed}.json`), JSON.stringify([...roots]), { mode: 0o600 });
}

const ROOTS = 'test-roots-';

const rootsIn = (folder: string): ReadonlyMap<string, Credentials> =>
  new Map(
    readdirSync(folder)
      .filter((name) => name.startsWith(ROOTS))
      .flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as [string, Credentials][]),
  );

/** Opens a folder as `serve` does, without a port. */
export async function openHouseIn(folder: string) {
  const { store, rootKey, release } = await openWhere(where(folder));
  const house = furnish({
    store,
    rootKey,
    clock: systemClock,
    entropy: pooledEntropy(),
    quotas: awsQuotas,
    publicUrl: () => 'http://127.0.0.1',
    regions: undefined,
    remember: () => {},
  });
  cheapenPasswords(house.tools);
  const close = async () => {
    await store.close();
    release();
  };
  return { house, close };
}
