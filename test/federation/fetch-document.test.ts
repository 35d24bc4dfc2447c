import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { documentFetcher, type FetchSettings } from '../../src/federation/oidc/fetch-document.ts';
import { makeCertificates } from './certificates.ts';

/**
 * The fetcher against real servers with TLS, on loopback. `id.test` is where its resolver says it is; the certificates are
 * made for this run.
 */
const certificates = makeCertificates(['DNS:id.test', 'IP:127.0.0.1']);
if (certificates === undefined) console.log('SKIPPED: there is no openssl to make certificates with');

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
const OPEN: (Server | { close(): void; closeAllConnections(): void })[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of OPEN.splice(0)) server.close();
});

async function listening<Listening extends Server>(server: Listening, address = '127.0.0.1'): Promise<number> {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  OPEN.push(server);
  return (server.address() as AddressInfo).port;
}

/** A server of the certificate; counts who comes. */
async function serving(handler: Handler, address?: string) {
  const seen = { requests: 0, connections: 0, heads: [] as IncomingMessage[] };
  const { cert, key } = certificates!;
  const server = createServer({ cert, key }, (request, response) => {
    seen.requests++;
    seen.heads.push(request);
    handler(request, response);
  });
  server.on('connection', () => seen.connections++);
  server.on('tlsClientError', () => {});
  return { seen, port: await listening(server, address) };
}

const json: Handler = (_request, response) => response.end('{"a":1}');
const fetcher = (settings: FetchSettings = {}) =>
  documentFetcher({
    ca: certificates!.ca,
    allowPrivate: ['id.test'],
    resolve: async () => ['127.0.0.1'],
    timeoutMs: 1000,
    ...settings,
  });
const at = (port: number, path = '/') => `https://id.test:${port}${path}`;

