/** Gives the names that somebody who typed a wrong one may have meant, the nearest first. */
export function near(word: string, names: Iterable<string>, most = 3): string[] {
  const limit = Math.max(1, Math.floor(Math.min(word.length, WORD_MAX) / 4));
  return [...names]
    .map((name) => ({ name, steps: stepsBetween(word.slice(0, WORD_MAX), name) }))
    .filter(({ name, steps }) => steps <= limit || (word.length > 3 && name.startsWith(word)))
    .sort((left, right) => left.steps - right.steps)
    .slice(0, most)
    .map(({ name }) => name);
}

/** Longer than any name of a command or an option. */
const WORD_MAX = 80;

/** How many letters must be put in, taken away, changed or swapped with their neighbour to make one word of the other. */
function stepsBetween(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_none, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      let steps = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (isSame ? 0 : 1));
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (isSwap) steps = Math.min(steps, beforeLast[column - 2]! + 1);
      current.push(steps);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length]!;
}
