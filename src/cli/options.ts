import { type Command, Option } from 'commander';
import type { Where } from './house.ts';
import { Refusal } from './refusal.ts';
import { type Flags, readSettings, variableOf } from './settings/read-settings.ts';
import { settingsFile } from './settings/settings-file.ts';
import { type SettingName, type Settings, settings } from './settings.ts';

export const SERVE_SETTINGS = Object.keys(settings) as SettingName[];
export const PLACE_SETTINGS: readonly SettingName[] = ['data', 'key-file', 'database', 'database-file'];

/** The options of one command, as they were typed. */
export interface Options {
  readonly output: 'json' | 'text';
  readonly config?: string;
  readonly [flag: string]: unknown;
}

export const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

export const outputOption = (): Option =>
  new Option('--output <FORMAT>', 'how to print').choices(['json', 'text']).default('text');

/** Adds the flags of some settings, each with its variable named in the help. */
export function withSettings(command: Command, names: readonly SettingName[]): Command {
  for (const name of names) {
    const { argument, help, repeatable, fallback } = settings[name];
    const standing = fallback === undefined ? '' : ` (default: ${fallback})`;
    const option = new Option(`--${name} <${argument}>`, `${help}${standing} [${variableOf(name)}]`);
    command.addOption(repeatable ? option.argParser(collect) : option);
  }
  return command.option('--config <FILE>', 'settings file (default: rolecall.yaml where it exists)');
}

/** Puts flags, environment and file together. */
export async function settle(options: Options): Promise<{ settings: Settings; where: Where }> {
  const flags: Record<string, string | readonly string[] | undefined> = {};
  for (const name of SERVE_SETTINGS) flags[name] = options[camel(name)] as string | readonly string[] | undefined;
  const file: Flags = await settingsFile(options.config ?? 'rolecall.yaml', options.config !== undefined);
  const settled = readSettings(flags, process.env, file);
  if (settled.data === undefined) throw new Refusal('`--data DIR` is needed: the folder of the store', 'usage');
  return { settings: settled, where: placed(settled, settled.data) };
}

/** Where the store is. With a database the key is said by name: whoever gets at DIR alone must not hold both. */
function placed(settled: Settings, data: string): Where {
  const { 'key-file': keyFile, database, 'database-file': databaseFile } = settled;
  if (database !== undefined && databaseFile !== undefined) {
    throw new Refusal('`--database` and `--database-file` say the same: give one', 'usage');
  }
  if (keyFile === undefined && (database ?? databaseFile) !== undefined) {
    throw new Refusal('`--key-file FILE` is needed with a database', 'usage');
  }
  return { data, 'key-file': keyFile, database, 'database-file': databaseFile };
}

const camel = (name: string): string => name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
