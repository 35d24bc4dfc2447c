import type { Command } from 'commander';
import { type CommandFacts, commandPage, programPage } from '../../manual/command-page.ts';
import type { Page } from '../../manual/document.ts';
import { chapterOf, type ServiceName } from '../../manual/help-page.ts';
import { commandName } from '../../manual/names.ts';
import { SERVICE_SUMMARIES } from '../../manual/service-page.ts';
import { aboutRolecall, commandWords } from '../../manual/words/commands.ts';
import { readCommand } from './read-command.ts';
import { serviceHelp } from './service-help.ts';

export const SERVICES: readonly ServiceName[] = ['sts', 'iam'];

const isService = (name: string | undefined): name is ServiceName => SERVICES.some((service) => service === name);

/** The page of a topic: of nothing the program's, of a service, of an operation, of a command; `undefined` where there is none. */
export async function pageOf(program: Command, topic: readonly string[]): Promise<Page | undefined> {
  const [name, operation, ...more] = topic;
  if (name === undefined || name === 'rolecall') return topic.length > 1 ? undefined : ofProgram(program);
  if (isService(name)) return more.length > 0 ? undefined : serviceHelp(name, operation);
  return ofCommand(program, topic);
}

/** Every page of the manual, for the installed ones. */
export async function allPages(program: Command): Promise<readonly Page[]> {
  const own = ownCommands(program).map(({ name }) => ofCommand(program, [name])!);
  const services = await Promise.all(
    SERVICES.map(async (service) => {
      const { operations } = await chapterOf(service);
      const pages = await Promise.all([...operations.keys()].map((operation) => serviceHelp(service, operation)));
      return [await serviceHelp(service), ...pages];
    }),
  );
  return [ofProgram(program), ...own, ...services.flat()].filter((page) => page !== undefined);
}

/** What can be asked for, for whoever mistypes it. */
export async function topicsOf(program: Command): Promise<readonly string[]> {
  const operations = await Promise.all(
    SERVICES.map(async (service) => {
      return [...(await chapterOf(service)).operations.keys()].map(
        (operation) => `${service} ${commandName(operation)}`,
      );
    }),
  );
  return [...ownCommands(program).flatMap(withBelow), ...SERVICES, ...operations.flat()];
}

function ofProgram(program: Command): Page {
  const { options, ...facts } = readCommand(program);
  const services = SERVICES.map((service) => ({ term: service, words: SERVICE_SUMMARIES[service] }));
  return programPage({ ...facts, options, commands: ownCommands(program) }, services, aboutRolecall);
}

/** A command of a command has the page of the one above it. */
function ofCommand(program: Command, topic: readonly string[]): Page | undefined {
  const [name, ...below] = topic;
  const found = ownCommands(program).find((command) => command.name === name);
  if (found === undefined) return undefined;
  let commands = found.commands;
  for (const [depth] of below.entries()) {
    const next = commands.find((command) => command.name === topic.slice(0, depth + 2).join(' '));
    if (next === undefined) return undefined;
    commands = next.commands;
  }
  return commandPage(found, commandWords.get(found.name));
}

/** The commands that are ours: the services have pages of another kind. */
const ownCommands = (program: Command) => readCommand(program).commands.filter(({ name }) => !isService(name));

const withBelow = ({ name, commands }: CommandFacts): readonly string[] => [name, ...commands.flatMap(withBelow)];
