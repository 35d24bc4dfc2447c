import { inflateSync } from 'node:zlib';
import { URI } from 'otpauth';
import { expect, it } from 'vitest';
import { pooledEntropy, seededEntropy } from '../base/entropy.ts';
import { newSeed, seedQrPng, seedText, seedUri } from './seed.ts';
import { codeAt, stepAt } from './totp.ts';

const seed = newSeed(seededEntropy('seed'));
const enrolment = { seed, account: '123456789012', user: 'alice' };

it('makes 320 random bits, 64 characters of base32', () => {
  expect(seedText(newSeed(pooledEntropy()))).toMatch(/^[A-Z2-7]{64}$/);
  expect(newSeed(pooledEntropy()).equals(newSeed(pooledEntropy()))).toBe(false);
});

it('names the device as AWS does, for an app to read', () => {
  expect(seedUri(enrolment)).toBe(
    `otpauth://totp/Rolecall:alice%40123456789012?secret=${seedText(seed)}&issuer=Rolecall`,
  );
});

it('escapes a name that would be read as more than a name', () => {
  const uri = seedUri({ ...enrolment, user: 'a&secret=AAAA#b?c/d:e' });
  expect(uri.match(/secret=/g)).toHaveLength(1);
  expect(new URL(uri).searchParams.get('secret')).toBe(seedText(seed));
});

it('gives an app the codes that are expected here', () => {
  const app = URI.parse(seedUri(enrolment));
  const nowMs = 1_790_000_000_000;
  expect('period' in app && app.generate({ timestamp: nowMs })).toBe(codeAt(seed, stepAt(nowMs)));
});

it('draws the address as an opaque PNG with a quiet zone of four modules', () => {
  const png = seedQrPng(enrolment);
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  const { width, height, transparent, white } = readPng(png);
  expect(width).toBe(height);
  expect(transparent).toBe(false);
  const modules = width / 4;
  // The quiet zone is white, and the corner of the finder pattern within is black.
  for (let at = 0; at < modules; at++)
    expect([white(at, 0), white(at, 3), white(0, at), white(3, at)]).toEqual([true, true, true, true]);
  expect([4, 10].map((at) => white(at, 4))).toEqual([false, false]);
  expect((modules - 8 - 17) % 4).toBe(0);
});

/** Reads back the plain sort of PNG that is written: one bit a pixel, no filters. */
function readPng(png: Buffer) {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const header = chunks.get('IHDR')!;
  const [width, height, depth, colour] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9]];
  expect([depth, colour]).toEqual([1, 3]);
  const palette = chunks.get('PLTE')!;
  const rows = inflateSync(chunks.get('IDAT')!);
  const stride = 1 + Math.ceil(width / 8);
  const white = (column: number, row: number): boolean => {
    const at = row * 4 * stride;
    const bit = (rows[at + 1 + ((column * 4) >> 3)]! >> (7 - ((column * 4) & 7))) & 1;
    return rows[at] === 0 && palette.toString('hex', 3 * bit, 3 * bit + 3) === 'ffffff';
  };
  return { width, height, transparent: chunks.has('tRNS'), white };
}
