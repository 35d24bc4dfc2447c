import { describe, expect, test } from 'vitest';
import { canonicalHeaders, canonicalValue, trimmed } from './canonical-headers.ts';
import { canonicalPath, canonicalPathOnce } from './canonical-path.ts';
import { canonicalQuery } from './canonical-query.ts';

describe('canonicalPath', () => {
  test.each([
    ['/', '/', '/'],
    ['', '', '/'],
    ['//', '//', '/'],
    ['/a/../b', '/a/../b', '/b'],
    ['/../..', '/../..', '/'],
    ['/a/.', '/a/.', '/a'],
    ['/a/./', '/a/./', '/a/'],
    ['/a%20b', '/a%2520b', '/a%2520b'],
    ["/$-_.~!'()*", '/%24-_.~%21%27%28%29%2A', '/%24-_.~%21%27%28%29%2A'],
    ['/\u1234', '/%E1%88%B4', '/%E1%88%B4'],
    ['/\ud800', '/%EF%BF%BD', '/%EF%BF%BD'],
  ])('%j: as it stands %j, normalised %j', (path, standing, normalized) => {
    expect(canonicalPath(path, false)).toBe(standing);
    expect(canonicalPath(path, true)).toBe(normalized);
  });
});

describe('canonicalPathOnce', () => {
  test.each([
    ['/', '/'],
    ['//a/../b', '//a/../b'],
    ['/a%20b+c', '/a%20b%2Bc'],
    ['/a(b)%28%7e%7E', '/a%28b%29%28~~'],
    ['/a%2fb%2Fc', '/a%2Fb%2Fc'],
    ['/100%', '/100%25'],
  ])('%j: %j', (path, once) => expect(canonicalPathOnce(path)).toBe(once));
});

describe('canonicalQuery', () => {
  test.each([
    ['', ''],
    ['b=2&a=1', 'a=1&b=2'],
    ['a=2&a=1', 'a=1&a=2'],
    ['a-b=1&a=2', 'a=2&a-b=1'],
    ['a', 'a='],
    ['=a', '=a'],
    ['a==', 'a=%3D'],
    ['&&a=1&', 'a=1'],
    ['a=+%20%2B', 'a=%20%20%2B'],
    ['a=%2f%2F%7e%41', 'a=%2F%2F~A'],
    ['a=%FF%00', 'a=%FF%00'],
    ["a=/:!'()*", 'a=%2F%3A%21%27%28%29%2A'],
    ['a=\u1234\u{1f600}', 'a=%E1%88%B4%F0%9F%98%80'],
    ['a=%zz%', 'a=%25zz%25'],
    ['X-Amz-Signature=1&a=2', 'X-Amz-Signature=1&a=2'],
  ])('%j: %j', (query, canonical) => {
    expect(canonicalQuery(query, 'header')).toBe(canonical);
  });

  test.each([
    ['a=1&X-Amz-Signature=x', 'a=1'],
    ['X-Amz%2dSignature=x&a=1', 'a=1'],
    ['X-Amz-Signature=x&X-Amz-Signature=y', 'X-Amz-Signature=y'],
    ['x-amz-signature=x', 'x-amz-signature=x'],
  ])('presigned %j: %j', (query, canonical) => {
    expect(canonicalQuery(query, 'query')).toBe(canonical);
  });
});

describe('canonicalHeaders', () => {
  test('the signed ones, in the order of the list, values in order of arrival', () => {
    const headers = new Map([
      ['b', [' 2 ', '1']],
      ['a', ['x']],
      ['c', ['not signed']],
    ]);
    expect(canonicalHeaders(headers, ['a', 'b'])).toBe('a:x\nb:2,1\n');
  });

  test.each([
    ['', '', ''],
    [' ', '', ''],
    ['a', 'a', 'a'],
    [' a ', 'a', 'a'],
    ['\ta\t', 'a', 'a'],
    ['a  b', 'a b', 'a  b'],
    ['a\tb', 'a b', 'a\tb'],
    ['"a   b"', '"a b"', '"a   b"'],
    ['a\u00a0\u00a0b', 'a\u00a0\u00a0b', 'a\u00a0\u00a0b'],
  ])('%j folds to %j and trims to %j', (value, folded, ends) => {
    expect(canonicalValue(value)).toBe(folded);
    expect(trimmed(value)).toBe(ends);
  });
});
