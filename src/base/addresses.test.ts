import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, readAddress, readNetwork, readPeerAddress } from './addresses.ts';

describe('readAddress', () => {
  test.each([
    ['10.0.0.1', [0x0a000001]],
    ['255.255.255.255', [0xffffffff]],
    ['010.000.000.001', [0x0a000001]],
    ['::', [0, 0, 0, 0]],
    ['::1', [0, 0, 0, 1]],
    ['2001:DB8::1', [0x20010db8, 0, 0, 1]],
    ['1:2:3:4:5:6:7:8', [0x10002, 0x30004, 0x50006, 0x70008]],
    ['1::8', [0x10000, 0, 0, 8]],
    ['1:2:3:4:5:6:7::', [0x10002, 0x30004, 0x50006, 0x70000]],
    ['::ffff:10.0.0.1', [0, 0, 0xffff, 0x0a000001]],
    ['64:ff9b::192.0.2.33', [0x0064ff9b, 0, 0, 0xc0000221]],
  ])('%s', (text, expected) => {
    expect(readAddress(text)).toEqual(expected);
  });

  test.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.1.1',
    '10.0.0.1.',
    '.10.0.0.1',
    '10..0.1',
    '10.0..1',
    '10.0.0.',
    '1.2.3.4.5.6',
    'a.0.0.1',
    '10.0.0.1/',
    '10.0.0.1\uff11',
    '10.0.0.0001',
    '0x0a.0.0.1',
    '10.0.0.-1',
    ' 10.0.0.1',
    '10.0.0.1:80',
    '167772161',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:',
    'fe80::1%eth0',
    '[::1]',
    '12345::',
    'g::',
    '10.0.0.1::',
    '::10.0.0.1:1',
    '::10.0.0.256',
  ])('%j is no address', (text) => {
    expect(readAddress(text)).toBeUndefined();
  });

  test('a mapped peer is an IPv4 peer; a mapped network is not one', () => {
    expect(readPeerAddress('::ffff:10.0.0.1')).toEqual([0x0a000001]);
    expect(readPeerAddress('::FFFF:0a00:0001')).toEqual([0x0a000001]);
    expect(readNetwork('::ffff:10.0.0.0/104')?.address).toHaveLength(4);
  });
});

describe('contains', () => {
  const inside = (network: string, address: string) => contains(readNetwork(network)!, readPeerAddress(address)!);

  test.each([
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.0.0.5/8', '10.9.9.9', true],
    ['10.0.0.0/+24', '10.0.0.7', true],
    ['10.0.0.0/024', '10.0.1.7', false],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['128.0.0.0/1', '127.255.255.255', false],
    ['192.0.2.1', '192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['192.0.2.1/32', '192.0.2.1', true],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['2001:db8::/33', '2001:db8:8000::', false],
    ['::/0', '2001:db8::1', true],
    ['::/0', '10.0.0.1', false],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['10.0.0.0/8', '::ffff:10.0.0.1', true],
    ['::ffff:10.0.0.0/104', '::ffff:10.0.0.1', false],
  ])('%s holds %s: %s', (network, address, expected) => {
    expect(inside(network, address)).toBe(expected);
  });

  test.each([
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10.0.0.0/255.0.0.0',
    '::/129',
    '/8',
    '10.0.0.0/ 8',
  ])('%j is no network', (text) => {
    expect(readNetwork(text)).toBeUndefined();
  });

  test('agrees with arithmetic on whole numbers', () => {
    const word = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n });
    const dotted = (value: bigint) => [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
    fc.assert(
      fc.property(word, fc.nat(32), word, (network, prefix, flips) => {
        // An address that often differs in the low bits only.
        const other = network ^ (flips >> BigInt(Number(flips % 33n)));
        const shift = BigInt(32 - prefix);
        expect(inside(`${dotted(network)}/${prefix}`, dotted(other))).toBe(network >> shift === other >> shift);
      }),
    );
  });

  test('knows where host bits are set', () => {
    expect(readNetwork('10.0.0.5/8')?.hostBits).toBe(true);
    expect(readNetwork('10.0.0.0/8')?.hostBits).toBe(false);
    expect(readNetwork('2001:db8::1/32')?.hostBits).toBe(true);
    expect(readNetwork('2001:db8::/32')?.hostBits).toBe(false);
    expect(readNetwork('2001:db8::1/128')?.hostBits).toBe(false);
  });
});
