import type { OperationFacts, StructureShape } from '../model/facts.ts';
import { type Block, item, literal, type Page, paragraph, section } from './document.ts';
import { errorBlocks } from './errors.ts';
import { exampleBlocks } from './examples.ts';
import { membersOf, parameter, results, typed } from './members.ts';
import { commandName } from './names.ts';
import { type LooseWords, type WordsOfOne, wordsOf } from './words-of.ts';

/** What the command makes of the parameters: some are its own affair, and it has options that are no parameters. */
export interface CommandOptions {
  /** Parameters that are not told of. */
  readonly hidden: ReadonlySet<string>;
  readonly added: readonly AddedOption[];
}

export interface AddedOption {
  /** `--page-size` */
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly words: string;
}

const NO_MORE: CommandOptions = { hidden: new Set(), added: [] };

/** The manual page of an operation: what the model says of it, with the words that belong to it. */
export function operationPage(facts: OperationFacts, service: LooseWords, command: CommandOptions = NO_MORE): Page {
  const words = wordsOf(facts, service);
  const { summary } = words.operation;
  const prefix = `rolecall ${facts.service.name}`;
  const title = commandName(facts.name);
  const options = [
    ...membersOf(facts.input)
      .filter((one) => !command.hidden.has(one.name))
      .map((one) => ({ isRequired: one.isRequired, typed: typed(one), item: parameter(one, words) })),
    ...command.added.map((one) => ({
      isRequired: one.isRequired,
      typed: one.type === 'boolean' ? one.name : `${one.name} <value>`,
      item: item(one.name, one.type, paragraph(one.words)),
    })),
  ];
  const required = options.filter(({ isRequired }) => isRequired);
  const optional = options.filter(({ isRequired }) => !isRequired);
  const synopsis = [...required.map((one) => one.typed), ...optional.map((one) => `[${one.typed}]`)];
  const name = pageName(facts.service.name, facts.name);
  return {
    name,
    title,
    summary,
    sections: [
      ...section('NAME', paragraph(`${name} - ${summary}`)),
      ...section('DESCRIPTION', ...description(words)),
      ...section('SYNOPSIS', literal(`${prefix} ${title}`, ...synopsis.map((line) => `  ${line}`))),
      ...section('REQUIRED PARAMETERS', ...required.map((one) => one.item)),
      ...section('OPTIONAL PARAMETERS', ...optional.map((one) => one.item)),
      ...section('EXAMPLES', ...exampleBlocks(facts, words)),
      ...section('OUTPUT', ...output(facts.output, words)),
      ...section('ERRORS', ...errorBlocks(facts.errors, words)),
      ...section('SEE ALSO', seeAlso(facts, words)),
    ],
  };
}

/** The name of an installed page: `rolecall-sts-assume-role`. */
const pageName = (service: string, operation: string): string => `rolecall-${service}-${commandName(operation)}`;

function description({ operation, permission }: WordsOfOne): readonly Block[] {
  const [first, ...others] = operation.description.map((text) => paragraph(text));
  const important = operation.isMissing
    ? 'Not offered here. The server knows the operation and answers it with 501 NotImplemented, so that nobody takes it for done.'
    : operation.important;
  return [
    ...(first === undefined ? [] : [first]),
    ...(important === undefined ? [] : [paragraph(important, 'Important')]),
    ...others,
    ...(permission === undefined || operation.isMissing ? [] : [paragraph(permission)]),
  ];
}

function output(shape: StructureShape | undefined, words: WordsOfOne): readonly Block[] {
  const found: Block[] = words.operation.isMissing || shape === undefined ? [] : [...results(shape, words)];
  return found.length === 0 ? [paragraph('None.')] : found;
}

function seeAlso(facts: OperationFacts, { operation, isOperation }: WordsOfOne): Block {
  const service = facts.service.name;
  const related = (operation.related ?? []).map((name) => (isOperation(name) ? pageName(service, name) : name));
  return paragraph([...related, `rolecall-${service}`].map((name) => `${name}(1)`).join(', '));
}
