import { establish } from '../main/establish.ts';
import { found } from '../main/found.ts';
import { holdsStore, openWhere } from '../main/open-where.ts';
import { type Furnishing, type Home, signIn } from './home.ts';
import type { Wanted } from './read-options.ts';

/** The house of a store in a folder, which is founded where there is none. The commands of `rolecall` find it running there. */
export async function onDisk(
  wanted: Wanted,
  data: string,
  { clock, entropy, log, choices }: Furnishing,
): Promise<Home> {
  const where = { data, 'key-file': wanted.keyFile };
  const isThere = await holdsStore(where);
  const made = isThere ? [] : await found(where, wanted.accounts, { clock, entropy });
  const opened = await openWhere(where);
  try {
    const established = await establish(where, opened, {
      ...choices,
      logger: log,
      keepsTrail: wanted.audit,
      console: (trail) => signIn(wanted, log, trail),
    });
    const { house, toolsFor, close } = established;
    let admin: Awaited<ReturnType<typeof established.begin>> | undefined;
    return {
      house,
      made,
      toolsFor,
      async begin() {
        admin = await established.begin();
      },
      async close() {
        admin?.close();
        await close();
      },
    };
  } catch (error) {
    await opened.store.close();
    opened.release();
    throw error;
  }
}
