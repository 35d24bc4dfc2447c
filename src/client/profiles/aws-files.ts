import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ProfileError } from '../problems.ts';
import { readIni, type Section, type Setting } from './ini.ts';
import { splitWords } from './split-words.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A profile with what both files say of it. */
export interface Profile {
  readonly name: string;
  /** By name; what the credentials file says holds over the configuration file, as for the AWS CLI. */
  readonly settings: ReadonlyMap<string, Setting>;
}

/** What is configured on this machine. */
export interface AwsFiles {
  readonly profiles: ReadonlyMap<string, Profile>;
  /** The sections `[services NAME]`, by name. */
  readonly services: ReadonlyMap<string, Section>;
}

/** Where the two files are: as the environment says, else in `~/.aws`. */
export function awsFilePaths(env: Environment): { readonly config: string; readonly credentials: string } {
  const home = env.HOME || homedir();
  const at = (said: string | undefined, name: string) => {
    if (!said) return join(home, '.aws', name);
    return said === '~' || said.startsWith('~/') ? join(home, said.slice(1)) : said;
  };
  return {
    config: at(env.AWS_CONFIG_FILE, 'config'),
    credentials: at(env.AWS_SHARED_CREDENTIALS_FILE, 'credentials'),
  };
}

/** Reads both files. One that is missing says nothing; one that cannot be read is refused by its name. */
export function readAwsFiles(env: Environment): AwsFiles {
  const paths = awsFilePaths(env);
  const profiles = new Map<string, Map<string, Setting>>();
  const services = new Map<string, Section>();
  const put = (name: string, section: Section) => {
    const settings = profiles.get(name) ?? new Map<string, Setting>();
    for (const [setting, held] of section.settings) settings.set(setting, held);
    profiles.set(name, settings);
  };

  const named = new Map<string, number>();
  for (const section of sectionsOf(paths.config)) {
    const { kind, name } = meaningOf(section.header);
    if (kind === 'services') services.set(name, section);
    if (kind !== 'profile') continue;
    const before = named.get(name);
    if (before !== undefined)
      throw new ProfileError(`${paths.config}:${section.line}: profile \`${name}\` stands in line ${before} already`);
    named.set(name, section.line);
    put(name, section);
  }
  for (const section of sectionsOf(paths.credentials)) put(section.header, section);
  return { profiles: new Map([...profiles].map(([name, settings]) => [name, { name, settings }])), services };
}

/** What the header of a section in the configuration file stands for. Only `[default]` is a profile without saying so. */
export function meaningOf(header: string): {
  readonly kind: 'profile' | 'services' | 'other';
  readonly name: string;
} {
  if (header === 'default') return { kind: 'profile', name: header };
  const [kind, name, ...rest] = splitWords(header) ?? [];
  if (name === undefined || rest.length > 0) return { kind: 'other', name: header };
  return { kind: kind === 'profile' || kind === 'services' ? kind : 'other', name };
}

function sectionsOf(file: string): Section[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw new ProfileError(`cannot read \`${file}\`: ${code}`, error);
  }
  return readIni(file, text);
}
