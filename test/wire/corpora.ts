import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const root = new URL('../../', import.meta.url);
const corpora = process.env.ROLECALL_CORPORA
  ? pathToFileURL(`${process.env.ROLECALL_CORPORA}/`)
  : new URL('../shared/corpora/', root);

/** Finds a file of the outside corpora; says aloud when it is not on this machine. */
export function corpusFile(path: string): URL | undefined {
  const file = new URL(path, corpora);
  if (existsSync(file)) return file;
  console.warn(`SKIPPED: ${path} is not under ${corpora.href}`);
  return undefined;
}