describe('attack/D07 key discovery is led to another address: real servers', () => {
  let asked: string[];
  beforeEach(({ skip }) => {
    skip(certificates === undefined, 'there is no openssl');
    asked = [];
  });

  test('a document is fetched, without anything that tells who asks', async () => {
    const { port, seen } = await serving(json);
    expect(await fetcher()(at(port, '/x?y=z'))).toEqual({ text: '{"a":1}', maxAgeSeconds: undefined });
    const { url, headers, method } = seen.heads[0]!;
    expect([method, url]).toEqual(['GET', '/x?y=z']);
    expect(headers).toEqual({
      accept: 'application/json',
      'accept-encoding': 'identity',
      'user-agent': 'rolecall',
      host: `id.test:${port}`,
      connection: 'close',
    });
  });

  test.each([
    ['max-age=7', 7],
    ['public, Max-Age="8", immutable', 8],
    ['no-store, max-age=9', 0],
    ['s-maxage=10', undefined],
    ['max-age=-1', undefined],
    ['max-age=1e9', undefined],
  ])('cache-control %s', async (header, maxAgeSeconds) => {
    const { port } = await serving((_request, response) => response.setHeader('cache-control', header).end('{}'));
    expect(await fetcher()(at(port))).toEqual({ text: '{}', maxAgeSeconds });
  });

  test.each([301, 302, 303, 307, 308])('a redirect %d is not followed', async (status) => {
    const target = await serving(json);
    const { port, seen } = await serving((_request, response) =>
      response.writeHead(status, { location: at(target.port) }).end(),
    );
    expect(await fetcher()(at(port))).toEqual({ failed: 'unfit', why: `status ${status}` });
    expect([seen.requests, target.seen.requests]).toEqual([1, 0]);
  });

  test.each([
    [201, 'unfit'],
    [204, 'unfit'],
    [206, 'unfit'],
    [304, 'unfit'],
    [401, 'unfit'],
    [404, 'unfit'],
    [429, 'unreachable'],
    [500, 'unreachable'],
    [503, 'unreachable'],
  ])('status %d is no document', async (status, failed) => {
    const { port } = await serving((_request, response) => response.writeHead(status).end());
    expect(await fetcher()(at(port))).toEqual({ failed, why: `status ${status}` });
  });

  test('a name is resolved once, and the connection made to what it was then (rebinding)', async () => {
    const { port, seen } = await serving(json);
    const answers = [['127.0.0.1'], ['10.0.0.1'], ['10.0.0.1']];
    const resolve = async (host: string) => {
      asked.push(host);
      return answers[asked.length - 1]!;
    };
    const fetch = fetcher({ resolve, allowPrivate: ['127.0.0.1'] });
    expect(await fetch(at(port))).toMatchObject({ text: '{"a":1}' });
    expect(asked).toEqual(['id.test']);
    expect(await fetch(at(port))).toEqual({
      failed: 'unfit',
      why: 'id.test is at 10.0.0.1, which may not be asked',
    });
    expect(seen.connections).toBe(1);
  });

  test('where one address leads nowhere, the next is tried', async () => {
    const { port } = await serving(json);
    const fetch = fetcher({ resolve: async () => ['::1', '127.0.0.1'] });
    expect(await fetch(at(port))).toMatchObject({ text: '{"a":1}' });
  });

  test('one address among several that may not be asked spoils them all', async () => {
    const { port, seen } = await serving(json);
    for (const addresses of [
      ['127.0.0.1', '10.0.0.1'],
      ['8.8.8.8', '127.0.0.1', '::1'],
      ['8.8.8.8', '::ffff:10.0.0.1'],
    ]) {
      const fetch = fetcher({ resolve: async () => addresses, allowPrivate: ['127.0.0.1'] });
      expect(await fetch(at(port))).toMatchObject({ failed: 'unfit' });
    }
    expect(seen.connections).toBe(0);
  });

  test.each([
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0',
    '0.0.0.0',
  ])('loopback written as %s is not asked', async (host) => {
    const { port, seen } = await serving(json);
    const resolve = async (name: string) => {
      asked.push(name);
      return ['8.8.8.8'];
    };
    const fetch = fetcher({ resolve, allowPrivate: [] });
    expect(await fetch(`https://${host}:${port}/`)).toMatchObject({ failed: 'unfit' });
    expect([asked, seen.connections]).toEqual([[], 0]);
  });

  test.each([
    'http://id.test/',
    'HTTP://id.test/',
    'ftp://id.test/',
    'file:///etc/passwd',
    'data:application/json,{}',
    '//id.test/',
    'id.test',
    '',
    'https://',
    'https://user@id.test/',
    'https://user:word@id.test/',
    'https://id.test@127.0.0.1/',
    'https://id.test/#x',
    'https://id.test\\@127.0.0.1/',
    'https://[::1',
    'https://id.test:99999/',
    `https://id.test/${'x'.repeat(2048)}`,
  ])('%.60s is no address that may be asked', async (url) => {
    const resolve = async (name: string) => {
      asked.push(name);
      return ['127.0.0.1'];
    };
    expect(await fetcher({ resolve })(url)).toMatchObject({ failed: 'unfit' });
    expect(asked).toEqual([]);
  });

  test('a server of another name, or of an authority that is not trusted, is not believed', async () => {
    const { port, seen } = await serving(json);
    expect(await fetcher({ allowPrivate: ['other.test'] })(`https://other.test:${port}/`)).toEqual({
      failed: 'unreachable',
      why: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    expect(await fetcher({ ca: undefined })(at(port))).toMatchObject({ failed: 'unreachable' });
    expect(seen.requests).toBe(0);
    expect(await fetcher({ allowPrivate: ['127.0.0.1'] })(`https://127.0.0.1:${port}/`)).toMatchObject({
      text: '{"a":1}',
    });
  });

  test('a server without TLS gets no request', async () => {
    let requests = 0;
    const port = await listening(
      createPlainServer((_request, response) => {
        requests++;
        response.end('{}');
      }),
    );
    expect(await fetcher()(at(port))).toMatchObject({ failed: 'unreachable' });
    expect(requests).toBe(0);
  });

  describe('within its time', () => {
    const soon = { timeoutMs: 300 };
    const TIMED_OUT = { failed: 'unreachable', why: 'no answer within 300 ms' };
    const timed = async (fetching: Promise<unknown>) => {
      const startedAt = performance.now();
      const answer = await fetching;
      return { answer, isInTime: performance.now() - startedAt < 5000 };
    };

    test('a body that drips', async () => {
      const { port } = await serving((_request, response) => {
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      });
      expect(await timed(fetcher(soon)(at(port)))).toEqual({ answer: TIMED_OUT, isInTime: true });
    });

    test('headers that never come', async () => {
      const { port } = await serving(() => {});
      expect(await timed(fetcher(soon)(at(port)))).toEqual({ answer: TIMED_OUT, isInTime: true });
    });

    test('a handshake that never ends', async () => {
      const port = await listening(createTcpServer(() => {}));
      expect(await timed(fetcher(soon)(at(port)))).toEqual({ answer: TIMED_OUT, isInTime: true });
    });

    test('a resolver that never answers, and one that fails', async () => {
      const never = fetcher({ ...soon, resolve: () => new Promise(() => {}) });
      expect(await timed(never('https://id.test/'))).toEqual({ answer: TIMED_OUT, isInTime: true });
      const fails = fetcher({ resolve: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })) });
      expect(await fails('https://id.test/')).toEqual({ failed: 'unreachable', why: 'ENOTFOUND' });
      expect(await fetcher({ resolve: async () => [] })('https://id.test/')).toMatchObject({ failed: 'unreachable' });
    });

    test('nobody who listens', async () => {
      const { port } = await serving(json);
      OPEN.splice(0)[0]!.close();
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await fetcher()(at(port))).toEqual({ failed: 'unreachable', why: 'ECONNREFUSED' });
    });
  });

  describe('within its size', () => {
    const TOO_LONG = { failed: 'unfit', why: 'the answer is longer than 262144 bytes' };

    test('a body without an end', async () => {
      let sent = 0;
      const { port } = await serving((_request, response) => {
        const chunk = Buffer.alloc(65_536, 0x20);
        const more = () => {
          while (!response.destroyed && response.write(chunk)) sent += chunk.length;
          response.once('drain', more);
        };
        response.on('error', () => {});
        more();
      });
      expect(await fetcher()(at(port))).toEqual(TOO_LONG);
      expect(sent).toBeLessThan(20_000_000);
    });

    test('a length that is too much, before a byte of it', async () => {
      const { port } = await serving((_request, response) =>
        response.writeHead(200, { 'content-length': '1000000000' }).flushHeaders(),
      );
      expect(await fetcher()(at(port))).toEqual(TOO_LONG);
    });

    test('exactly what is allowed, and a byte more', async () => {
      const { port } = await serving((request, response) => response.end('x'.repeat(Number(request.url!.slice(1)))));
      expect(await fetcher()(at(port, '/262144'))).toMatchObject({ maxAgeSeconds: undefined });
      expect(await fetcher()(at(port, '/262145'))).toEqual(TOO_LONG);
    });

    test('headers without an end', async () => {
      const { port } = await serving((_request, response) => response.setHeader('x', 'y'.repeat(20_000)).end('{}'));
      expect(await fetcher()(at(port))).toEqual({ failed: 'unreachable', why: 'HPE_HEADER_OVERFLOW' });
    });

    test.each(['gzip', 'deflate', 'br', 'x-gzip', 'GZIP', 'gzip, gzip'])(
      'what is compressed by %s',
      async (encoding) => {
        const bomb = gzipSync(Buffer.alloc(10_000_000));
        const { port } = await serving((_request, response) =>
          response.writeHead(200, { 'content-encoding': encoding }).end(bomb),
        );
        expect(await fetcher()(at(port))).toEqual({
          failed: 'unfit',
          why: 'the answer is compressed, which was not asked for',
        });
      },
    );
  });

  test('what is no UTF-8 is no document, and a content type makes none of it', async () => {
    const { port } = await serving((request, response) => {
      response.setHeader('content-type', request.url === '/html' ? 'text/html' : 'application/json; charset=latin1');
      response.end(request.url === '/html' ? '{}' : Buffer.from([0x7b, 0xff, 0x7d]));
    });
    expect(await fetcher()(at(port, '/html'))).toMatchObject({ text: '{}' });
    expect(await fetcher()(at(port, '/latin1'))).toEqual({ failed: 'unfit', why: 'the answer is not UTF-8' });
  });

  test('no connection is used twice', async () => {
    const { port, seen } = await serving(json);
    const fetch = fetcher();
    for (let i = 0; i < 3; i++) await fetch(at(port));
    expect(seen.connections).toBe(3);
  });
});
