import { describe, expect, test } from 'vitest';
import { contextOf } from './testing.ts';
import { plain, readTemplate, resolve } from './variables.ts';

const context = contextOf({
  'aws:username': 'bob',
  'aws:principaltag/team': '',
  'aws:principaltag/my key': 'spaced',
  'aws:principaltag/star': '*',
  'aws:principaltag/nested': '${aws:username}',
  'aws:tagkeys': ['a'],
  toString: 'own',
});

const fill = (text: string, substitution = true): string | undefined => {
  const resolved = resolve(readTemplate(text, substitution), context);
  return resolved && plain(resolved);
};

describe('policy variables', () => {
  test.each([
    ['no variable', 'no variable'],
    ['home/${aws:username}/x', 'home/bob/x'],
    ['${AWS:UserName}', 'bob'],
    ['${aws:username}${aws:username}', 'bobbob'],
    ["${aws:missing, 'none'}", 'none'],
    ["${aws:missing,'none'}", 'none'],
    ["${aws:missing, ''}", ''],
    ["${aws:missing, 'a}b'}", 'a}b'],
    ["${aws:username, 'none'}", 'bob'],
    ['${aws:missing}', undefined],
    ["x${aws:PrincipalTag/team, 'none'}y", 'xy'],
    ['${aws:PrincipalTag/My Key}', 'spaced'],
    ['${aws:PrincipalTag/nested}', '${aws:username}'],
    ['${*}${?}${$}', '*?$'],
    ['${aws:TagKeys}', undefined],
    ["${aws:TagKeys, 'none'}", undefined],
    // Malformed ones stay text.
    ['${aws:username', '${aws:username'],
    ['${}', '${}'],
    ['${ aws:username}', '${ aws:username}'],
    ['${aws:username }', '${aws:username }'],
    ["${aws:username, 'a}", "${aws:username, 'a}"],
    ["${aws:username, 'a', 'b'}", "${aws:username, 'a', 'b'}"],
    ['${aws:username, a}', '${aws:username, a}'],
    ['$aws:username}', '$aws:username}'],
    ['$${aws:username}', '$bob'],
    ['${${aws:username}}', '${bob}'],
    ['${aws:username${aws:username}', '${aws:usernamebob'],
  ])('%s', (text, expected) => {
    expect(fill(text)).toBe(expected);
  });

  test('documents of 2008-10-17 have none', () => {
    expect(fill('${aws:username}${*}', false)).toBe('${aws:username}${*}');
  });

  test('what came from a variable is literal', () => {
    expect(resolve(readTemplate('a*${aws:PrincipalTag/star}${?}', true), context)).toEqual([
      { text: 'a*', literal: false },
      { text: '*', literal: true },
      { text: '?', literal: true },
    ]);
  });

  test('a long row of unfinished variables is walked once', () => {
    const text = "${a,'".repeat(20_000);
    expect(fill(text)).toBe(text);
  });
});
