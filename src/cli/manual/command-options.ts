import type { Described } from '../../manual/command-page.ts';
import type { CommandOptions } from '../../manual/page.ts';
import { globalOptionWords, optionWords } from '../../manual/words/options.ts';
import type { OperationFacts } from '../../model/facts.ts';
import { GLOBAL_ROWS } from '../aws/globals.ts';
import { optionsOf } from '../aws/operation-rows.ts';
import type { OptionRow } from '../aws/read-words.ts';

/** What the command of an operation hides of its parameters and has beside them, for its page. Throws where words are missing. */
export function commandOptionsOf(facts: OperationFacts): CommandOptions {
  const { rows, members } = optionsOf(facts);
  const shown = rows.filter((row) => row.isHidden !== true);
  const keys = new Set(shown.map(({ key }) => key));
  return {
    hidden: new Set([...members].filter(([key]) => !keys.has(key)).map(([, { name }]) => name)),
    added: shown
      .filter(({ key }) => !members.has(key))
      .map((row) => ({
        name: row.name,
        type: typeOf(row),
        isRequired: row.isRequired === true,
        words: wordsAbout(row.name, optionWords),
      })),
  };
}

/** The options of every operation, for the page of a service. */
export const globalOptions = (): readonly Described[] =>
  GLOBAL_ROWS.map(({ name }) => ({ term: name, words: wordsAbout(name, globalOptionWords) }));

function typeOf({ takes, isInteger }: OptionRow): string {
  if (takes === 'nothing') return 'boolean';
  return isInteger === true ? 'integer' : 'string';
}

function wordsAbout(name: string, words: ReadonlyMap<string, string>): string {
  const found = words.get(name);
  if (found === undefined) throw new Error(`the manual has no words about ${name}`);
  return found;
}
