import { byCodePoint } from '../output/python-text.ts';

/**
 * Gives the names that somebody who typed a wrong one may have meant, the nearest first. Likeness is that of Python's
 * `difflib`, by which the AWS CLI guesses: the share of letters in common runs.
 */
export function near(word: string, names: Iterable<string>, atLeast = 0.8): string[] {
  const typed = word.slice(0, LETTERS_MAX);
  return [...names]
    .map((name) => ({ name, likeness: likeness(name, typed) }))
    .filter((one) => one.likeness >= atLeast)
    .sort((left, right) => right.likeness - left.likeness || byCodePoint(right.name, left.name))
    .slice(0, GUESSES_MAX)
    .map(({ name }) => name);
}

/** Longer than any name of a command or an option. */
const LETTERS_MAX = 80;
const GUESSES_MAX = 3;

const likeness = (left: string, right: string): number =>
  left.length + right.length === 0 ? 1 : (2 * lettersInCommon(left, right)) / (left.length + right.length);

/** The longest common run, and what is in common before it and behind it. */
function lettersInCommon(left: string, right: string): number {
  let best = { length: 0, inLeft: 0, inRight: 0 };
  let endingAt: number[] = [];
  for (let i = 0; i < left.length; i++) {
    const next: number[] = [];
    for (let j = 0; j < right.length; j++) {
      if (left[i] !== right[j]) continue;
      const length = (endingAt[j - 1] ?? 0) + 1;
      next[j] = length;
      if (length > best.length) best = { length, inLeft: i - length + 1, inRight: j - length + 1 };
    }
    endingAt = next;
  }
  const { length, inLeft, inRight } = best;
  if (length === 0) return 0;
  return (
    lettersInCommon(left.slice(0, inLeft), right.slice(0, inRight)) +
    length +
    lettersInCommon(left.slice(inLeft + length), right.slice(inRight + length))
  );
}
