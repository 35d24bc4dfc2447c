import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** Goes on only with a yes: `--yes`, or the answer of whoever sits at the terminal. */
export async function consent(terminal: Terminal, yes: boolean | undefined, question: string): Promise<void> {
  if (yes === true) return;
  const answer = await terminal.confirm(question);
  if (answer === undefined)
    throw new Refusal('nobody can be asked here: say --yes to do it without a question', 'usage');
  if (!answer) throw new Refusal('not done');
}
