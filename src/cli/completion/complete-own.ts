import type { Argument, Command, Option } from 'commander';
import type { Environment } from '../../client/profiles/aws-files.ts';
import { type Candidate, type Candidates, FILES, NOTHING, wordsOf } from './candidate.ts';

/** Completes a command of ours: commands, options, what an option may be, files. */
export async function completeOwn(
  before: readonly string[],
  current: string,
  program: Command,
  env: Environment,
): Promise<Candidates> {
  const { command, operands, waiting, isOver } = walk(before, program);
  if (waiting !== undefined) return valuesOf(waiting, env);
  const equals = current.indexOf('=');
  if (!isOver && current.startsWith('--') && equals > 0) {
    const option = command.options.find(({ long }) => long === current.slice(0, equals));
    const values = option === undefined ? NOTHING : await valuesOf(option, env);
    return { words: values.words.map((one) => ({ ...one, word: `${current.slice(0, equals + 1)}${one.word}` })) };
  }
  if (!isOver && current.startsWith('-')) return { words: optionsOf(command) };
  if (operands === 0 && command.commands.length > 0) return { words: commandsOf(command) };
  const argument = command.registeredArguments[operands] ?? lastVariadic(command);
  return argument === undefined ? NOTHING : argumentValues(argument, command, program);
}

interface Walked {
  readonly command: Command;
  readonly operands: number;
  /** The option whose value is being typed. */
  readonly waiting: Option | undefined;
  /** Behind `--`, nothing is an option. */
  readonly isOver: boolean;
}

/** Goes along the words to the command that they name. */
function walk(words: readonly string[], program: Command): Walked {
  let command = program;
  let operands = 0;
  let waiting: Option | undefined;
  for (const [index, word] of words.entries()) {
    if (waiting !== undefined) waiting = undefined;
    else if (word === '--') {
      return { command, operands: operands + words.length - index - 1, waiting, isOver: true };
    } else if (word.startsWith('-')) {
      const option = command.options.find(({ long, short }) => long === word || short === word);
      waiting = option !== undefined && (option.required || option.optional) ? option : undefined;
    } else {
      const next = operands > 0 ? undefined : command.commands.find((one) => named(one).includes(word));
      if (next === undefined) operands++;
      else command = next;
    }
  }
  return { command, operands, waiting, isOver: false };
}

const named = (command: Command): string[] => [command.name(), ...command.aliases()];

const lastVariadic = (command: Command): Argument | undefined =>
  command.registeredArguments.at(-1)?.variadic ? command.registeredArguments.at(-1) : undefined;

const commandsOf = (command: Command): Candidate[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ word: one.name(), about: one.description() }));

const optionsOf = (command: Command): Candidate[] =>
  command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) => (long ? [{ word: long, about: description }] : []));

async function valuesOf(option: Option, env: Environment): Promise<Candidates> {
  if (option.argChoices !== undefined) return wordsOf(option.argChoices);
  if (option.long === '--profile') return (await import('./profiles.ts')).profileNames(env);
  return /FILE|DIR|PATH/.test(option.flags) ? FILES : NOTHING;
}

async function argumentValues(argument: Argument, command: Command, program: Command): Promise<Candidates> {
  if (argument.argChoices !== undefined) return wordsOf(argument.argChoices);
  if (command.name() === 'help') return { words: commandsOf(program) };
  return /file|policy|dir|command/i.test(argument.name()) ? FILES : NOTHING;
}
