import type { Shape, StructureShape } from '../model/facts.ts';
import { type Block, item, paragraph } from './document.ts';
import { limitsOf } from './limits.ts';
import { commandName } from './names.ts';
import { shorthandOf } from './syntax.ts';
import { NEVER, type WordsOfOne } from './words-of.ts';

/** A parameter of an operation, or a member of what one holds. */
export interface Parameter {
  readonly name: string;
  readonly shape: Shape;
  readonly isRequired: boolean;
}

/** The members of a structure, in the model's order. */
export const membersOf = ({ members, required }: StructureShape): readonly Parameter[] =>
  Object.entries(members).map(([name, shape]) => ({ name, shape, isRequired: required.includes(name) }));

/** As it is typed: a boolean is said or denied, everything else has a value. */
export function typed({ name, shape }: Parameter): string {
  const option = commandName(name);
  return shape.type === 'boolean' ? `--${option} | --no-${option}` : `--${option} <value>`;
}

/** A parameter with its words, its limits and what it holds. */
export function parameter({ name, shape }: Parameter, words: WordsOfOne): Block {
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

/** The members of an answer. What is never answered here is left out: the model has it, nobody will see it. */
export function results(shape: Shape, words: WordsOfOne): readonly Block[] {
  const held = heldBy(shape);
  if (held === undefined) return [];
  return membersOf(held)
    .filter(({ name }) => words.result(name) !== NEVER)
    .map(({ name, shape: member }) =>
      item(name, kindOf(member), paragraph(words.result(name)), ...results(member, words)),
    );
}
