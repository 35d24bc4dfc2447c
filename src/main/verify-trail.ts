import { auditKey, trailFolder } from '../audit/index.ts';
import { headerOf } from '../audit/read-trail.ts';
import { trailFiles } from '../audit/trail-folder.ts';
import { type Verified, verifyTrail as verify } from '../audit/verify-trail.ts';
import type { Where } from '../cli/house.ts';
import { Refusal } from '../cli/refusal.ts';
import { administer } from './administer.ts';
import { holdKeys } from './held-keys.ts';
import { keyFile } from './open-where.ts';
import { inOneSentence } from './sentences.ts';

/** Holds the trail of a data folder to its seals, and to how far the database says that it had come. */
export async function verifyTrail(where: Where, firstFile: number): Promise<Verified> {
  const folder = trailFolder(where.data);
  const id = trailFiles(folder)
    .map(({ path }) => headerOf(path)?.id)
    .find((each) => each !== undefined);
  if (id === undefined) throw new Refusal(`no audit trail in \`${folder}\``);
  const key = await inOneSentence(async () => auditKey(holdKeys(keyFile(where)).ring));
  const known = await administer(where, 'trail-head', { trail: id });
  return verify({ folder, key, firstFile, known: known ?? undefined });
}
