/**
 * Reads the patterns of AWS's models that are one class of characters repeated, by hand and without RegExp, so that
 * the tests have a second opinion on what each pattern allows. Gives `undefined` for patterns of any other form.
 */
export interface CharacterClass {
  /** Whether the pattern wants at least one character. */
  readonly atLeastOne: boolean;
  readonly allows: (point: number) => boolean;
}

export function characterClass(pattern: string): CharacterClass | undefined {
  const bare = pattern.startsWith('^') && pattern.endsWith('$') ? pattern.slice(1, -1) : pattern;
  const repeat = bare.at(-1);
  if (!bare.startsWith('[') || (repeat !== '+' && repeat !== '*') || bare.at(-2) !== ']') return undefined;
  const inside = bare.slice(1, -2);
  if (/(^|[^\\])[[\]]/.test(inside)) return undefined;
  const tests = readClass(inside);
  return { atLeastOne: repeat === '+', allows: (point) => tests.some((allows) => allows(point)) };
}

type Test = (point: number) => boolean;

/** One thing in a class: a single character, which may begin or end a range, or a named set. */
type Atom = { readonly point: number } | { readonly set: Test };

function readClass(inside: string): Test[] {
  const atoms = [...readAtoms(inside)];
  const tests: Test[] = [];
  for (let i = 0; i < atoms.length; i++) {
    const [from, dash, to] = [atoms[i]!, atoms[i + 1], atoms[i + 2]];
    if ('set' in from) tests.push(from.set);
    else if (isDash(dash) && to !== undefined && 'point' in to) {
      tests.push((point) => point >= from.point && point <= to.point);
      i += 2;
    } else tests.push((point) => point === from.point);
  }
  return tests;
}

/** An unescaped dash makes a range; an escaped one is only itself. */
const DASH: Atom = { point: 0x2d };
const isDash = (atom: Atom | undefined): boolean => atom === DASH;

function* readAtoms(inside: string): Generator<Atom> {
  for (let i = 0; i < inside.length; i++) {
    const character = inside[i]!;
    if (character === '-') yield DASH;
    else if (character !== '\\') yield { point: inside.codePointAt(i)! };
    else {
      const escaped = inside[++i]!;
      if (escaped === 'u') {
        // Four digits, as in Java: in `\u10000` the last 0 is a character of its own.
        yield { point: Number.parseInt(inside.slice(i + 1, i + 5), 16) };
        i += 4;
      } else if (escaped === 'p') {
        yield { set: categories[inside.slice(i + 2, inside.indexOf('}', i))]! };
        i = inside.indexOf('}', i);
      } else if (escaped === 'w') yield { set: isWord };
      else if (escaped === 'd') yield { set: isDigit };
      else yield { point: escaped.codePointAt(0)! };
    }
  }
}

const isDigit: Test = (point) => point >= 0x30 && point <= 0x39;
const isAsciiLetter: Test = (point) => (point >= 0x41 && point <= 0x5a) || (point >= 0x61 && point <= 0x7a);
const isWord: Test = (point) => isDigit(point) || isAsciiLetter(point) || point === 0x5f;

/** Enough of Unicode's categories for the characters that the tests use; anything further is refused loudly. */
const categories: Readonly<Record<string, Test>> = {
  L: (point) => isAsciiLetter(point) || known(point, LETTERS),
  N: (point) => isDigit(point) || known(point, []),
  Z: (point) => point === 0x20 || known(point, []),
};

const LETTERS = [0xe9, 0x1d49c];
const OTHERS = [0x1f600];

function known(point: number, members: readonly number[]): boolean {
  if (point >= 0x80 && !LETTERS.includes(point) && !OTHERS.includes(point)) {
    throw new Error(`this test does not know the category of U+${point.toString(16)}`);
  }
  return members.includes(point);
}
