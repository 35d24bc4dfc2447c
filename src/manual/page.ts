import type { ErrorFacts, OperationFacts, Shape, StructureShape } from '../model/facts.ts';
import { common } from '../model/fault.ts';
import { type Block, item, literal, type Page, paragraph, section } from './document.ts';
import { exampleBlocks } from './examples.ts';
import { limitsOf } from './limits.ts';
import { commandName } from './names.ts';
import { shorthandOf } from './syntax.ts';
import { type LooseWords, type WordsOfOne, wordsOf } from './words-of.ts';

/** The manual page of an operation: what the model says of it, with the words that belong to it. */
export function operationPage(facts: OperationFacts, service: LooseWords): Page {
  const words = wordsOf(facts, service);
  const { summary } = words.operation;
  const prefix = `rolecall ${facts.service.name}`;
  const title = commandName(facts.name);
  const { required, optional } = parametersOf(facts.input);
  const name = pageName(facts.service.name, facts.name);
  return {
    name,
    title,
    summary,
    sections: [
      ...section('NAME', paragraph(`${name} - ${summary}`)),
      ...section('DESCRIPTION', ...description(words)),
      ...section('SYNOPSIS', literal(`${prefix} ${title}`, ...synopsis(required, optional).map((line) => `  ${line}`))),
      ...section('REQUIRED PARAMETERS', ...required.map((one) => parameter(one, words))),
      ...section('OPTIONAL PARAMETERS', ...optional.map((one) => parameter(one, words))),
      ...section('EXAMPLES', ...exampleBlocks(facts, words)),
      ...section('OUTPUT', ...output(facts.output, words)),
      ...section('ERRORS', ...errors(facts.errors, words)),
      ...section('SEE ALSO', seeAlso(facts, words)),
    ],
  };
}

/** The name of an installed page: `rolecall-sts-assume-role`. */
export const pageName = (service: string, operation: string): string => `rolecall-${service}-${commandName(operation)}`;

export interface Parameter {
  readonly name: string;
  readonly shape: Shape;
  readonly isRequired: boolean;
}

/** The parameters of an operation, in the model's order. */
export function parametersOf(input: StructureShape): {
  readonly required: readonly Parameter[];
  readonly optional: readonly Parameter[];
} {
  const all = membersOf(input);
  return { required: all.filter((one) => one.isRequired), optional: all.filter((one) => !one.isRequired) };
}

const membersOf = ({ members, required }: StructureShape): readonly Parameter[] =>
  Object.entries(members).map(([name, shape]) => ({ name, shape, isRequired: required.includes(name) }));

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

function synopsis(required: readonly Parameter[], optional: readonly Parameter[]): readonly string[] {
  return [...required.map(typed), ...optional.map((one) => `[${typed(one)}]`)];
}

/** As it is typed: a boolean is said or denied, everything else has a value. */
function typed({ name, shape }: Parameter): string {
  const option = commandName(name);
  return shape.type === 'boolean' ? `--${option} | --no-${option}` : `--${option} <value>`;
}

function parameter({ name, shape }: Parameter, words: WordsOfOne): Block {
  const option = commandName(name);
  const term = shape.type === 'boolean' ? `--${option} | --no-${option}` : `--${option}`;
  const standing = words.operation.defaults?.[name];
  return item(
    term,
    shape.type,
    paragraph(words.parameter(name)),
    ...limits(shape),
    ...(standing === undefined ? [] : [paragraph(`Default: ${standing}.`)]),
    ...nested(shape, (member) => words.parameter(member), true),
    ...shorthandOf(name, shape),
  );
}

const limits = (shape: Shape): readonly Block[] => {
  const sentence = limitsOf(shape);
  return sentence === undefined ? [] : [paragraph(sentence)];
};

/** The members of what a list, a map or a structure holds, each with its words, and what they hold. */
function nested(shape: Shape, words: (member: string) => string, isInput: boolean): readonly Block[] {
  const held = heldBy(shape);
  if (held === undefined) return [];
  return membersOf(held).map(({ name, shape: member, isRequired }) =>
    item(
      name,
      `${kindOf(member)}${isInput && isRequired ? ', required' : ''}`,
      paragraph(words(name)),
      ...(isInput ? limits(member) : []),
      ...nested(member, words, isInput),
    ),
  );
}

/** The structure inside, through lists and maps. */
function heldBy(shape: Shape): StructureShape | undefined {
  if (shape.type === 'structure') return shape;
  if (shape.type === 'list') return heldBy(shape.member);
  return shape.type === 'map' ? heldBy(shape.value) : undefined;
}

/** `list of strings`, `structure`, `timestamp`. */
function kindOf(shape: Shape): string {
  if (shape.type === 'list') return `list of ${kindOf(shape.member)}s`;
  return shape.type === 'map' ? `map of ${kindOf(shape.value)}s` : shape.type;
}

function output(shape: StructureShape | undefined, words: WordsOfOne): readonly Block[] {
  if (shape === undefined || Object.keys(shape.members).length === 0) return [paragraph('None.')];
  return nested(shape, (member) => words.result(member), false);
}

/** Beside the codes that the model declares, those that every operation may answer and those of which there are words. */
function errors(declared: readonly ErrorFacts[], words: WordsOfOne): readonly Block[] {
  const codes = new Map(declared.map(({ code, status }) => [code, status]));
  for (const code of ['AccessDenied', 'ValidationError', ...Object.keys(words.operation.errors ?? {})])
    if (!codes.has(code)) codes.set(code, UNDECLARED.get(code) ?? 400);
  return [...codes].map(([code, status]) => item(code, String(status), paragraph(words.error(code))));
}

const UNDECLARED = new Map<string, number>(Object.values(common).map(({ code, status }) => [code, status]));

function seeAlso(facts: OperationFacts, { operation, isOperation }: WordsOfOne): Block {
  const service = facts.service.name;
  const related = (operation.related ?? []).map((name) => (isOperation(name) ? pageName(service, name) : name));
  return paragraph([...related, `rolecall-${service}`].map((name) => `${name}(1)`).join(', '));
}
