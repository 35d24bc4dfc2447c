import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hostsOf, receivedRequest } from './received.ts';

const plain = { method: 'PUT', target: '/a', rawHeaders: ['Host', 'x.test', 'X', '1', 'x', '2'], body: 'abc' };

describe('a received request', () => {
  it('keeps names, order and repetitions', () => {
    expect(receivedRequest(plain, 'objects')).toEqual({
      method: 'PUT',
      target: '/a',
      headers: [
        ['Host', 'x.test'],
        ['X', '1'],
        ['x', '2'],
      ],
      payloadHash: hash('sha256', 'abc'),
      secure: false,
    });
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['HTTP/1.1', ['Host', ' X.test '], ['x.test']],
    ['two hosts', ['Host', 'x', 'host', 'y'], ['x', 'y']],
    ['HTTP/2', [':method', 'GET', ':authority', 'x.test', ':path', '/'], ['x.test']],
    ['HTTP/2 that says it twice', [':authority', 'x.test', 'host', 'x.test'], ['x.test']],
    ['HTTP/2 that contradicts itself', [':authority', 'x.test', 'host', 'y.test'], ['x.test', 'y.test']],
    ['nothing', [], []],
  ])('has the hosts of %s', (_what, rawHeaders, hosts) => {
    expect(hostsOf({ rawHeaders })).toEqual(hosts);
    const { headers } = receivedRequest({ ...plain, rawHeaders }, 'objects');
    expect(headers.every(([name]) => !name.startsWith(':'))).toBe(true);
  });

  const unsigned = ['x-amz-content-sha256', 'UNSIGNED-PAYLOAD'];
  it.each<[string, string, object, boolean]>([
    ['a header of S3', 's3', { rawHeaders: unsigned }, true],
    ['a link of S3', 's3', { target: '/a?X-Amz-Signature=x', rawHeaders: [] }, true],
    [
      'a link of S3 with a hash',
      's3',
      { target: '/a?X-Amz-Signature=x&X-Amz-Content-Sha256=0', rawHeaders: [] },
      false,
    ],
    [
      'a link of S3 with a hash in a header',
      's3',
      { target: '/a?X-Amz-Signature=x', rawHeaders: [unsigned[0]!, '0'] },
      false,
    ],
    ['another header of S3', 's3', { rawHeaders: [unsigned[0]!, '0'] }, false],
    ['no header of S3', 's3', { rawHeaders: [] }, false],
    ['a header of another service', 'objects', { rawHeaders: unsigned }, false],
    ['a link of another service', 'objects', { target: '/a?X-Amz-Signature=x', rawHeaders: [] }, false],
  ])('leaves the body out by %s: %s, %j: %s', (_what, service, more, isUnsigned) => {
    const { payloadHash } = receivedRequest({ ...plain, ...more }, service);
    expect(payloadHash).toBe(isUnsigned ? 'UNSIGNED-PAYLOAD' : hash('sha256', 'abc'));
  });
});
