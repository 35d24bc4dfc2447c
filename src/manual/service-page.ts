import type { OperationFacts, ServiceFacts } from '../model/facts.ts';
import { type Described, sentence } from './command-page.ts';
import { item, literal, type Page, paragraph, section } from './document.ts';
import { commandName } from './names.ts';
import type { LooseWords } from './words-of.ts';

/** What the manual knows of a service. */
export interface Chapter {
  readonly facts: ServiceFacts;
  readonly operations: ReadonlyMap<string, OperationFacts>;
  readonly words: LooseWords;
}

/** The manual page of a service: what it is, and each of its operations with a line. */
export function servicePage({ facts: service, operations, words }: Chapter, options: readonly Described[]): Page {
  const summary = SERVICE_SUMMARIES[service.name];
  const name = `rolecall-${service.name}`;
  return {
    name,
    title: service.name,
    summary,
    sections: [
      ...section('NAME', paragraph(`${name} - ${summary}`)),
      ...section('DESCRIPTION', ...words.about.map((text) => paragraph(text)), paragraph(ANSWERS), paragraph(EXITS)),
      ...section(
        'SYNOPSIS',
        literal(`rolecall ${service.name} <operation> [<options>]`, `rolecall help ${service.name} <operation>`),
      ),
      ...section(
        'OPERATIONS',
        ...operationLines(operations, words).map(([one, line]) => item(one, undefined, paragraph(sentence(line)))),
      ),
      ...section('OPTIONS OF EACH', ...options.map(({ term, words }) => item(term, undefined, paragraph(words)))),
      ...section('SEE ALSO', paragraph(`rolecall(1), rolecall-${service.name === 'sts' ? 'iam' : 'sts'}(1)`)),
    ],
  };
}

/** Each operation as it is typed, in the order of the alphabet, with its line. */
export function operationLines(
  operations: ReadonlyMap<string, OperationFacts>,
  words: LooseWords,
): readonly (readonly [name: string, line: string])[] {
  const said = new Map(Object.entries(words.operations));
  return [...operations.keys()]
    .map((name) => {
      const { summary = '', isMissing } = said.get(name) ?? {};
      return [commandName(name), isMissing ? `${summary} (not offered here: 501)` : summary] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What the services are for, in a line. */
export const SERVICE_SUMMARIES: Readonly<Record<ServiceFacts['name'], string>> = {
  sts: 'ask for temporary credentials, and who one is',
  iam: 'administer users, groups, roles, policies and what belongs to them',
};

const ANSWERS =
  'Each operation is a command with the options of the AWS CLI: `--role-arn` is the parameter RoleArn. What the service answers is printed on stdout, a refusal with its code and its sentence on stderr.';

const EXITS =
  'The exit status is that of the AWS CLI: 0 done, 130 interrupted by Ctrl-C, 252 wrong usage, 253 wrong configuration, 254 refused by the service, 255 anything else.';
