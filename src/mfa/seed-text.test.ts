import { describe, expect, it } from 'vitest';
import { base32 } from '../base/identifiers.ts';
import { readSeed } from './seed-text.ts';

const SEED = Buffer.from('12345678901234567890');
const of = (hex: string) => ({ seed: Buffer.from(hex, 'hex') });

describe('the seed of a hardware token', () => {
  it.each([
    ['base32', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'],
    ['base32 in small letters', 'gezdgnbvgy3tqojqgezdgnbvgy3tqojq'],
    ['base32 that says so', 'base32:GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'],
    ['hex', '3132333435363738393031323334353637383930'],
    ['hex that says so', 'hex:3132333435363738393031323334353637383930'],
  ])('%s', (_what, text) => expect(readSeed(text)).toEqual({ seed: SEED }));

  it.each([16, 17, 18, 19, 20, 32, 63, 64])('of %d bytes, padded or not', (length) => {
    const seed = Buffer.alloc(length, 0xa5);
    const text = base32(seed);
    expect(readSeed(`base32:${text}`)).toEqual({ seed });
    expect(readSeed(`base32:${text.padEnd(Math.ceil(text.length / 8) * 8, '=')}`)).toEqual({ seed });
    expect(readSeed(`hex:${seed.toString('hex')}`)).toEqual({ seed });
  });

  it('that reads both ways has to say which it is', () => {
    const both = 'ABCDEF22ABCDEF22ABCDEF22ABCDEF22';
    expect(readSeed(both)).toEqual({ problem: 'ambiguous' });
    expect(readSeed(`hex:${both}`)).toEqual(of(both));
    expect(readSeed(`base32:${both}`)).toEqual(of(readBase32(both)));
  });

  it.each([
    ['nothing', ''],
    ['a prefix alone', 'hex:'],
    ['neither', 'GAHT12345678GAHT12345678GAHT12345678'],
    ['an odd number of hex digits', '1'.repeat(41)],
    ['15 bytes', '00'.repeat(15)],
    ['65 bytes', '00'.repeat(65)],
    ['15 bytes in base32', base32(Buffer.alloc(15, 1))],
    ['65 bytes in base32', base32(Buffer.alloc(65, 1))],
    ['a digit that is no whole byte', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQG'],
    ['bits left over', `${'A'.repeat(25)}B`],
    ['padding that does not fit', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ='],
    ['padding inside', 'GEZDGNBVGY3TQOJQ====GEZDGNBVGY3TQOJQ'],
    ['white space', 'GEZDGNBVGY3TQOJQ GEZDGNBVGY3TQOJQ'],
    ['a line break', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\n'],
    ['a letter that folds to ASCII', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJſ'],
    ['another prefix', 'base64:MTIzNDU2Nzg5MDEyMzQ1Njc4OTA='],
  ])('%s is none', (_what, text) => expect(readSeed(text)).toEqual({ problem: 'unreadable' }));
});

/** By the alphabet of RFC 4648, as one number. */
function readBase32(text: string): string {
  let value = 0n;
  for (const digit of text) value = value * 32n + BigInt('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(digit));
  return value.toString(16).padStart((text.length * 5) / 4, '0');
}
