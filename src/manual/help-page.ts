import type { OperationFacts, ServiceFacts } from '../model/facts.ts';
import type { Page } from './document.ts';
import { commandName } from './names.ts';
import { operationPage } from './page.ts';
import { servicePage } from './service-page.ts';
import type { LooseWords } from './words-of.ts';

export type ServiceName = ServiceFacts['name'];

/**
 * Gives the manual page of a service or of one of its operations, which may be named as it is typed (`assume-role`) or as
 * AWS names it (`AssumeRole`); `undefined` where there is no such operation. For `rolecall help sts assume-role` and
 * `rolecall sts assume-role help`; the words are loaded when a page is asked for.
 */
export async function helpPage(service: ServiceName, operation?: string): Promise<Page | undefined> {
  const { facts, operations, words } = await chapterOf(service);
  if (operation === undefined) return servicePage(facts, operations, words);
  const found = [...operations.values()].find(({ name }) => name === operation || commandName(name) === operation);
  return found && operationPage(found, words);
}

/** What the manual knows of a service. */
export interface Chapter {
  readonly facts: ServiceFacts;
  readonly operations: ReadonlyMap<string, OperationFacts>;
  readonly words: LooseWords;
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
