import { describe, expect, it } from 'vitest';
import {
  decodeFields,
  encodeFields,
  type Field,
  fromInteger,
  fromPair,
  fromText,
  toInteger,
  toPair,
  toText,
} from './fields.ts';

const none = new Set<number>();
const bytes = (...values: number[]): Buffer => Buffer.from(values);

describe('fields', () => {
  it.each<[string, Field[]]>([
    ['none', []],
    ['one, empty', [{ number: 1, value: '' }]],
    [
      'of every length around the steps of a length',
      [0, 1, 127, 128, 129, 16_383, 16_384, 70_000].map((n, i) => ({ number: i + 1, value: 'x'.repeat(n) })),
    ],
    [
      'with every byte',
      [{ number: 255, value: Buffer.from(Array.from({ length: 256 }, (_, i) => i)).toString('latin1') }],
    ],
  ])('come back: %s', (_name, fields) => {
    expect(decodeFields(encodeFields(fields), none)).toEqual(fields);
  });

  it('come back with zero bytes behind', () => {
    const padded = Buffer.concat([encodeFields([{ number: 1, value: 'a' }]), Buffer.alloc(5)]);
    expect(decodeFields(padded, none)).toEqual([{ number: 1, value: 'a' }]);
  });

  it.each([
    ['a number without a length', bytes(1)],
    ['a length past the end', bytes(1, 2, 65)],
    ['a length that goes on past the end', bytes(1, 0x81)],
    ['a length that has a shorter spelling', bytes(1, 0x81, 0x00, 65)],
    ['a length of zero in two bytes', bytes(1, 0x80, 0x00)],
    ['a length of five bytes', bytes(1, 0x81, 0x80, 0x80, 0x80, 0x01, 65)],
    ['a field twice', bytes(1, 0, 1, 0)],
    ['fields out of order', bytes(2, 0, 1, 0)],
    ['padding that is not zero', bytes(1, 0, 0, 0, 1)],
    ['a field after padding', bytes(1, 0, 0, 2, 0)],
  ])('refuse %s', (_name, encoded) => {
    expect(decodeFields(encoded, none)).toBeUndefined();
  });

  it('may come twice where they repeat', () => {
    expect(decodeFields(bytes(1, 0, 1, 0), new Set([1]))).toHaveLength(2);
  });
});

describe('text', () => {
  it.each(['', 'plain', 'naïve', '日本', '\u{1f600}', '\ufffd', '\0', 'a\u0080b'])('comes back: %j', (text) => {
    expect(toText(fromText(text))).toBe(text);
  });

  it.each([
    ['a byte alone', '\xff'],
    ['a cut sequence', '\xe6\x97'],
    ['an overlong slash', '\xc0\xaf'],
    ['a surrogate', '\xed\xa0\x80'],
  ])('is refused where it is not UTF-8: %s', (_name, value) => {
    expect(toText(value)).toBeUndefined();
  });

  it.each(['\ud800', 'a\udc00', '\udc00\ud800'])('throws for the lone surrogate in %j', (text) => {
    expect(() => fromText(text)).toThrow(RangeError);
  });
});

describe('integers', () => {
  it.each([0, 1, 1_790_000_000, 999_999_999_999_999])('come back: %d', (value) => {
    expect(toInteger(fromInteger(value))).toBe(value);
  });
  it.each(['', '-1', '+1', '01', '00', '1.0', '1e3', ' 1', '1\n', '\u0661', '1000000000000000', '0x1'])(
    'are refused: %j',
    (value) => {
      expect(toInteger(value)).toBeUndefined();
    },
  );
  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e21, 10 ** 15])('throw: %d', (value) => {
    expect(() => fromInteger(value)).toThrow(RangeError);
  });
});

it('pairs come back, whatever they hold', () => {
  for (const pair of [
    ['', ''],
    ['a', ''],
    ['', 'b'],
    ['\0', '\x01'],
    ['x'.repeat(200), 'y'],
  ] as const) {
    expect(toPair(fromPair(pair[0]!, pair[1]!))).toEqual(pair);
  }
  expect(toPair('')).toBeUndefined();
  expect(toPair('\x02a')).toBeUndefined();
});
