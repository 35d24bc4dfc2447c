import type { ErrorFacts, OperationFacts, Shape, StructureShape } from '../model/facts.ts';
import { common } from '../model/fault.ts';
import { type Block, item, literal, type Page, paragraph, section } from './document.ts';
import { exampleBlocks } from './examples.ts';
import { limitsOf } from './limits.ts';
import { commandName } from './names.ts';
import { shorthandOf } from './syntax.ts';
import { type LooseWords, NEVER, NOT_ANSWERED, type WordsOfOne, wordsOf } from './words-of.ts';

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
      ...section('ERRORS', ...errors(facts.errors, words)),
      ...section('SEE ALSO', seeAlso(facts, words)),
    ],
  };
}

/** The name of an installed page: `rolecall-sts-assume-role`. */
const pageName = (service: string, operation: string): string => `rolecall-${service}-${commandName(operation)}`;

interface Parameter {
  readonly name: string;
  readonly shape: Shape;
  readonly isRequired: boolean;
}

/** The members of a structure, in the model's order. */
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

/** As it is typed: a boolean is said or denied, everything else has a value. */
function typed({ name, shape }: Parameter): string {
  const option = commandName(name);
  return shape.type === 'boolean' ? `--${option} | --no-${option}` : `--${option} <value>`;
}

function parameter({ name, shape }: Parameter, words: WordsOfOne): Block {
  const option = commandName(name);
  const term = shape.type === 'boolean' ? `--${option} | --no-${option}` : `--${option}`;
  return item(
    term,
    shape.type,
    paragraph(words.parameter(name)),
    ...limits(shape, words.operation.defaults?.[name]),
    ...members(shape, words),
    ...shorthandOf(name, shape),
  );
}

/** Which values it takes, and what holds without one. */
function limits(shape: Shape, standing?: string): readonly Block[] {
  const sentences = [limitsOf(shape), standing && `Default: ${standing}.`].filter((one) => one !== undefined);
  return sentences.length === 0 ? [] : [paragraph(sentences.join(' '))];
}

/** The members of what a parameter holds, each with its words, and what they hold. */
function members(shape: Shape, words: WordsOfOne): readonly Block[] {
  const held = heldBy(shape);
  if (held === undefined) return [];
  return membersOf(held).map(({ name, shape: member, isRequired }) =>
    item(
      name,
      isRequired ? `${kindOf(member)}, required` : kindOf(member),
      paragraph(words.parameter(name)),
      ...limits(member),
      ...members(member, words),
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
  const found: Block[] = words.operation.isMissing || shape === undefined ? [] : [...results(shape, words)];
  return found.length === 0 ? [paragraph('None.')] : found;
}

/** The members of an answer. What is never answered here is left out: the model has it, nobody will see it. */
function results(shape: Shape, words: WordsOfOne): readonly Block[] {
  const held = heldBy(shape);
  if (held === undefined) return [];
  return membersOf(held)
    .filter(({ name }) => words.result(name) !== NEVER)
    .map(({ name, shape: member }) =>
      item(name, kindOf(member), paragraph(words.result(name)), ...results(member, words)),
    );
}

/**
 * The codes that every operation may answer, those that the model declares, and those of which there are words. What is
 * declared and never answered here stands together at the end.
 */
function errors(declared: readonly ErrorFacts[], words: WordsOfOne): readonly Block[] {
  if (words.operation.isMissing) return [item('NotImplemented', '501', paragraph('Always.'))];
  const codes = new Map([
    ...EVERYWHERE.map(withStatus),
    ...declared.map(({ code, status }) => [code, status] as const),
  ]);
  for (const code of Object.keys(words.operation.errors ?? {})) if (!codes.has(code)) codes.set(...withStatus(code));
  const answered = [...codes.keys()].filter((code) => !words.error(code).startsWith(NOT_ANSWERED));
  const others = [...codes.keys()].filter((code) => !answered.includes(code));
  return [
    ...answered.map((code) => item(code, String(codes.get(code)), paragraph(words.error(code)))),
    ...(others.length === 0
      ? []
      : [
          paragraph(
            `Declared by AWS, and not answered here: ${others.map((code) => reasoned(code, words)).join('; ')}.`,
          ),
        ]),
  ];
}

const EVERYWHERE = ['AccessDenied', 'ValidationError'];

/** `RegionDisabledException` (no region can be switched off) */
function reasoned(code: string, words: WordsOfOne): string {
  const reason = words.error(code).slice(NOT_ANSWERED.length).replace(/^: /, '').replace(/\.$/, '');
  return reason === '' ? `\`${code}\`` : `\`${code}\` (${reason})`;
}

const withStatus = (code: string): readonly [string, number] => [code, UNDECLARED.get(code) ?? 400];

const UNDECLARED = new Map<string, number>(Object.values(common).map(({ code, status }) => [code, status]));

function seeAlso(facts: OperationFacts, { operation, isOperation }: WordsOfOne): Block {
  const service = facts.service.name;
  const related = (operation.related ?? []).map((name) => (isOperation(name) ? pageName(service, name) : name));
  return paragraph([...related, `rolecall-${service}`].map((name) => `${name}(1)`).join(', '));
}
