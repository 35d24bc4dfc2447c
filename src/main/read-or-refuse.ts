import { readFileSync } from 'node:fs';
import { Refusal } from '../cli/refusal.ts';

/** The bytes of a file that a setting names. */
export function readOrRefuse(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Refusal(`cannot read \`${file}\`: ${(error as NodeJS.ErrnoException).code}`);
  }
}
