import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readFile } from './read-file.ts';
import { Refusal } from './refusal.ts';

/** A seed as a file holds it, with the secrets that it names. */
export interface SeedFile {
  /** As it is called where something is wrong with it. */
  readonly name: string;
  readonly text: string;
  /** Secrets that stand elsewhere, by how the seed names them. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Secrets that others can read: a sentence each. */
  readonly warnings: readonly string[];
}

const PROBLEMS_SHOWN = 20;

/**
 * Reads a seed file, `-` for standard input, and fetches the secrets that it names: `env NAME` from the environment,
 * `file PATH` from a file beside it, without the line end at its end. All that is wrong is said at once.
 */
export async function readSeedFile(file: string, environment: NodeJS.ProcessEnv): Promise<SeedFile> {
  const isFile = file !== '-';
  const name = isFile ? file : 'standard input';
  const text = readText(isFile ? file : 0, name);
  return readSeedText(
    { name, text, folder: isFile ? dirname(file) : '.', isOpen: isFile && isOpen(file) },
    environment,
  );
}

/** As `readSeedFile`, for a text that is at hand. `isOpen`: whether others can read where it comes from. */
export async function readSeedText(
  from: { readonly name: string; readonly text: string; readonly folder: string; readonly isOpen: boolean },
  environment: NodeJS.ProcessEnv,
): Promise<SeedFile> {
  const { readSeed, secretName, secretsIn } = await import('../seed/index.ts');
  const { name, text } = from;
  const read = readSeed(text);
  if (!read.ok) {
    const shown = read.problems.slice(0, PROBLEMS_SHOWN).map((at) => `${name}:${at.line}:${at.column}: ${at.message}`);
    const more = read.problems.length - shown.length;
    throw new Refusal([...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
  }

  const secrets = new Map<string, string>();
  const warnings: string[] = [];
  for (const secret of secretsIn(read.seed)) {
    if (typeof secret === 'string') {
      if (from.isOpen) warnings.push(`\`${name}\` holds secrets, and others can read it`);
      continue;
    }
    const named = secretName(secret);
    if (secrets.has(named)) continue;
    secrets.set(named, 'env' in secret ? fromEnvironment(secret.env, environment) : fromFile(secret.file));
  }
  return { name, text, secrets: Object.fromEntries(secrets), warnings: [...new Set(warnings)] };

  function fromFile(path: string): string {
    const place = resolve(from.folder, path);
    const value = readText(place, path).replace(/\r?\n$/, '');
    // Where secrets are mounted into a container everybody in it can read them, so this is no reason to refuse.
    if (isOpen(place)) warnings.push(`\`${path}\` is a secret, and others can read it`);
    return value;
  }
}

function fromEnvironment(name: string, environment: NodeJS.ProcessEnv): string {
  const value = environment[name];
  if (value === undefined || value === '') throw new Refusal(`the seed wants the environment variable ${name}`);
  return value;
}

const readText = (file: string | 0, name: string): string => readFile(file, `\`${name}\``).toString('utf8');

const isOpen = (file: string): boolean => (statSync(file).mode & 0o077) !== 0;
