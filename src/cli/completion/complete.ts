import type { Command } from 'commander';
import type { Environment } from '../../client/profiles/aws-files.ts';
import { awsService } from '../aws/is-aws.ts';
import { aboutValue } from './about-value.ts';
import type { Candidates } from './candidate.ts';
import { completeOwn } from './complete-own.ts';

/** Gives what may stand for the last word of a command line that is being typed, the program's name left out. */
export async function complete(words: readonly string[], program: Command, env: Environment): Promise<Candidates> {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const found = aboutValue(current, env) ?? (await candidatesFor(before, current, program, env));
  return { ...found, words: found.words.filter(({ word }) => word.startsWith(current)) };
}

async function candidatesFor(
  before: readonly string[],
  current: string,
  program: Command,
  env: Environment,
): Promise<Candidates> {
  const service = awsService(before);
  if (service === undefined) return completeOwn(before, current, program, env);
  const { completeAws } = await import('./complete-aws.ts');
  return completeAws(service, before, current, env);
}

/**
 * What the scripts of the shells read: a line for each word, a tab and what it is about; `:files` where files fit too. A name with a
 * control character in it, of a profile or a file, is not offered: shells show it as it is, and terminals obey.
 */
export function candidateLines({ words, files }: Candidates): string {
  const lines = words
    .filter(({ word }) => !OBEYED.test(word))
    .map(({ word, about }) => (about === undefined ? word : `${word}\t${about}`));
  return [...lines, ...(files ? [':files'] : [])].map((line) => `${line.replace(/[\r\n]/g, ' ')}\n`).join('');
}

/** Control characters, ends of lines, marks of direction. */
const OBEYED = /[\p{Cc}\p{Zl}\p{Zp}\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
