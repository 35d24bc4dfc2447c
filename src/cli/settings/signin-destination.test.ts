import { describe, expect, it } from 'vitest';
import { readSettings } from './read-settings.ts';

const read = (...said: string[]) => readSettings({ 'signin-destination': said }, {}, {})['signin-destination'];

describe('signin-destination', () => {
  it('is origins, written as browsers write them', () =>
    expect(read('https://app.example', 'HTTPS://Other.example:443/', 'http://localhost:3000')).toEqual([
      'https://app.example',
      'https://other.example',
      'http://localhost:3000',
    ]));

  it('may be an address', () =>
    expect(read('http://[::1]:3000', 'http://127.1')).toEqual(['http://[::1]:3000', 'http://127.0.0.1']));

  it.each([
    'app.example',
    '//app.example',
    'https://app.example/path',
    'https://app.example/?a',
    'https://app.example/#a',
    'https://user@app.example',
    'javascript:alert(1)',
    'blob:https://app.example/1',
    'null',
    '*',
    'https://*',
    'https://*.example',
    'https://app.example;script-src',
    "https://'self'",
    '',
  ])('is not %j', (said) => expect(() => read(said)).toThrow('expected origins'));
});
