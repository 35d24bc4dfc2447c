import { type CommandError, usageError } from './command-error.ts';

/** One option, and what follows it: nothing, one word, any number of words, a word or none. */
export interface OptionRow {
  /** As it is typed: `--role-arn`. */
  readonly name: string;
  /** What it sets: two options may set the same, as `--x` and `--no-x` do. */
  readonly key: string;
  readonly takes: 'nothing' | 'one' | 'many' | 'maybe';
  /** What an option without a word of its own sets. */
  readonly value?: boolean | string;
  readonly choices?: readonly string[];
  readonly isInteger?: true;
  readonly isRequired?: boolean;
  /** Understood, but not offered: AWS's own parameters of paging, which the CLI handles itself. */
  readonly isHidden?: true;
}

export type Given = string | boolean | number | readonly string[];

export interface Read {
  readonly given: ReadonlyMap<string, Given>;
  /** What is no option, in its order. */
  readonly rest: readonly string[];
}

/**
 * Reads options as Python's argparse does, on which the AWS CLI stands: a long option may be shortened as long as it is
 * unmistakable, `--name=value` is `--name value`, the last of two wins, an option's word does not begin with a dash
 * unless it is a negative number or has a blank in it.
 */
export function readWords(words: readonly string[], rows: readonly OptionRow[]): Read {
  const byName = new Map(rows.map((row) => [row.name, row]));
  const given = new Map<string, Given>();
  const rest: string[] = [];
  let index = 0;
  while (index < words.length) {
    const word = words[index++]!;
    if (word === '--') {
      rest.push(...words.slice(index));
      break;
    }
    const option = optionIn(word, byName);
    if (option === undefined) {
      rest.push(word);
      continue;
    }
    const following: string[] = option.attached === undefined ? [] : [option.attached];
    if (option.attached === undefined) {
      const most = MOST_WORDS[option.row.takes];
      while (following.length < most && index < words.length && isOperand(words[index]!, byName)) {
        following.push(words[index++]!);
      }
    }
    given.set(option.row.key, valueGiven(option.row, following, option.attached !== undefined));
  }
  return { given, rest };
}

const MOST_WORDS = { nothing: 0, one: 1, many: Number.POSITIVE_INFINITY, maybe: 1 } as const;

function optionIn(
  word: string,
  rows: ReadonlyMap<string, OptionRow>,
): { readonly row: OptionRow; readonly attached: string | undefined } | undefined {
  if (!word.startsWith('-') || word.length === 1) return undefined;
  const exact = rows.get(word);
  if (exact !== undefined) return { row: exact, attached: undefined };
  const equals = word.indexOf('=');
  const name = equals < 0 ? word : word.slice(0, equals);
  const attached = equals < 0 ? undefined : word.slice(equals + 1);
  const known = rows.get(name);
  if (known !== undefined) return { row: known, attached };
  if (!name.startsWith('--') || name.length === 2) return undefined;
  const candidates = [...rows.values()].filter((row) => row.name.startsWith(name));
  if (candidates.length > 1) {
    throw usageError(`ambiguous option: ${name} could match ${candidates.map((row) => row.name).join(', ')}`);
  }
  return candidates.length === 0 ? undefined : { row: candidates[0]!, attached };
}

/** A word that an option may take. */
export function isOperand(word: string, rows: ReadonlyMap<string, OptionRow> = new Map()): boolean {
  if (!word.startsWith('-') || word.length === 1) return true;
  if (word === '--' || optionIn(word, rows) !== undefined) return false;
  return /^-[0-9]+$|^-[0-9]*\.[0-9]+$/.test(word) || word.includes(' ');
}

function valueGiven(row: OptionRow, following: readonly string[], isAttached: boolean): Given {
  const { name, takes, choices } = row;
  if (takes === 'nothing') {
    if (isAttached) throw usageError(`argument ${name}: ignored explicit argument '${following[0]}'`);
    return row.value ?? true;
  }
  if (takes === 'many') return following;
  const [word] = following;
  if (word === undefined) {
    if (takes === 'maybe') return row.value ?? '';
    throw usageError(`argument ${name}: expected one argument`);
  }
  if (choices !== undefined && !choices.includes(word)) throw wrongChoice(name, word, choices);
  return row.isInteger ? integerOf(row.name, word) : word;
}

/** A whole number as Python reads one. */
function integerOf(name: string, word: string): number {
  if (!/^\s*[+-]?[0-9]+(_[0-9]+)*\s*$/.test(word)) {
    throw usageError(`argument ${name}: invalid int value: '${word}'`);
  }
  return Number(word.replaceAll('_', ''));
}

/** Names what may stand there, in two columns, and what was perhaps meant. */
export function wrongChoice(
  argument: string,
  word: string,
  choices: readonly string[],
  meant: readonly string[] = [],
): CommandError {
  const rows: string[] = [];
  for (let index = 0; index < choices.length; index += 2) {
    rows.push(
      choices
        .slice(index, index + 2)
        .map((choice) => choice.padEnd(40))
        .join(' | '),
    );
  }
  const guess =
    meant.length === 0
      ? []
      : [`\n\nInvalid choice: '${word}', maybe you meant:\n`, ...meant.map((choice) => `  * ${choice}`)];
  return usageError([`argument ${argument}: Invalid choice, valid choices are:\n`, ...rows, ...guess].join('\n'));
}
