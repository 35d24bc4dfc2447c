import type { OperationFacts, Shape } from '../model/facts.ts';
import { type Block, literal, paragraph } from './document.ts';
import { commandName } from './names.ts';
import type { LooseExample, WordsOfOne } from './words-of.ts';

/** The examples of an operation; where none is written, one is made of the samples of its required parameters. */
export function exampleBlocks(facts: OperationFacts, words: WordsOfOne): readonly Block[] {
  return examplesOf(facts, words).flatMap((example) => {
    const { title, files = {}, output, remark } = example;
    return [
      paragraph(`${title}:`),
      literal(...commandOf(facts, example)),
      ...Object.entries(files).flatMap(([name, content]) => [paragraph(`with \`${name}\`:`), json(content)]),
      ...(output === undefined ? [] : [paragraph('It prints:'), json(inOrder(facts.output, output))]),
      ...(remark === undefined ? [] : [paragraph(remark)]),
    ];
  });
}

/** The examples that are written, else the one that samples make. Nothing is shown for what is not offered here. */
export function examplesOf({ input }: OperationFacts, { operation, sample }: WordsOfOne): readonly LooseExample[] {
  if (operation.isMissing) return [];
  if (operation.examples !== undefined) return operation.examples;
  return [{ title: 'For example', given: Object.fromEntries(input.required.map((name) => [name, sample(name)])) }];
}

/** The arguments of an example as the shell hands them on. */
export function argumentsOf({ input }: OperationFacts, { given, options = [] }: LooseExample): readonly string[] {
  const typed = Object.entries(given).flatMap(([name, value = '']) => {
    const shape = input.members[name];
    if (shape?.type === 'boolean') return [`--${value === 'false' ? 'no-' : ''}${commandName(name)}`];
    return [`--${commandName(name)}`, ...valuesOf(shape, value)];
  });
  return [...typed, ...options];
}

/** Values of a list are typed with spaces between them. */
const valuesOf = (shape: Shape | undefined, value: string): readonly string[] =>
  shape?.type === 'list' ? value.split(' ') : [value];

/** The command, on one line where it has room, else with a line for each option. */
function commandOf(facts: OperationFacts, example: LooseExample): readonly string[] {
  const command = `rolecall ${facts.service.name} ${commandName(facts.name)}`;
  const words = argumentsOf(facts, example).map(shellWord);
  const whole = [command, ...words].join(' ');
  if (whole.length <= 70) return [whole];
  const options: string[] = [];
  for (const word of words) {
    if (word.startsWith('--')) options.push(`  ${word}`);
    else options[options.length - 1] += ` ${word}`;
  }
  return [command, ...options].map((line, i) => (i < options.length ? `${line} \\` : line));
}

/** In single quotes where the shell would read more into it. */
const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

const json = (value: unknown): Block => literal(...JSON.stringify(value, undefined, 4).split('\n'));

/** Members in the order of the model, in which the command prints them. */
function inOrder(shape: Shape | undefined, value: unknown): unknown {
  if (shape?.type === 'list' && Array.isArray(value)) return value.map((one) => inOrder(shape.member, one));
  if (shape?.type !== 'structure' || typeof value !== 'object' || value === null) return value;
  const members = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(shape.members)
      .filter(([name]) => Object.hasOwn(members, name))
      .map(([name, member]) => [name, inOrder(member, members[name])]),
  );
}
