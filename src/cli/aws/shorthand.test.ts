import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShorthand, ShorthandError } from './shorthand.ts';

const READ: readonly (readonly [text: string, read: object])[] = [
  ['a=b', { a: 'b' }],
  ['a=', { a: '' }],
  ['a=b,c=d', { a: 'b', c: 'd' }],
  ['Key=Owner,Value=Bob', { Key: 'Owner', Value: 'Bob' }],
  ['Key=Cost Center,Value=12 345', { Key: 'Cost Center', Value: '12 345' }],
  ['Key = a , Value = b ', { Key: 'a', Value: 'b' }],
  ['a=b,c', { a: ['b', 'c'] }],
  ['a=b,c,d=e', { a: ['b', 'c'], d: 'e' }],
  ['a=b,c,d=e,f', { a: ['b', 'c'], d: ['e', 'f'] }],
  ['a=[b,c]', { a: ['b', 'c'] }],
  ['a=[b]', { a: ['b'] }],
  ['a=[]', { a: [] }],
  ['a=[ b , c ],d=e', { a: ['b', 'c'], d: 'e' }],
  ['a=[[b],[c,d]]', { a: [['b'], ['c', 'd']] }],
  ['a={b=c}', { a: { b: 'c' } }],
  ['a={b=c,d=[e,{f=g}]}', { a: { b: 'c', d: ['e', { f: 'g' }] } }],
  ['a={}', { a: {} }],
  [`a='b,c',d=e`, { a: 'b,c', d: 'e' }],
  [`a="b,c",d="e f"`, { a: 'b,c', d: 'e f' }],
  [`a='it\\'s'`, { a: "it's" }],
  [`a="say \\"x\\""`, { a: 'say "x"' }],
  [`a='back\\\\slash'`, { a: 'back\\slash' }],
  ['a=b\\,c', { a: 'b,c' }],
  ['a=b=c', { a: 'b=c' }],
  ['arn=arn:aws:iam::aws:policy/ReadOnlyAccess', { arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
  ['a=http://x/?a=b&c=d#e', { a: 'http://x/?a=b&c=d#e' }],
  ['a=Ünïcode 日本', { a: 'Ünïcode 日本' }],
  ['__proto__=x,constructor=y', JSON.parse('{"__proto__": "x", "constructor": "y"}')],
];

const REFUSED: readonly (readonly [text: string, message: string])[] = [
  ['', "Expected: '=', received: 'EOF' for input:\n\n^"],
  ['foo', "Expected: '=', received: 'EOF' for input:\nfoo\n   ^"],
  ['a=b,', "Expected: '<second>', received: '<none>' for input:\na=b,\n    ^"],
  [' a=b', "Expected: '=', received: 'a' for input:\n a=b\n ^"],
  ['a==b', "Expected: ',', received: '=' for input:\na==b\n  ^"],
  ['a=[b', "Expected: ',', received: 'EOF' for input:\na=[b\n    ^"],
  ['a={b}', "Expected: '=', received: '}' for input:\na={b}\n    ^"],
  ["a='b", "Expected: '<singled quoted>', received: '<none>' for input:\na='b\n  ^"],
  ['a="b', "Expected: '<double quoted>', received: '<none>' for input:\na=\"b\n  ^"],
  ['a=1,\nb==2', "Expected: ',', received: '=' for input:\na=1,\nb==2\n  ^"],
  [
    'a=1,a=2',
    'Second instance of key "a" encountered for input:\na=1,a=2\n    ^\nThis is often because there is a preceding "," instead of a space.',
  ],
];

describe('readShorthand', () => {
  it.each(READ)('%s', (text, read) => expect(JSON.parse(JSON.stringify(readShorthand(text)))).toEqual(read));

  it.each(REFUSED)('refuses %j', (text, message) => {
    expect(() => readShorthand(text)).toThrow(new ShorthandError(message));
  });

  it('refuses brackets without end', () => {
    expect(() => readShorthand(`a=${'['.repeat(100_000)}`)).toThrow(ShorthandError);
    expect(() => readShorthand(`a=${'{b='.repeat(100_000)}`)).toThrow(ShorthandError);
  });

  it('reads a long value at once', () => {
    const value = 'x'.repeat(1_000_000);
    expect(readShorthand(`a=${value}`)).toEqual({ a: value });
  });

  it('throws nothing but its own error, whatever it reads', () => {
    const piece = fc.constantFrom(
      'a',
      'Key',
      '=',
      ',',
      '[',
      ']',
      '{',
      '}',
      "'",
      '"',
      '\\',
      ' ',
      '\n',
      'é',
      '😀',
      '\\,',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (typed) => {
        try {
          readShorthand(typed);
        } catch (error) {
          expect(error).toBeInstanceOf(ShorthandError);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('reads back what is written with quotes', () => {
    const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
    fc.assert(
      // A backslash before a quote reads as both escapes at once, in the AWS CLI as well.
      fc.property(
        fc.string().filter((text) => !text.includes('\\')),
        (text) => {
          expect(readShorthand(`Key=${quoted(text)},Value=b`)).toEqual({ Key: text, Value: 'b' });
        },
      ),
    );
  });
});
