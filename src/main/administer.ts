import type { Where } from '../cli/house.ts';
import type { AdminName, AnswerOf, QuestionOf, Tell } from './admin-commands.ts';
import { askServer } from './ask-server.ts';

/**
 * Carries out an administrative command: in the server that runs on the folder, so that it is in force there when this
 * resolves, and in the store itself where none runs.
 */
export async function administer<Name extends AdminName>(
  where: Where,
  name: Name,
  question: QuestionOf<Name>,
  tell?: Tell,
): Promise<AnswerOf<Name>> {
  const answered = await askServer(where.data, name, question, tell);
  if (answered !== undefined) return answered.done;
  return (await import('./administer-offline.ts')).administerOffline(where, name, question, tell);
}
