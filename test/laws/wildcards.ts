/**
 * The engine's own matcher against a table (dynamic programming), and its steps counted: `node test/laws/wildcards.ts
 * [--pairs 1000000] [--seed 1]`. Ends with 1 on any difference, or on more than 13,000,000 steps.
 *
 * The steps are counted without a change to the matcher: it is handed an object that behaves like the text and counts
 * what is read of it. The matcher reads `length` once in each round of its loop, and outside of it at most a slice, whose units count.
 */
import { parseArgs } from 'node:util';
import { matches, patternOf } from '../../src/policy/pattern.ts';
import { Random } from '../naive/random.ts';

const MAX_STEPS = 13_000_000;
const PATTERN_LENGTH = 2_048;
const TEXT_LENGTH = 6_144;

const { values: flags } = parseArgs({
  options: { pairs: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
});

const wrong = compareRandomPairs(Number(flags.pairs), Number(flags.seed));
const worst = countHostilePatterns();
console.log(
  `at most ${worst.toLocaleString('en')} steps for ${PATTERN_LENGTH} units on ${TEXT_LENGTH}; ${MAX_STEPS.toLocaleString('en')} are granted`,
);
if (wrong > 0 || worst > MAX_STEPS) process.exitCode = 1;

function compareRandomPairs(count: number, seed: number): number {
  const random = new Random(seed);
  let matched = 0;
  let differences = 0;
  for (let i = 0; i < count; i++) {
    const [pattern, text] = pairOf(random);
    const expected = matchesByTable(pattern, text);
    if (expected) matched++;
    if (matches(patternOf(pattern), text) === expected) continue;
    if (differences++ < 10) console.log(`DIFFERENCE: ${JSON.stringify({ pattern, text, expected })}`);
  }
  const share = ((100 * matched) / count).toFixed(1);
  console.log(`seed ${seed}: ${count} pairs, ${share} % of them match, ${differences} differences`);
  return differences;
}

/** Half of the texts are anything, half are made to match, and half of those are then spoilt in one place. */
function pairOf(random: Random): [pattern: string, text: string] {
  const units = random.pick(['ab', 'ab/:', 'aA\n\u{1f600}*?', 'abcdefgh']).split('');
  const some = (most: number) => random.picks(units, random.below(most + 1)).join('');
  let pattern = '';
  let text = '';
  for (let pieces = random.below(6); pieces >= 0; pieces--) {
    const literal = some(3);
    const wildcard = random.pick(['*', '?', '', '**', '*?']);
    pattern += literal + wildcard;
    text +=
      literal +
      wildcard
        .replaceAll('**', '*')
        .replace('*', () => some(4))
        .replace('?', () => random.pick(units));
  }
  if (random.chance(0.5)) return [pattern, some(16)];
  const at = random.below(text.length + 1);
  return [
    pattern,
    random.chance(0.5) ? text : text.slice(0, at) + random.pick(units) + text.slice(at + random.below(2)),
  ];
}

/** Row by row: which beginnings of the text the pattern so far matches. */
function matchesByTable(pattern: string, text: string): boolean {
  let row = new Uint8Array(text.length + 1);
  row[0] = 1;
  for (let i = 0; i < pattern.length; i++) {
    const token = pattern[i];
    const next = new Uint8Array(text.length + 1);
    if (token === '*') {
      let seen = 0;
      for (let j = 0; j <= text.length; j++) next[j] = seen ||= row[j]!;
    } else {
      for (let j = 1; j <= text.length; j++) next[j] = row[j - 1]! && (token === '?' || token === text[j - 1]) ? 1 : 0;
    }
    row = next;
  }
  return row[text.length] === 1;
}

function countHostilePatterns(): number {
  const fill = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  const patterns: readonly (readonly [string, string])[] = [
    ['one star and a long run', `*${fill('a', PATTERN_LENGTH - 2)}b`],
    ['the run ends in a question mark', `*${fill('a', PATTERN_LENGTH - 3)}?b`],
    ['a star after each letter', `${fill('a*', PATTERN_LENGTH - 1)}b`],
    ['a star after each other letter', `${fill('aa*', PATTERN_LENGTH - 1)}b`],
    ['question marks and stars', `${fill('*a?', PATTERN_LENGTH - 1)}b`],
    ['question marks only', `*${fill('?', PATTERN_LENGTH - 2)}b`],
    ['stars only', `${fill('*', PATTERN_LENGTH - 1)}b`],
    ['two long runs', `*${fill('a', 1_023)}*${fill('a', 1_022)}b`],
    ['half a run, then stars', `*${fill('a', 1_024)}${fill('*a', 1_022)}b`],
  ];
  const text = fill('a', TEXT_LENGTH);
  let worst = 0;
  for (const [what, pattern] of patterns) {
    const { matched, steps } = counted(pattern, text);
    if (matched) throw new Error(`${what}: it ends in a letter that the text does not have`);
    console.log(`${what.padEnd(34)} ${steps.toLocaleString('en').padStart(12)} steps`);
    worst = Math.max(worst, steps);
  }
  return worst;
}

/** Runs the matcher on a text that counts. */
function counted(pattern: string, text: string): { matched: boolean; steps: number } {
  let rounds = 0;
  let units = 0;
  const counting = {
    get length() {
      rounds++;
      return text.length;
    },
    charCodeAt(at: number) {
      units++;
      return text.charCodeAt(at);
    },
    slice(from: number, to: number) {
      units += to - from;
      return text.slice(from, to);
    },
  };
  const matched = matches(patternOf(pattern), counting as unknown as string);
  return { matched, steps: Math.max(rounds, units) };
}
