import { readFileSync } from 'node:fs';
import { Refusal } from './refusal.ts';

/** Reads a file that somebody named, or standard input as 0. What cannot be read is refused, as it is `called`, by the system's code and what it means. */
export function readFile(file: string | 0, called = `\`${file}\``): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Refusal(`cannot read ${called}: ${whyNot(error)}`);
  }
}

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file'],
  ['EACCES', 'this user may not read it'],
  ['EISDIR', 'it is a folder'],
]);

function whyNot(error: unknown): string {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  const meaning = MEANINGS.get(code);
  return meaning === undefined ? code : `${code}, ${meaning}`;
}
