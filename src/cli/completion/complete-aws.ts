import type { Environment } from '../../client/profiles/aws-files.ts';
import { chapterOf } from '../../manual/help-page.ts';
import { commandName } from '../../manual/names.ts';
import { operationLines } from '../../manual/service-page.ts';
import type { OperationFacts, Shape } from '../../model/facts.ts';
import { GLOBAL_ROWS } from '../aws/globals.ts';
import { optionsOf } from '../aws/operation-rows.ts';
import { isOperand, type OptionRow, readWords } from '../aws/read-words.ts';
import { WAITERS } from '../aws/waiters.ts';
import { type Candidate, type Candidates, FILES, NOTHING, wordsOf } from './candidate.ts';

/** Completes `rolecall sts ...` and `rolecall iam ...`: operations, options, what an option may be. */
export async function completeAws(
  service: 'sts' | 'iam',
  before: readonly string[],
  current: string,
  env: Environment,
): Promise<Candidates> {
  const { operations, words } = await chapterOf(service);
  const { command, behind } = operationIn(before);
  if (command === undefined) {
    const waiting = waitingIn(before, GLOBAL_ROWS);
    if (waiting !== undefined) return valuesOf(waiting, undefined, env);
    const waits = service === 'iam' ? [{ word: 'wait', about: 'wait until something is there' }] : [];
    const named = operationLines(operations, words).map(([word, about]) => ({ word, about }));
    return { words: [...named, ...waits, { word: 'help', about: 'show the manual' }, ...optionsWhere(current, [])] };
  }
  if (command === 'wait' && behind.every((word) => !isOperand(word))) {
    return wordsOf([...WAITERS.keys()].map((name) => commandName(name)));
  }
  const facts = factsOf(command, behind, operations);
  return facts === undefined ? NOTHING : parameters(facts, before, current, env);
}

/** The first word behind the service that is no option's. */
function operationIn(before: readonly string[]): { command: string | undefined; behind: readonly string[] } {
  const rest = restOf(before, GLOBAL_ROWS);
  const operands = rest.filter((word) => isOperand(word));
  const [, command] = operands;
  return { command, behind: command === undefined ? [] : rest.slice(rest.indexOf(command) + 1) };
}

/** Half a line may be wrong in any way: that is no time to say so. */
function restOf(words: readonly string[], rows: readonly OptionRow[]): readonly string[] {
  try {
    return readWords(words, rows).rest;
  } catch {
    return words;
  }
}

function factsOf(
  command: string,
  behind: readonly string[],
  operations: ReadonlyMap<string, OperationFacts>,
): OperationFacts | undefined {
  const byCommand = (word: string) => [...operations.values()].find(({ name }) => commandName(name) === word);
  if (command !== 'wait') return byCommand(command);
  const waited = behind.find((word) => isOperand(word));
  const waiter = [...WAITERS.values()].find(({ name }) => commandName(name) === waited);
  return waiter === undefined ? undefined : operations.get(waiter.operation);
}

async function parameters(
  facts: OperationFacts,
  before: readonly string[],
  current: string,
  env: Environment,
): Promise<Candidates> {
  const { rows, members } = optionsOf(facts);
  const all = [...rows, ...GLOBAL_ROWS];
  const equals = current.startsWith('--') ? current.indexOf('=') : -1;
  if (equals > 0) {
    const row = all.find(({ name }) => name === current.slice(0, equals));
    const values = row === undefined ? NOTHING : await valuesOf(row, members.get(row.key)?.shape, env);
    return { words: values.words.map(({ word }) => ({ word: `${current.slice(0, equals + 1)}${word}` })) };
  }
  const waiting = waitingIn(before, all);
  if (waiting !== undefined && !(current.startsWith('-') && waiting.takes !== 'one')) {
    const values = await valuesOf(waiting, members.get(waiting.key)?.shape, env);
    if (waiting.takes === 'one' || values.words.length > 0) return values;
  }
  const given = new Set(before);
  const shown = rows.filter((row) => !row.isHidden && !given.has(row.name));
  const needed = shown.filter((row) => row.isRequired);
  const first = current === '' && needed.length > 0 ? needed : shown;
  return { words: [...first.map((row) => ({ word: row.name })), ...optionsWhere(current, before)] };
}

/** The options of every operation, where somebody has begun one. */
const optionsWhere = (current: string, given: readonly string[]): Candidate[] =>
  current.startsWith('-')
    ? GLOBAL_ROWS.filter(({ name }) => !given.includes(name)).map(({ name }) => ({ word: name }))
    : [];

/** The option to which the next word belongs. */
function waitingIn(before: readonly string[], rows: readonly OptionRow[]): OptionRow | undefined {
  for (let index = before.length - 1; index >= 0; index--) {
    const row = rows.find(({ name }) => name === before[index]);
    if (row !== undefined) {
      const isFull = row.takes !== 'many' && index < before.length - 1;
      return row.takes === 'nothing' || isFull ? undefined : row;
    }
    if (!isOperand(before[index]!)) return undefined;
  }
  return undefined;
}

async function valuesOf(row: OptionRow, shape: Shape | undefined, env: Environment): Promise<Candidates> {
  if (row.choices !== undefined) return wordsOf(row.choices);
  if (row.name === '--profile') return (await import('./profiles.ts')).profileNames(env);
  if (row.name === '--ca-bundle' || row.name === '--outfile') return FILES;
  const member = shape?.type === 'list' ? shape.member : shape;
  if (member?.type === 'string' && member.enum !== undefined) return wordsOf(member.enum);
  if (/policy|document|json|yaml/i.test(row.name) && !/arn|name|id/.test(row.name)) return wordsOf(['file://']);
  return NOTHING;
}
