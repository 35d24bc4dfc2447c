import { pythonType } from '../output/unprintable.ts';
import { CommandError, parameterError, WRONG_USAGE } from './command-error.ts';
import type { OperationOptions } from './operation-rows.ts';
import { ParameterFileError, readParameterFile } from './parameter-file.ts';
import { type Reading, readValue } from './read-value.ts';
import type { Given } from './read-words.ts';

/** Puts the input of a call together: what the options say, then what `--cli-input-json` or `-yaml` adds to it. */
export async function callInput(
  given: ReadonlyMap<string, Given>,
  { rows, members }: OperationOptions,
  reading: Omit<Reading, 'option'>,
): Promise<Record<string, unknown>> {
  const input = Object.create(null) as Record<string, unknown>;
  for (const [key, { name, shape }] of members) {
    const value = given.get(key);
    // Where the CLI pages by itself, its own option of the same name was read.
    if (value === undefined || !rows.some((row) => row.key === key)) continue;
    input[name] =
      typeof value === 'boolean' || typeof value === 'number'
        ? value
        : readValue(value, shape, { ...reading, option: `--${key}` });
  }
  for (const [name, value] of Object.entries(await wholeInput(given, reading))) {
    if (!Object.hasOwn(input, name)) input[name] = value;
  }
  return input;
}

async function wholeInput(
  given: ReadonlyMap<string, Given>,
  { env }: Omit<Reading, 'option'>,
): Promise<Record<string, unknown>> {
  const json = given.get('cli-input-json') as string | undefined;
  const yaml = given.get('cli-input-yaml') as string | undefined;
  if (json !== undefined && yaml !== undefined) {
    throw new CommandError('Only one --cli-input- parameter may be specified.', WRONG_USAGE);
  }
  const option = json === undefined ? 'cli-input-yaml' : 'cli-input-json';
  const word = json ?? yaml;
  if (word === undefined) return {};
  const text = textOf(word, option, env);
  const read = await parse(text, option);
  if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Record<string, unknown>;
  throw parameterError(`--${option}`, `Invalid type: expecting map, received <class '${pythonType(read)}'>`);
}

function textOf(word: string, option: string, env: Reading['env']): string {
  try {
    const loaded = readParameterFile(word, env);
    return loaded instanceof Uint8Array ? Buffer.from(loaded).toString('utf8') : (loaded ?? word);
  } catch (error) {
    if (error instanceof ParameterFileError) throw parameterError(`--${option}`, error.message);
    throw error;
  }
}

async function parse(text: string, option: string): Promise<unknown> {
  try {
    if (option === 'cli-input-json') return JSON.parse(text);
    const { parse: parseYaml } = await import('yaml');
    return parseYaml(text, { maxAliasCount: 100 });
  } catch {
    throw parameterError(option, `Invalid ${option === 'cli-input-json' ? 'JSON' : 'YAML'} received.`);
  }
}
