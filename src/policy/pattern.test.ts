import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matches, patternFrom, patternOf } from './pattern.ts';

/** The oracle: a table of which prefixes of the pattern match which prefixes of the text. */
function matchesByTable(pattern: string, text: string): boolean {
  let row = Array.from({ length: text.length + 1 }, (_, j) => j === 0);
  for (const token of pattern.split('')) {
    const next = row.map((_, j) => {
      if (token === '*') return row.slice(0, j + 1).includes(true);
      return j > 0 && row[j - 1]! && (token === '?' || token === text[j - 1]);
    });
    row = next;
  }
  return row[text.length]!;
}

describe('matches', () => {
  test('agrees with the table on random patterns and texts', () => {
    const unit = fc.constantFrom('a', 'b', '/', ':');
    const pattern = fc.string({ unit: fc.oneof(unit, fc.constantFrom('*', '?')), maxLength: 12 });
    const text = fc.string({ unit, maxLength: 16 });
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        expect(matches(patternOf(p), t), `${p} on ${t}`).toBe(matchesByTable(p, t));
      }),
      { numRuns: 20_000 },
    );
  });

  test('agrees with the table on texts made to match', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, fc.constantFrom('*', '?'), piece), { maxLength: 6 }), (pieces) => {
        const p = pieces.map(([literal, wildcard]) => literal + wildcard).join('');
        const t = pieces.map(([literal, , filling]) => literal + filling).join('');
        expect(matches(patternOf(p), t), `${p} on ${t}`).toBe(matchesByTable(p, t));
      }),
      { numRuns: 20_000 },
    );
  });

  test.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['?', '', false],
    ['a*', 'a', true],
    ['a*', 'b', false],
    ['*a', 'ba', true],
    ['a*b', 'acb\n\nb', true],
    ['a?c', 'a\nc', true],
    ['*.*', 'a.b.c', true],
    ['a', 'A', false],
    ['[a-z]', 'b', false],
    ['[a-z]', '[a-z]', true],
    ['a.c', 'abc', false],
    ['\\*', '\\anything', true],
    ['\\*', '*', false],
    ['a+', 'aa', false],
    ['role/a', 'role/ab', false],
    ['role/a', 'role/a/', false],
    ['role/a', 'role/A', false],
  ])('%j on %j: %s', (pattern, text, expected) => {
    expect(matches(patternOf(pattern), text)).toBe(expected);
  });

  test('a question mark is one UTF-16 code unit, so an emoji takes two', () => {
    expect(matches(patternOf('a?b'), 'a😀b')).toBe(false);
    expect(matches(patternOf('a??b'), 'a😀b')).toBe(true);
  });

  test('literal pieces hold no wildcards, wherever they stand', () => {
    const around = patternFrom([
      { text: 'a*', literal: false },
      { text: '*?', literal: true },
      { text: '?', literal: false },
    ]);
    expect(matches(around, 'axx*?z')).toBe(true);
    expect(matches(around, 'axxyyz')).toBe(false);
    const first = patternFrom([
      { text: '*', literal: true },
      { text: '*', literal: false },
    ]);
    expect(matches(first, '*abc')).toBe(true);
    expect(matches(first, 'abc')).toBe(false);
  });

  test('the worst patterns cost no more than their length times the length of the text', () => {
    // A matcher that backtracks over every star would need more steps here than there are atoms.
    const hostile = [
      `${'a*'.repeat(1_000)}b`,
      `${'*a?'.repeat(600)}b`,
      `${'*'.repeat(2_000)}b`,
      `*${'a'.repeat(1_000)}b`,
    ];
    for (const pattern of hostile) expect(matches(patternOf(pattern), 'a'.repeat(6_000))).toBe(false);
  });
});
