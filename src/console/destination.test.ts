import { describe, expect, it } from 'vitest';
import { landingAt, pathUnder } from './destination.ts';

const house = { publicUrl: 'https://iam.example.test', registered: new Set(['https://app.example']) };

/** The long list of hostile destinations is test/console/redirects.ts. */
describe('where a sign-in leads', () => {
  it.each([
    [undefined, 'https://iam.example.test', '/console'],
    [undefined, 'https://example.test/iam', '/iam/console'],
    ['https://example.test/other', 'https://example.test/iam', '/iam/console'],
    ['http://127.0.0.1:8787/', 'http://127.0.0.1:8787', '/console'],
    ['http://127.0.0.1/', 'http://127.0.0.1:8787', undefined],
    ['http:evil.example', 'http://127.0.0.1:8787', '/console'],
    ['https:evil.example', 'http://127.0.0.1:8787', undefined],
  ])('%s at %s: %s', (destination, publicUrl, href) =>
    expect(landingAt(destination, { ...house, publicUrl })?.href).toBe(href),
  );

  it('has the origin of an application, and none of its own', () => {
    expect(landingAt('https://app.example/a', house)).toEqual({
      href: 'https://app.example/a',
      origin: 'https://app.example',
    });
    expect(landingAt('/', house)).toEqual({ href: '/console', origin: undefined });
  });

  it('finds our paths below the public address', () =>
    expect(
      ['https://a.test', 'https://a.test/', 'https://a.test/b', 'https://a.test/b/'].map((url) => pathUnder(url, '/x')),
    ).toEqual(['/x', '/x', '/b/x', '/b/x']));
});
