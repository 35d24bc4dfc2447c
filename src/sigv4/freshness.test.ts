import { describe, expect, test } from 'vitest';
import { isoBasic, parseIsoBasic } from './freshness.ts';

describe('parseIsoBasic', () => {
  test.each([
    ['19700101T000000Z', 0],
    ['20150830T123600Z', 1_440_938_160],
    ['20240229T235959Z', 1_709_251_199],
    ['20000229T000000Z', 951_782_400],
    ['99991231T235959Z', 253_402_300_799],
  ])('%s', (text, seconds) => {
    expect(parseIsoBasic(text)).toBe(seconds);
    expect(isoBasic(seconds)).toBe(text);
  });

  test.each([
    '',
    '20150830',
    '20150830T123600',
    '20150830T123600z',
    '20150830t123600Z',
    ' 20150830T123600Z',
    '20150830T123600Z\n',
    '2015-08-30T12:36:00Z',
    '20150830T123600+0000',
    '20150830T123600.000Z',
    '20230229T000000Z',
    '19000229T000000Z',
    '20150431T000000Z',
    '20150001T000000Z',
    '20151301T000000Z',
    '20150100T000000Z',
    '20150132T000000Z',
    '20150830T240000Z',
    '20150830T126000Z',
    '20150830T123660Z',
    '00150830T123600Z',
    '+2015830T123600Z',
    '-0150830T123600Z',
  ])('%j is no date', (text) => {
    expect(parseIsoBasic(text)).toBeUndefined();
  });

  test('every second of some days prints as it was read', () => {
    for (let seconds = 1_709_164_800; seconds < 1_709_164_800 + 3 * 86_400; seconds += 7) {
      expect(parseIsoBasic(isoBasic(seconds))).toBe(seconds);
    }
  });
});
