import { recordedOffline } from '../audit/index.ts';
import { systemClock } from '../base/clock.ts';
import { pooledEntropy } from '../base/entropy.ts';
import type { Where } from '../cli/house.ts';
import { awsQuotas } from '../operation/quotas.ts';
import type { AdminTable } from './admin.ts';
import { type AdminName, type AnswerOf, adminCommands, type QuestionOf, type Tell } from './admin-commands.ts';
import { furnish } from './house.ts';
import { keyRotation } from './key-rotation.ts';
import { openWhere } from './open-where.ts';

/** Carries out a command where no server runs: under the folder's lock, in the store itself. */
export async function administerOffline<Name extends AdminName>(
  where: Where,
  name: Name,
  question: QuestionOf<Name>,
  tell: Tell = () => {},
): Promise<AnswerOf<Name>> {
  const { store, keys, release } = await openWhere(where);
  try {
    const { tools } = furnish({
      store,
      rootKey: keys.ring,
      clock: systemClock,
      entropy: pooledEntropy(),
      quotas: awsQuotas,
      publicUrl: () => '',
      regions: undefined,
      remember: () => {},
    });
    const rotation = keyRotation({ keys, store, clock: systemClock, entropy: pooledEntropy() });
    const commands: AdminTable = adminCommands;
    const recorded = recordedOffline(store, tools, name, question as Readonly<Record<string, unknown>>);
    return (await commands[name]!.perform(
      question,
      { ...tools, store: recorded, where, rotation },
      tell,
    )) as AnswerOf<Name>;
  } finally {
    await store.close();
    release();
  }
}
