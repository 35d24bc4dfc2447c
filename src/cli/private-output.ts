import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { Refusal } from './refusal.ts';

/** A new file for secrets, that only its owner can read. */
export interface PrivateOutput {
  write(text: string): void;
  /** Takes the file away again. */
  discard(): void;
}

/** Makes the file before anything is done, so that what is done is not lost for want of one. A file that is there is not written over. */
export function privateOutput(file: string): PrivateOutput {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'wx', 0o600);
  } catch (error) {
    throw new Refusal(`cannot make \`${file}\`: ${(error as NodeJS.ErrnoException).code}`);
  }
  return {
    write(text) {
      writeSync(descriptor, text);
      closeSync(descriptor);
    },
    discard() {
      closeSync(descriptor);
      rmSync(file);
    },
  };
}
