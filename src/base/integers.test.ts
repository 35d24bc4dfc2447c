import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDecimals, readDecimal } from './integers.ts';

const compare = (a: string, b: string) => Math.sign(compareDecimals(readDecimal(a)!, readDecimal(b)!));

describe('readDecimal', () => {
  test.each(['1', '01', '+1', '1.0', '1.', '1e0', '10e-1', '0.1E1', '+01.00e+00'])('%s is one', (text) => {
    expect(compare(text, '1')).toBe(0);
  });

  test.each([
    '',
    ' 1',
    '1 ',
    'NaN',
    'Infinity',
    '-Infinity',
    '0x10',
    '1a',
    '.',
    'e1',
    '1e',
    '--1',
    '1,0',
    '1_0',
    '１',
    '1e1234567',
    '1.2.3',
  ])('%j is no number', (text) => {
    expect(readDecimal(text)).toBeUndefined();
  });
});

describe('compareDecimals', () => {
  test.each([
    ['0', '-0', 0],
    ['0.0', '0e9', 0],
    ['.5', '0.50', 0],
    ['-1', '1', -1],
    ['-2', '-1', -1],
    ['9007199254740992', '9007199254740993', -1],
    ['-9007199254740992', '-9007199254740993', 1],
    ['0.1', '0.10000000000000000001', -1],
    ['1e999', '1e1000', -1],
    ['-1e999', '-1e1000', 1],
    ['1e-999', '2e-999', -1],
    ['1e-999', '0', 1],
    ['0', '-1e-999', 1],
    ['1e999', '10e998', 0],
    ['12345678901234567890', '1.234567890123456789e19', 0],
    ['100000000000000000000', '1e20', 0],
  ])('%s against %s: %i', (a, b, expected) => {
    expect(compare(a, b)).toBe(expected);
    expect(compare(b, a)).toBe(expected === 0 ? 0 : -expected);
  });

  test('agrees with exact arithmetic on scaled integers', () => {
    const scaled = fc.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(12));
    fc.assert(
      fc.property(scaled, scaled, ([a, i], [b, j]) => {
        const exact = a * 10n ** BigInt(12 - i) - b * 10n ** BigInt(12 - j);
        expect(compare(`${a}e-${i}`, `${b}e-${j}`)).toBe(exact === 0n ? 0 : exact < 0n ? -1 : 1);
      }),
    );
  });

  test('long runs of zeros cost linear time', () => {
    expect(compare(`1${'0'.repeat(50_000)}1`, `1${'0'.repeat(50_000)}2`)).toBe(-1);
  });
});
