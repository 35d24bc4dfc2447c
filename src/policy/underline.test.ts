import { expect, describe as suite, test } from 'vitest';
import { placesIn } from './places.ts';
import { underlined } from './underline.ts';

/** The lines that are printed for the part of a text between two brackets, which are no part of it. */
function printed(marked: string): readonly string[] {
  const from = marked.indexOf('[');
  const to = marked.indexOf(']') - 1;
  const text = marked.replace('[', '').replace(']', '');
  const placeOf = placesIn(text);
  return underlined(text, placeOf(from), placeOf(to));
}

const lines = (count: number): string => Array.from({ length: count }, (_, i) => `line ${i + 1}`).join('\n');
const x = (count: number): string => 'x'.repeat(count);
const carets = (count: number): string => '^'.repeat(count);
const blanks = (count: number): string => ' '.repeat(count);

suite('underlined', () => {
  test.each([
    ['a part of the only line', 'ab[cd]ef', ['1 | abcdef', '  |   ^^']],
    ['the whole line', '[abc]', ['1 | abc', '  | ^^^']],
    ['one character', 'a[b]c', ['1 | abc', '  |  ^']],
    ['nothing', 'a[]b', []],
    ['a later line', 'a\nb[c]\nd', ['2 | bc', '  |  ^']],
    [
      'some lines, each from its first character on',
      'a[b\n  cd\n e]f',
      ['1 | ab', '  |  ^', '2 |   cd', '  |   ^^', '3 |  ef', '  |  ^'],
    ],
    ['no more than the lines hold', 'a[b  \n  c ]d', ['1 | ab  ', '  |  ^', '2 |   c d', '  |   ^^']],
    ['no empty line between', '[a\n\n  \nb]', ['1 | a', '  | ^', '4 | b', '  | ^']],
    ['nothing of a last line that begins with the end', '[a\n]b', ['1 | a', '  | ^']],
    ['tabs as one blank', '\ta\t[b]', ['1 |  a b', '  |    ^']],
    ['tabs before the first character', '[a\n\tb]', ['1 | a', '  | ^', '2 |  b', '  |  ^']],
  ])('underlines %s', (_, marked, expected) => {
    expect(printed(marked)).toEqual(expected);
  });

  test('numbers of different lengths stand in one column', () => {
    expect(printed(`${lines(8)}\n[nine\nten]`)).toEqual([' 9 | nine', '   | ^^^^', '10 | ten', '   | ^^^']);
  });

  test('24 lines are printed whole', () => {
    const shown = printed(`[${lines(24)}]`);
    expect(shown).toHaveLength(48);
    expect(shown.slice(-2)).toEqual(['24 | line 24', '   | ^^^^^^^']);
  });

  test('of more lines the first 24, and where the part ends', () => {
    const shown = printed(`[${lines(25)}]`);
    expect(shown).toHaveLength(49);
    expect(shown.slice(0, 2)).toEqual([' 1 | line 1', '   | ^^^^^^']);
    expect(shown.slice(-3)).toEqual(['24 | line 24', '   | ^^^^^^^', '   | ... to line 25']);
  });

  test('lines are counted from the first that is meant', () => {
    const shown = printed(`${lines(2)}\n[${lines(30)}]`);
    expect(shown).toHaveLength(49);
    expect(shown.slice(-3)).toEqual(['26 | line 24', '   | ^^^^^^^', '   | ... to line 32']);
  });
});

suite('a long line', () => {
  test.each([
    ['of 160 characters is printed whole', `[${x(160)}]`, x(160), carets(160)],
    ['of 160, meant at its end, too', `${x(158)}[${x(2)}]`, x(160), blanks(158) + carets(2)],
    ['of 161 loses its end', `[${x(161)}]`, `${x(160)} ...`, carets(160)],
    ['meant within its beginning keeps its start', `ab[cd]${x(200)}`, `abcd${x(156)} ...`, `  ${carets(2)}`],
    [
      'keeps 16 characters before the part',
      `${x(17)}[ab]${x(200)}`,
      `... ${x(16)}ab${x(142)} ...`,
      blanks(20) + carets(2),
    ],
    [
      'with 16 before the part is not cut there',
      `${x(16)}[ab]${x(200)}`,
      `${x(16)}ab${x(142)} ...`,
      blanks(16) + carets(2),
    ],
    ['that is kept to its end says so', `${x(100)}[ab]${x(142)}`, `... ${x(16)}ab${x(142)}`, blanks(20) + carets(2)],
    ['and one that is one longer', `${x(100)}[ab]${x(143)}`, `... ${x(16)}ab${x(142)} ...`, blanks(20) + carets(2)],
    ['is underlined as far as it is printed', `${x(100)}[${x(300)}]`, `... ${x(160)} ...`, blanks(20) + carets(144)],
  ])('%s', (_, marked, shown, under) => {
    expect(printed(marked)).toEqual([`1 | ${shown}`, `  | ${under}`]);
  });
});
