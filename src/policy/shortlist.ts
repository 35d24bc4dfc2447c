import type { CompiledStatement } from './statement.ts';

/**
 * The statements of a policy that are about an action, with the least that a resource has to have in common with each: the
 * text before the first wildcard or variable, told by its length and a few of its characters.
 *
 * It only ever rules out. What it lets pass is asked in full, so it may know little, and what it knows lies side by side:
 * of the statements about an action nearly all are about other resources, and looking at each in full reads memory that is
 * in no cache any more.
 */
export interface Shortlist {
  readonly statements: readonly CompiledStatement[];
  /** By threes: the length of a beginning, its characters, and the index of the statement that names it. */
  readonly hints: readonly number[];
}

export function shortlistOf(statements: readonly CompiledStatement[]): Shortlist {
  const hints = statements.flatMap((statement, index) =>
    statement.beginnings.flatMap((text) => [text.length, sample(text, text.length), index]),
  );
  return { statements, hints };
}

export const HINT_SIZE = 3;

/** Whether a resource cannot be meant by the hint at `at`. */
export function rulesOut(hints: readonly number[], at: number, resource: string): boolean {
  const length = hints[at]!;
  return length > 0 && (resource.length < length || sample(resource, length) !== hints[at + 1]);
}

/** Four characters of a beginning, seven bits of each: those at its end, where names differ. None before the start is 0. */
function sample(text: string, length: number): number {
  return (
    (text.charCodeAt(length - 1) & 127) |
    ((text.charCodeAt(length - 4) & 127) << 7) |
    ((text.charCodeAt(length - 8) & 127) << 14) |
    ((text.charCodeAt(length - 13) & 127) << 21)
  );
}
