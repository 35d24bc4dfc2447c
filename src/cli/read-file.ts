import { readFileSync } from 'node:fs';
import { Refusal } from './refusal.ts';

/** Reads a file that somebody named, or standard input as 0. What cannot be read is refused, as it is `called`, by the system's code. */
export function readFile(file: string | 0, called = `\`${file}\``): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Refusal(`cannot read ${called}: ${(error as NodeJS.ErrnoException).code}`);
  }
}
