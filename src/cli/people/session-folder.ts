import { lstatSync, mkdirSync, type Stats } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** `$XDG_CACHE_HOME/rolecall/sessions`. */
export function sessionFolder(env: NodeJS.ProcessEnv): string {
  const { XDG_CACHE_HOME: said, HOME } = env;
  const caches = said && isAbsolute(said) ? said : join(HOME || homedir(), '.cache');
  return join(caches, 'rolecall', 'sessions');
}

/** Makes the folder, and those above it one by one: where the caches themselves have no place, none is made for them. */
export function makeSessionFolder(env: NodeJS.ProcessEnv): void {
  const folder = sessionFolder(env);
  for (const path of [join(folder, '../..'), join(folder, '..'), folder]) {
    try {
      mkdirSync(path, { mode: 0o700 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** What is wrong with the folder of the sessions, or with the one above it; `undefined` where it is missing or all is well. */
export function folderProblem(env: NodeJS.ProcessEnv): string | undefined {
  const folder = sessionFolder(env);
  for (const path of [join(folder, '..'), folder]) {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (!stats.isDirectory()) return `\`${path}\` is no folder`;
    const problem = ownerProblem(stats, 0o022);
    if (problem !== undefined) return `\`${path}\` ${problem}`;
  }
  return undefined;
}

/** What is wrong with the owner or the mode of a file; `undefined` where nothing is. */
export function ownerProblem({ uid, mode }: Stats, forbidden: number): string | undefined {
  if (process.geteuid === undefined) return undefined;
  if (uid !== process.geteuid()) return 'belongs to somebody else';
  if ((mode & forbidden) !== 0) return `is open to others (mode ${(mode & 0o777).toString(8)})`;
  return undefined;
}
