import type { Argument, Command } from 'commander';
import type { CommandFacts } from '../../manual/command-page.ts';

/**
 * Reads what a command knows of itself, for its manual page: what `--help` shows and nothing else. The `help` of a group of
 * commands is the parser's own and left out.
 */
export function readCommand(command: Command, path: readonly string[] = []): CommandFacts {
  const help = command.createHelp();
  return {
    name: path.join(' '),
    summary: command.summary() || command.description(),
    usage: command.usage().replace(/ \[command\]$/, ' <command>'),
    arguments: command.registeredArguments
      .filter(({ description }) => description !== '')
      .map((argument) => ({ term: termOf(argument), words: help.argumentDescription(argument) })),
    options: help
      .visibleOptions(command)
      .filter(({ long }) => long !== '--help')
      .map((option) => ({ term: option.flags, words: help.optionDescription(option) })),
    commands: help
      .visibleCommands(command)
      .filter((one) => path.length === 0 || one.name() !== 'help')
      .map((one) => readCommand(one, [...path, one.name()])),
  };
}

function termOf(argument: Argument): string {
  const named = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${named}>` : `[${named}]`;
}
