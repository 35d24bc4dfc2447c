import { describe, expect, it } from 'vitest';
import { seededEntropy } from '../base/entropy.ts';
import { secretBox } from './box.ts';
import { keyOf } from './kdf.ts';
import { keyring } from './keyring.ts';
import { pageMarkers } from './markers.ts';

const entropy = seededEntropy('markers');
const ring = (byte: number) => keyring(keyOf(Buffer.alloc(32, byte)));
const markers = pageMarkers({ keyring: ring(1), entropy });

describe('page markers', () => {
  it.each(['', 'bob', 'x'.repeat(211)])('open for their context: %s', (text) => {
    const marker = markers.seal(text, 'context');
    expect(markers.open(marker, 'context')).toBe(text);
    expect(marker.length).toBeLessThanOrEqual(320);
  });

  it('open for no other context, and under no other root key', () => {
    const marker = markers.seal('bob', 'a');
    expect(markers.open(marker, 'b')).toBeUndefined();
    expect(pageMarkers({ keyring: ring(2), entropy }).open(marker, 'a')).toBeUndefined();
  });

  it('do not open when any bit is changed, or any byte is missing', () => {
    const bytes = Buffer.from(markers.seal('bob', 'a'), 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const altered = Buffer.from(bytes);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      expect(markers.open(altered.toString('base64'), 'a')).toBeUndefined();
    }
    for (let length = 0; length < bytes.length; length++) {
      expect(markers.open(bytes.toString('base64', 0, length), 'a')).toBeUndefined();
    }
  });

  it('have one spelling', () => {
    const marker = markers.seal('bob', 'a');
    for (const other of [`${marker}\n`, ` ${marker}`, marker.replace(/=+$/, ''), `${marker}=`]) {
      if (other !== marker) expect(markers.open(other, 'a')).toBeUndefined();
    }
  });

  it('are no secrets of the store, nor the other way round', () => {
    const box = secretBox({ keyring: ring(1), entropy });
    const context = { table: 'access_keys', column: 'secret', id: 'AKIA', account: '1' } as const;
    expect(box.open(markers.seal('bob', 'a'), context)).toBeUndefined();
    expect(markers.open(box.seal(Buffer.from('bob'), context), 'a')).toBeUndefined();
  });

  it('hide their text, and two for one text differ', () => {
    const [one, two] = [markers.seal('bob-bob-bob', 'a'), markers.seal('bob-bob-bob', 'a')];
    expect(one).not.toBe(two);
    expect(Buffer.from(one, 'base64').toString('latin1')).not.toContain('bob');
  });
});
