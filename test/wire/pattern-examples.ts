/** Patterns that are more than one repeated class, with values on both sides, chosen by hand. An unlisted pattern throws. */
export function examplesOf(pattern: string): Examples {
  const found = examples.get(pattern);
  if (found === undefined) throw new Error(`no examples for the pattern ${pattern}`);
  return found;
}

export interface Examples {
  readonly accepted: readonly string[];
  readonly refused: readonly string[];
}

const examples: ReadonlyMap<string, Examples> = new Map([
  [
    String.raw`(\u002F)|(\u002F[\u0021-\u007E]+\u002F)`,
    {
      accepted: ['/', '/a/', '/a/b/', '/~!/', '//a/'],
      refused: ['', 'a', '/a', 'a/', '/a b/', '/\u007f/', '/\u00e9/', '/a/\n'],
    },
  ],
  [
    String.raw`\u002F[\u0021-\u007F]*`,
    { accepted: ['/', '/a', '/a/b', '/\u007f'], refused: ['', 'a', '/a b', '/\u00e9', ' /', '/\n'] },
  ],
  [
    String.raw`((/[A-Za-z0-9\.,\+@=_-]+)*)/`,
    { accepted: ['/', '/a/', '/a.b,c+d@e=f_g-h/i/'], refused: ['', '/a', 'a/', '//', '/a//', '/a:b/', '/\u00e9/'] },
  ],
  [
    '^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$',
    {
      accepted: ['abc', 'a-b', '0-0-0', 'a'.repeat(63)],
      refused: ['', 'ab', '-ab', 'ab-', 'a--b', 'aBc', 'a_b', 'a'.repeat(64), '\u00e9bc', 'abc\n'],
    },
  ],
  [
    String.raw`\d{12}`,
    { accepted: ['111122223333'], refused: ['', '11112222333', '1111222233334', '11112222333a', '\u0661'.repeat(12)] },
  ],
  [
    String.raw`v[1-9][0-9]*(\.[A-Za-z0-9-]*)?`,
    { accepted: ['v1', 'v10', 'v1.', 'v1.a-B9'], refused: ['', 'v', 'v0', '1', 'V1', 'v1.a.b', 'v1 ', 'v1_a'] },
  ],
  [
    '^o-[a-z0-9]{10,32}$',
    {
      accepted: [`o-${'a'.repeat(10)}`, `o-${'9'.repeat(32)}`],
      refused: ['', `o-${'a'.repeat(9)}`, `o-${'a'.repeat(33)}`, `o-${'A'.repeat(10)}`],
    },
  ],
  [
    String.raw`^o-[0-9a-z]{10,32}\/r-[0-9a-z]{4,32}[0-9a-z-\/]*`,
    {
      accepted: ['o-aaaaaaaaaa/r-aaaa', 'o-aaaaaaaaaa/r-aaaa/ou-aaaa-bbbbbbbb'],
      refused: [
        '',
        'o-aaaaaaaaaa',
        'o-aaaaaaaaa/r-aaaa',
        'o-aaaaaaaaaa/r-aaa',
        'x o-aaaaaaaaaa/r-aaaa',
        'o-aaaaaaaaaa/r-aaaa/A',
      ],
    },
  ],
  [
    '^p-[0-9a-zA-Z_]{8,128}$',
    {
      accepted: ['p-aaaaaaaa', `p-${'_'.repeat(128)}`],
      refused: ['', 'p-aaaaaaa', `p-${'a'.repeat(129)}`, 'P-aaaaaaaa', 'p-aaaa-aaa'],
    },
  ],
  [
    String.raw`^http(s?)://[a-zA-Z0-9._/-]*(\?[a-zA-Z0-9._=&-]*)?(#[a-zA-Z0-9._/-]*)?$`,
    {
      accepted: ['http://a', 'https://a.example/b', 'https://a?b=c&d', 'https://a#b', 'https://a?b#c'],
      refused: [
        '',
        'ftp://a',
        'https:/a',
        'https://a b',
        'https://a:1',
        'https://a#b#c',
        'javascript:1',
        'x https://a',
      ],
    },
  ],
]);
