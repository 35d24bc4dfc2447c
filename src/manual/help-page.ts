import type { OperationFacts, ServiceFacts } from '../model/facts.ts';
import type { Described } from './command-page.ts';
import type { Page } from './document.ts';
import { commandName } from './names.ts';
import { type CommandOptions, operationPage } from './page.ts';
import { type Chapter, servicePage } from './service-page.ts';

export type ServiceName = ServiceFacts['name'];

/** What the command line adds to the pages of a service: options that are no parameters. */
export interface CommandLine {
  readonly ofOperation: (facts: OperationFacts) => CommandOptions;
  readonly ofEach: readonly Described[];
}

/**
 * Gives the manual page of a service or of one of its operations, which may be named as it is typed (`assume-role`) or as
 * AWS names it (`AssumeRole`); `undefined` where there is no such operation. The words are loaded when a page is asked for.
 * The command line asks by `cli/manual/service-help.ts`, which knows the options of its own.
 */
export async function helpPage(
  service: ServiceName,
  operation?: string,
  commandLine?: CommandLine,
): Promise<Page | undefined> {
  const { facts, operations, words } = await chapterOf(service);
  if (operation === undefined) return servicePage({ facts, operations, words }, commandLine?.ofEach ?? []);
  const found = [...operations.values()].find(({ name }) => name === operation || commandName(name) === operation);
  return found && operationPage(found, words, commandLine?.ofOperation(found));
}

/** Loads the facts and the words of a service. */
export async function chapterOf(service: ServiceName): Promise<Chapter> {
  if (service === 'sts') {
    const [model, { stsWords }] = await Promise.all([import('../model/generated/sts.ts'), import('./words/sts.ts')]);
    return { facts: model.service, operations: model.operations, words: stsWords };
  }
  const [model, { iamWords }] = await Promise.all([import('../model/generated/iam.ts'), import('./words/iam.ts')]);
  return { facts: model.service, operations: model.operations, words: iamWords };
}
