import { describe, expect, test } from 'vitest';
import { linesOf, placesIn } from './places.ts';

describe('places', () => {
  test.each([
    ['', 0, 1, 1],
    ['abc', 2, 1, 3],
    ['a\nb', 2, 2, 1],
    ['a\rb', 2, 2, 1],
    ['a\r\nb', 3, 2, 1],
    // A CRLF is one line break, and its LF still belongs to the line that it ends.
    ['a\r\nb', 2, 1, 3],
    ['a\n\r\n\rb', 5, 4, 1],
    ['a\n', 2, 2, 1],
  ])('%j at %i', (text, offset, line, column) => {
    expect(placesIn(text)(offset)).toEqual({ offset, line, column });
  });

  test('lines come without their ends', () => {
    expect(linesOf('a\r\nb\rc\n\nd')).toEqual(['a', 'b', 'c', '', 'd']);
  });
});
