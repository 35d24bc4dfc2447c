import { describe, expect, it } from 'vitest';
import { positionsIn } from './positions.ts';

const statement = '{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/abcdefg"}';

/** Positions of the statements of a document, as `line:column-line:column`. */
function positions(text: string): string[] {
  const of = positionsIn(text);
  return [...text.matchAll(/\{(?=\s*"Effect")/g)].map(({ index }) => {
    const found = of(index);
    const { StartPosition: from, EndPosition: to } = found!;
    return `${from.Line}:${from.Column}-${to.Line}:${to.Column}`;
  });
}

/** policy.md 9.3. */
describe('positions of statements', () => {
  it('of an object: behind its { and behind its }', () => {
    const text = `{"Version": "2012-10-17", "Statement": ${statement}}`;
    expect(text.indexOf(statement)).toBe(39);
    expect(positions(text)).toEqual([`1:41-1:${40 + statement.length}`]);
  });

  it('of a list: behind the [, then behind the statement before', () => {
    const text = `{"Statement":[${statement}, ${statement},${statement}]}`;
    const [at, long] = [14, statement.length];
    expect(positions(text)).toEqual([
      `1:${at + 1}-1:${at + 1 + long}`,
      `1:${at + 1 + long}-1:${at + 3 + 2 * long}`,
      `1:${at + 3 + 2 * long}-1:${at + 4 + 3 * long}`,
    ]);
  });

  it.each([
    ['LF', '\n'],
    ['CR', '\r'],
    ['CRLF', '\r\n'],
  ])('%s is one line break', (_name, end) => {
    const text = ['{', '  "Statement": [', '    {"Effect": 1},', '    {"Effect":', '      2}', '  ]', '}'].join(end);
    expect(positions(text)).toEqual(['2:17-3:18', '3:18-5:9']);
  });

  it('knows no statement that is not there', () => {
    expect(positionsIn('{"Statement":[]}')(3)).toBeUndefined();
    expect(positionsIn('{}')(0)).toBeUndefined();
    expect(positionsIn('no JSON')(0)).toBeUndefined();
  });
});
