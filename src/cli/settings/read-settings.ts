import { Refusal } from '../refusal.ts';
import { type Settings, settings } from '../settings.ts';
import type { Setting } from './kinds.ts';

/** What was said of settings in one place, by their names. */
export type Flags = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads every setting from the flags, the environment and the file; a value that cannot be read is refused by name. */
export function readSettings(flags: Flags, environment: NodeJS.ProcessEnv, file: Flags): Settings {
  const read = Object.entries(settings).map(([name, setting]) => {
    const sources = [file[name], environment[variableOf(name)], flags[name]].filter((said) => said !== undefined);
    const said = name === 'quota' && sources.length > 0 ? sources.flatMap(listed) : sources.at(-1);
    return [name, said === undefined ? setting.fallback : reading(name, setting, said)];
  });
  return Object.fromEntries(read);
}

function reading(name: string, setting: Setting<unknown, unknown>, said: string | readonly string[]): unknown {
  const values = setting.repeatable || typeof said !== 'string' ? listed(said) : [said];
  try {
    return setting.read(values);
  } catch (error) {
    const spoken = setting.isUnspoken ? '' : `: \`${values.join(',')}\``;
    throw new Refusal(`${(error as Error).message} for \`--${name}\`${spoken}`, 'usage');
  }
}

const listed = (said: string | readonly string[]): readonly string[] =>
  typeof said === 'string' ? said.split(',') : said;

/** `public-url` -> `ROLECALL_PUBLIC_URL`. */
export const variableOf = (name: string): string => `ROLECALL_${name.toUpperCase().replaceAll('-', '_')}`;
