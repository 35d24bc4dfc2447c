import { describe, expect, it } from 'vitest';
import { addressBits, blockBits, bytesOf, compareNumbers, momentOf, numberOf, peerBits } from './literals.ts';

describe('numbers (policy.md 4.6)', () => {
  it.each(['1', '01', '+1', '1.0', '1e0', '10e-1', '0.1E1', '1.'])('%s is one', (text) => {
    expect(compareNumbers(numberOf(text)!, numberOf('1')!)).toBe(0);
  });

  it.each([
    ['-1', '1'],
    ['-10', '-9'],
    ['-1', '0'],
    ['0', '1e-999999'],
    ['9', '10'],
    ['9007199254740992', '9007199254740993'],
    ['0.3', '0.30000000000000004'],
    ['.5', '0.51'],
    ['9e399', '1e400'],
  ])('%s is less than %s', (less, more) => {
    expect(compareNumbers(numberOf(less)!, numberOf(more)!)).toBeLessThan(0);
    expect(compareNumbers(numberOf(more)!, numberOf(less)!)).toBeGreaterThan(0);
  });

  it('zero has no sign', () => {
    for (const zero of ['-0', '+0', '0.00', '0e9']) expect(numberOf(zero)).toEqual(numberOf('0'));
  });

  it.each([
    '',
    '.',
    '-',
    'e1',
    '1e',
    '1e1.5',
    '1e1e1',
    '--1',
    '0x10',
    '1a',
    '1,0',
    '1 ',
    ' 1',
    '1_0',
    'NaN',
    'Infinity',
    '1.0.0',
  ])('%j is none', (text) => expect(numberOf(text)).toBeUndefined());
});

describe('moments (policy.md 4.7)', () => {
  it.each([
    ['2030-01-01', 1_893_456_000_000],
    ['2030-01', 1_893_456_000_000],
    ['1893456000', 1_893_456_000_000],
    ['2030-01-01T00:00:00Z', 1_893_456_000_000],
    ['2030-01-01T00:00Z', 1_893_456_000_000],
    ['2030-01-01T00:00:00', 1_893_456_000_000],
    ['2030-01-01T00:00', 1_893_456_000_000],
    ['2030-01-01T01:00:00+01:00', 1_893_456_000_000],
    ['2029-12-31T23:30:00-00:30', 1_893_456_000_000],
    ['2030-01-01T00:00:00.1Z', 1_893_456_000_100],
    ['2030-01-01T00:00:00.0019Z', 1_893_456_000_001],
    ['2028-02-29', Date.UTC(2028, 1, 29)],
    ['2000-02-29', Date.UTC(2000, 1, 29)],
    ['2100-03-01', Date.UTC(2100, 2, 1)],
    ['1969-12-31T23:59:59Z', -1000],
    ['1600-03-01', Date.UTC(1600, 2, 1)],
    ['2030', 2_030_000],
    ['-1', -1000],
  ])('%s is %d', (text, moment) => expect(momentOf(text)).toBe(moment));

  it.each([
    '',
    '01T',
    'soon',
    '234-13',
    '2030-13-01',
    '2030-00-01',
    '2030-02-30',
    '2030-02-29',
    '2100-02-29',
    '2030-1-1',
    '2030-01T00:00Z',
    '2030-01-01T00Z',
    '2030-01-01T24:00Z',
    '2030-01-01T25:00:00Z',
    '2030-01-01T00:00:60Z',
    '2030-01-01T00:00:00.Z',
    '2030-01-01T00:00:00+1:00',
    '2030-01-01T00:00:00+0100',
    '2030-01-01T00:00:00+24:00',
    '2030-01-01t00:00:00z',
    '2030-01-01 ',
    '1893456000.5',
    '9223372036854775808',
  ])('%j is none', (text) => expect(momentOf(text)).toBeUndefined());
});

describe('bytes (policy.md 4.9)', () => {
  it.each([
    ['', []],
    ['QQ==', [65]],
    ['QUI=', [65, 66]],
    ['QUJD', [65, 66, 67]],
    ['QUJDQQ==', [65, 66, 67, 65]],
    ['+/+/', [251, 255, 191]],
  ])('%j', (text, bytes) => expect(bytesOf(text)).toEqual(bytes));

  it.each(['Q', 'QQ', 'QQ=', 'QQ===', 'Q===', '====', 'QQ=A', 'QQ==QQ==', '!!!!', '-_-_', 'QU J', 'QQ==\n'])(
    '%j is none',
    (text) => expect(bytesOf(text)).toBeUndefined(),
  );
});

describe('addresses (policy.md 4.10)', () => {
  const same = (a: string, b: string) => {
    expect(addressBits(a)).toBeDefined();
    expect(addressBits(a)).toBe(addressBits(b));
  };
  it.each([
    ['010.0.0.005', '10.0.0.5'],
    ['2001:DB8::5', '2001:0db8:0:0:0:0:0:5'],
    ['::', '0:0:0:0:0:0:0:0'],
    ['1::', '1:0:0:0:0:0:0:0'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8'],
    ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304'],
  ])('%s is %s', same);

  it('writes an address as its bits', () => {
    expect(addressBits('10.0.0.5')).toBe('00001010000000000000000000000101');
    expect(addressBits('8000::1')).toBe(`1${'0'.repeat(126)}1`);
  });

  it.each([
    '',
    '10.0.0',
    '10.0.0.0.0',
    '300.1.1.1',
    '10.0.0.+5',
    '0xa.0.0.5',
    ' 10.0.0.5',
    '10.0.0.5/32',
    '1::2::3',
    ':::',
    ':1',
    '1:',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '1.2.3.4::',
    '::00001',
    '::g',
    'fe80::1%eth0',
    '[::1]',
  ])('%j is none', (text) => expect(peerBits(text)).toBeUndefined());

  it('takes a mapped address of a request for IPv4, and a mapped block for IPv6', () => {
    for (const mapped of ['::ffff:10.0.0.5', '::ffff:a00:5', '0:0:0:0:0:FFFF:10.0.0.5'])
      expect(peerBits(mapped)).toBe(addressBits('10.0.0.5'));
    expect(peerBits('::10.0.0.5')).toHaveLength(128);
    expect(blockBits('::ffff:10.0.0.0/104')).toMatchObject({ family: 128 });
  });

  it('ignores host bits of IPv4, and gives up a block of IPv6 that has any', () => {
    expect(blockBits('10.0.0.5/8')).toEqual(blockBits('10.0.0.0/+8'));
    expect(blockBits('10.0.0.5/8')).toEqual({ family: 32, lead: '00001010' });
    expect(blockBits('10.0.0.5/0')).toEqual({ family: 32, lead: '' });
    expect(blockBits('2001:db8::5/64')).toBe('none');
    expect(blockBits('::/0')).toEqual({ family: 128, lead: '' });
    expect(blockBits('::1')).toEqual(blockBits('::1/128'));
  });

  it.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/-0', '10.0.0.0/8/8', '10.0.0.0/8 ', '::/129', 'x/8', '/8', '10.*'])(
    '%j is no block',
    (text) => expect(blockBits(text)).toBeUndefined(),
  );
});
