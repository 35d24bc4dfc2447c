import { commandName } from '../../manual/names.ts';
import type { OperationFacts } from '../../model/facts.ts';
import { CommandError, USAGE, usageError, WRONG_USAGE } from './command-error.ts';
import { GLOBAL_ROWS, type Globals, globalsOf } from './globals.ts';
import { near } from './near.ts';
import { type OperationOptions, optionsOf } from './operation-rows.ts';
import { type Given, isOperand, type OptionRow, readWords, wrongChoice } from './read-words.ts';
import { WAITERS, type Waiter } from './waiters.ts';

/** What somebody typed, understood. */
export type Command =
  | { readonly kind: 'version' }
  | { readonly kind: 'help'; readonly operation: string | undefined }
  | {
      readonly kind: 'call';
      readonly facts: OperationFacts;
      readonly waiter: Waiter | undefined;
      readonly options: OperationOptions;
      readonly given: ReadonlyMap<string, Given>;
      readonly globals: Globals;
    };

/** Reads `[options] sts|iam [options] <operation> [options and parameters]`, the service known already. */
export function readCommand(words: readonly string[], operations: ReadonlyMap<string, OperationFacts>): Command {
  const { given: global, rest } = readWords(words, GLOBAL_ROWS);
  if (global.has('version')) return { kind: 'version' };
  const [, afterService] = takeOperand(rest);
  const [operation, afterOperation] = takeOperand(afterService);
  if (operation === 'help' || (operation === undefined && wantsHelp(rest)))
    return { kind: 'help', operation: undefined };
  if (operation === undefined) throw usageError('the following arguments are required: operation');
  const { facts, waiter, remaining } = named(operation, afterOperation, operations);
  if (facts === undefined || remaining[0] === 'help' || remaining.at(-1) === 'help' || wantsHelp(remaining)) {
    return { kind: 'help', operation: facts?.name };
  }
  const options = optionsOf(facts);
  const given = readParameters(remaining, options.rows);
  return { kind: 'call', facts, waiter, options, given, globals: globalsOf(global) };
}

const wantsHelp = (words: readonly string[]): boolean => words.includes('--help') || words.includes('-h');

/** The first word that is no option, and the others. */
function takeOperand(words: readonly string[]): [operand: string | undefined, others: readonly string[]] {
  const index = words.findIndex((word) => isOperand(word));
  return index < 0 ? [undefined, words] : [words[index], words.toSpliced(index, 1)];
}

interface Named {
  readonly facts: OperationFacts | undefined;
  readonly waiter: Waiter | undefined;
  readonly remaining: readonly string[];
}

function named(word: string, remaining: readonly string[], operations: ReadonlyMap<string, OperationFacts>): Named {
  const byCommand = new Map([...operations.values()].map((facts) => [commandName(facts.name), facts]));
  const facts = byCommand.get(word);
  if (facts !== undefined) return { facts, waiter: undefined, remaining };
  const hasWaiters = operations.has('GetRole');
  if (word === 'wait' && hasWaiters) return waiting(remaining, operations);
  const choices = [...byCommand.keys(), ...(hasWaiters ? ['wait'] : []), 'help'];
  throw wrongChoice('operation', word, choices, near(word, choices));
}

function waiting(words: readonly string[], operations: ReadonlyMap<string, OperationFacts>): Named {
  const byCommand = new Map([...WAITERS.values()].map((waiter) => [commandName(waiter.name), waiter]));
  const [word, remaining] = takeOperand(words);
  if (word === 'help') return { facts: undefined, waiter: undefined, remaining };
  if (word === undefined) throw new CommandError(TOO_FEW, WRONG_USAGE);
  const waiter = byCommand.get(word);
  if (waiter === undefined) throw wrongChoice('subcommand', word, [...byCommand.keys()], near(word, byCommand.keys()));
  return { facts: operations.get(waiter.operation), waiter, remaining };
}

const TOO_FEW = `usage: rolecall [options] iam wait <subcommand> [parameters]
rolecall: error: too few arguments`;

/** Reads the words behind an operation; whatever it does not know is named, with what was perhaps meant. */
function readParameters(words: readonly string[], rows: readonly OptionRow[]): ReadonlyMap<string, Given> {
  const { given, rest } = readWords(words, rows);
  const [stray, others] = takeOperand(rest);
  const missing = rows.filter((row) => row.isRequired && !given.has(row.key)).map((row) => row.name);
  // The first word that is no option's might have been `help`, and is named last.
  const unknown = stray === undefined ? rest : [...others, stray];
  const hints = hintsFor(unknown, rows);
  if (missing.length > 0 && !needsNothing(words)) {
    throw usageError(`the following arguments are required: ${missing.join(', ')}`, hints);
  }
  if (unknown.length > 0) {
    throw new CommandError(`usage: ${USAGE}\nUnknown options: ${unknown.join(', ')}\n`, WRONG_USAGE, hints);
  }
  return given;
}

/** A whole input may hold what is required, and an empty one to be filled in needs nothing. */
function needsNothing(words: readonly string[]): boolean {
  const skeleton = words.indexOf('--generate-cli-skeleton');
  return (
    words.includes('--cli-input-json') ||
    words.includes('--cli-input-yaml') ||
    (skeleton >= 0 && words[skeleton + 1] !== 'output')
  );
}

function hintsFor(unknown: readonly string[], rows: readonly OptionRow[]): string[] {
  const names = [...rows.filter((row) => !row.isHidden), ...GLOBAL_ROWS].map((row) => row.name);
  return unknown
    .filter((word) => word.startsWith('--'))
    .slice(0, 5)
    .flatMap((word) => {
      const meant = near(word.split('=')[0]!, names, 0.7);
      return meant.length === 0 ? [] : [`${word}: did you mean ${meant.join(' or ')}?`];
    });
}
