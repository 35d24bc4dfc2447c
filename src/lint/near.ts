/** The name that somebody who wrote this one may have meant: one that differs in a few letters; `undefined` where none is near. */
export function nearest(word: string, names: Iterable<string>): string | undefined {
  const most = Math.min(3, Math.floor(word.length / 4));
  let best: string | undefined;
  let least = most + 1;
  for (const name of names) {
    if (Math.abs(name.length - word.length) >= least) continue;
    const distance = distanceOf(word.toLowerCase(), name.toLowerCase(), least);
    if (distance < least) {
      best = name;
      least = distance;
    }
  }
  return best;
}

const LENGTH_MAX = 128;

/** Letters to change, add or leave out; two that changed places are one. */
function distanceOf(one: string, other: string, limit: number): number {
  if (one.length > LENGTH_MAX || other.length > LENGTH_MAX) return limit;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_each, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        next[j] = Math.min(next[j]!, before[j - 2]! + 1);
    }
    if (Math.min(...next) >= limit) return limit;
    before = row;
    row = next;
  }
  return row[other.length]!;
}
