import { describe, expect, it } from 'vitest';
import { item, literal, type Page, paragraph, section } from './document.ts';
import { limitsOf } from './limits.ts';
import { toRoff } from './roff.ts';
import { toText, wrapped } from './text.ts';

const page = (...blocks: Parameters<typeof section>[1][]): Page => ({
  name: 'rolecall-x',
  title: 'x',
  summary: 'do it',
  sections: section('DESCRIPTION', ...blocks),
});

describe('text', () => {
  it('has the form of the AWS CLI', () =>
    expect(
      toText(
        page(
          paragraph('Calls `it`.', 'Important'),
          item('--role-arn', 'string', paragraph('The role.')),
          literal('a b'),
        ),
      ),
    ).toBe(`x
*


DESCRIPTION
===========

**Important:** Calls "it".

"--role-arn"  (string)
   The role.

   a b
`));

  it('makes headings and names bold where it is told to', () => {
    const text = toText(page(item('--role-arn', 'string', paragraph('The role.'))), { width: 78, bold: true });
    expect(text).toContain('\u001B[1mDESCRIPTION\u001B[22m');
    expect(text).toContain('\u001B[1m"--role-arn"\u001B[22m');
  });

  it.each([
    ['one two three four five six', '', ['one two three four', 'five six']],
    ['one two three four five six', '  ', ['  one two three four', '  five six']],
    ['a word of '.concat('x'.repeat(25)), '', ['a word of', 'x'.repeat(20), 'xxxxx']],
    ['', '', ['']],
  ])('wraps %j behind %j', (sentence, indent, lines) =>
    expect(wrapped(sentence, indent, 20 + indent.length)).toEqual(lines),
  );
});

describe('roff', () => {
  const roff = (...blocks: Parameters<typeof section>[1][]) => toRoff(page(...blocks), '1.2.3');

  it.each([
    ['.so /etc/passwd', '\\&.so /etc/passwd', '\\&.so /etc/passwd'],
    ["'br", "\\&'br", '\\(aqbr'],
    ['a\\fBb', 'a\\efBb', 'a\\efBb'],
    ['[^a]~', '[\\(haa]\\(ti', '[\\(haa]\\(ti'],
  ])('of words makes no request: %s', (words, asSentence, asTyped) => {
    expect(roff(paragraph(words)).split('\n')).toContain(asSentence);
    expect(roff(literal(words)).split('\n')).toContain(asTyped);
  });

  it('keeps what is typed as it is typed', () => {
    expect(roff(paragraph('Pass `--role-arn`.'))).toContain('Pass \\fB\\-\\-role\\-arn\\fR.');
    expect(roff(literal("--tags '{}'", '', 'x'))).toContain('\\-\\-tags \\(aq{}\\(aq\n\\&\nx');
  });

  it('names page, section, version', () =>
    expect(roff(paragraph('A.')).split('\n')[0]).toBe('.TH "ROLECALL\\-X" 1 "" "Rolecall 1.2.3" "Rolecall"'));
});

describe('limits', () => {
  it.each([
    [
      { type: 'string', min: 2, max: 64, pattern: '[\\w+=,.@-]*' },
      '2 to 64 characters; ASCII letters, digits and `_+=,.@-`.',
    ],
    [{ type: 'string', min: 6, max: 6, pattern: '[\\d]*' }, 'Exactly 6 characters; digits.'],
    [{ type: 'string', pattern: 'v[1-9]' }, 'Pattern `v[1-9]`.'],
    [{ type: 'string', enum: ['Active', 'Inactive'] }, 'One of `Active`, `Inactive`.'],
    [{ type: 'string' }, undefined],
    [{ type: 'string', min: 1 }, 'At least 1 character.'],
    [{ type: 'integer', min: 900, max: 43200 }, '900 to 43200.'],
    [{ type: 'integer', min: 1 }, 'At least 1.'],
    [
      { type: 'list', max: 50, member: { type: 'string', max: 128 } },
      'At most 50 values; each of at most 128 characters.',
    ],
    [{ type: 'boolean' }, undefined],
  ] as const)('%j', (shape, sentence) => expect(limitsOf(shape)).toBe(sentence));
});
