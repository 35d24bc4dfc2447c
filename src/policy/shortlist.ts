import type { AskedAction } from './action.ts';
import type { CompiledStatement } from './statement.ts';

/**
 * The statements of a policy that are about an action, with what a resource has to begin with to be meant by each: the text
 * before the first wildcard or variable, told by its length and its hash.
 *
 * It only ever rules out; what it lets pass is asked in full, so equal hashes do no harm. Of the statements about an action
 * nearly all are about other resources, and hints lie side by side, where patterns are strewn over memory.
 *
 * By threes, in the order of the document: the length of a beginning, its hash, and the index of the statement.
 */
export type Shortlist = readonly number[];

export function shortlistOf(statements: readonly CompiledStatement[], action: AskedAction): Shortlist {
  const hints: number[] = [];
  for (const [index, statement] of statements.entries()) {
    if (!statement.action(action)) continue;
    for (const text of statement.beginnings) {
      const hashes = hashBeginnings(text);
      hints.push(hashes.length - 1, hashes.at(-1)!, index);
    }
  }
  return hints;
}

export const HINT_SIZE = 3;

/** Whether a resource, as the hashes of its beginnings, cannot be meant by the hint at `at`. */
export function rulesOut(hints: Shortlist, at: number, hashes: readonly number[]): boolean {
  const length = hints[at]!;
  return length >= hashes.length || hashes[length] !== hints[at + 1];
}

/** The hashes of a text's first 0, 1, 2 ... characters. A long text is told by its first characters alone. */
export function hashBeginnings(text: string): readonly number[] {
  const length = Math.min(text.length, HASHED_LENGTH);
  const hashes = new Array<number>(length + 1);
  hashes[0] = 0;
  for (let i = 0; i < length; i++) hashes[i + 1] = (Math.imul(hashes[i]!, 31) + text.charCodeAt(i)) | 0;
  return hashes;
}

const HASHED_LENGTH = 128;
