import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { forwardingFrom, peerOf } from './forwarded.ts';

const request = (address: string, headers: Record<string, string> = {}, encrypted = false) =>
  ({ socket: { remoteAddress: address, encrypted }, headers }) as unknown as IncomingMessage;

const proxies = forwardingFrom(['10.0.0.0/8', '127.0.0.1/32', 'fd00::/8']);

describe('attack/F08 who called, and how', () => {
  it.each([
    ['no proxy is trusted: the header is nobody', undefined, '10.0.0.1', { 'x-forwarded-for': '1.2.3.4' }, '10.0.0.1'],
    ['the peer is no trusted proxy', proxies, '8.8.8.8', { 'x-forwarded-for': '1.2.3.4' }, '8.8.8.8'],
    [
      'the right-most hop that is not trusted',
      proxies,
      '10.0.0.1',
      { 'x-forwarded-for': '6.6.6.6, 1.2.3.4, 10.0.0.2' },
      '1.2.3.4',
    ],
    ['all hops are trusted', proxies, '10.0.0.1', { 'x-forwarded-for': '10.0.0.3, 10.0.0.2' }, '10.0.0.1'],
    ['no header', proxies, '10.0.0.1', {}, '10.0.0.1'],
    [
      'a hop that is no address ends the search',
      proxies,
      '10.0.0.1',
      { 'x-forwarded-for': '1.2.3.4, unknown' },
      '10.0.0.1',
    ],
    ['a port is no address', proxies, '10.0.0.1', { 'x-forwarded-for': '1.2.3.4:80' }, '10.0.0.1'],
    ['octal is no address', proxies, '10.0.0.1', { 'x-forwarded-for': '010.0.0.1' }, '10.0.0.1'],
    ['IPv4 in IPv6 notation is IPv4', proxies, '::ffff:10.0.0.1', { 'x-forwarded-for': '::ffff:1.2.3.4' }, '1.2.3.4'],
    ['IPv6', proxies, 'fd00::1', { 'x-forwarded-for': '2001:db8::1' }, '2001:db8::1'],
    [
      '500 hops',
      proxies,
      '10.0.0.1',
      { 'x-forwarded-for': ['1.2.3.4', ...Array(500).fill('10.0.0.2')].join(',') },
      '10.0.0.1',
    ],
  ] as const)('%s', (_label, forwarding, address, headers, expected) => {
    expect(peerOf(request(address, { ...headers }), forwarding).address).toBe(expected);
  });

  it.each([
    [undefined, '10.0.0.1', 'https', false, false],
    [undefined, '10.0.0.1', 'http', true, true],
    [proxies, '8.8.8.8', 'https', false, false],
    [proxies, '10.0.0.1', 'https', false, true],
    [proxies, '10.0.0.1', 'http, https', false, true],
    [proxies, '10.0.0.1', 'https, http', true, false],
  ] as const)('TLS: %o from %s saying %s, encrypted %s: %s', (forwarding, address, proto, encrypted, secure) => {
    expect(peerOf(request(address, { 'x-forwarded-proto': proto }, encrypted), forwarding).secure).toBe(secure);
  });

  it.each(['10.0.0.0', '10.0.0.0/', '10.0.0.0/33', 'x/8', '10.0.0.0/8/8', '/8', '10.0.0/8'])(
    '%s is no CIDR block',
    (block) => {
      expect(() => forwardingFrom([block])).toThrow();
    },
  );
});
