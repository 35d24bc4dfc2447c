import { type Block, type Item, item, literal, type Page, paragraph, section } from './document.ts';
import type { CommandWords } from './words/commands/command-words.ts';

/** What the command line knows of a command of its own. */
export interface CommandFacts {
  /** `audit search`, without the program. */
  readonly name: string;
  /** One line, as its `--help` says it. */
  readonly summary: string;
  /** What follows the name: `[options] <FILE>`. */
  readonly usage: string;
  readonly arguments: readonly Described[];
  readonly options: readonly Described[];
  readonly commands: readonly CommandFacts[];
}

export interface Described {
  readonly term: string;
  readonly words: string;
}

/** The manual page of a command of our own: what its options say of themselves, with more words where they help. */
export function commandPage(command: CommandFacts, words: CommandWords | undefined): Page {
  const { summary, commands } = command;
  const name = `rolecall-${command.name}`;
  const shared = sharedOptions(commands);
  return {
    name,
    title: command.name,
    summary,
    sections: [
      ...section('NAME', paragraph(`${name} - ${summary}`)),
      ...section('DESCRIPTION', ...(words?.description ?? [sentence(summary)]).map((text) => paragraph(text))),
      ...section('SYNOPSIS', literal(...leavesOf(command).map((leaf) => `rolecall ${leaf.name} ${leaf.usage}`.trim()))),
      ...section('COMMANDS', ...commands.map((one) => subcommand(one, shared))),
      ...section('ARGUMENTS', ...command.arguments.map(described)),
      ...section(
        commands.length > 0 ? 'OPTIONS OF EACH' : 'OPTIONS',
        ...[...command.options, ...shared].map(described),
      ),
      ...section(
        'EXAMPLES',
        ...(words?.examples ?? []).flatMap(([title, ...lines]) => [paragraph(title), literal(...lines)]),
      ),
      ...section(
        'EXIT STATUS',
        ...(words?.exits ?? EXITS).map(([status, when]) => item(status, undefined, paragraph(when))),
      ),
      ...section('SEE ALSO', paragraph([...(words?.related ?? []), 'rolecall'].map((page) => `${page}(1)`).join(', '))),
    ],
  };
}

/** The manual page of the program: every command with its line. */
export function programPage(program: CommandFacts, services: readonly Described[], about: readonly string[]): Page {
  return {
    name: 'rolecall',
    title: 'rolecall',
    summary: SUMMARY,
    sections: [
      ...section('NAME', paragraph(`rolecall - ${SUMMARY}`)),
      ...section('DESCRIPTION', ...about.map((text) => paragraph(text))),
      ...section('SYNOPSIS', literal('rolecall <command> [<options>]', 'rolecall help [<command>] [<operation>]')),
      ...section(
        'COMMANDS',
        ...program.commands.map(({ name, summary }) => item(name, undefined, paragraph(sentence(summary)))),
      ),
      ...section('SERVICES', ...services.map(({ term, words }) => item(term, undefined, paragraph(sentence(words))))),
      ...section('OPTIONS', ...program.options.map(described)),
      ...section('EXIT STATUS', ...EXITS.map(([status, when]) => item(status, undefined, paragraph(when)))),
      ...section('SEE ALSO', paragraph('rolecall-sts(1), rolecall-iam(1), rolecall-serve(1)')),
    ],
  };
}

const SUMMARY = "AWS's Security Token Service, run by oneself";

const EXITS: readonly (readonly [status: string, when: string])[] = [
  ['0', 'Done.'],
  ['1', 'Refused; a sentence on stderr says why, and nothing was changed.'],
  ['2', 'Wrong usage.'],
];

const subcommand = (command: CommandFacts, shared: readonly Described[]): Item =>
  item(
    `${command.name} ${command.usage}`.trim(),
    undefined,
    paragraph(sentence(command.summary)),
    ...command.arguments.map(described),
    ...command.options.filter((option) => !isAmong(option, shared)).map(described),
    ...command.commands.map((one) => subcommand(one, shared)),
  );

const described = ({ term, words }: Described): Block => item(term, undefined, paragraph(sentence(words)));

/** The commands that do something, and not those that hold others. */
const leavesOf = (command: CommandFacts): readonly CommandFacts[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);

/** The options that each of several commands has, in the same words. */
function sharedOptions(commands: readonly CommandFacts[]): readonly Described[] {
  const leaves = commands.flatMap(leavesOf);
  const [first, ...others] = leaves;
  if (first === undefined || others.length === 0) return [];
  return first.options.filter((option) => others.every((other) => isAmong(option, other.options)));
}

const isAmong = (option: Described, options: readonly Described[]): boolean =>
  options.some(({ term, words }) => term === option.term && words === option.words);

/** What the command line says in lower case and without a full stop, as a sentence. */
export const sentence = (words: string): string =>
  `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${/[.:]$/.test(words) ? '' : '.'}`;
