import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpServer } from '../../src/http/server.ts';
import { form, type House, openHouse, signedPost } from '../house/harness.ts';
import { portOf, sendBytes } from '../tools/ports.ts';

let house: House;
let server: Server;
let port: number;
let handled = 0;

beforeAll(async () => {
  house = await openHouse();
  server = httpServer({
    answer: (request) => {
      handled++;
      return house.answer(request);
    },
    health: { ready: () => true },
    bodyLimitBytes: 1_048_576,
    forwarding: undefined,
    tls: undefined,
  });
  port = await portOf(server);
});
afterAll(() => server.closeAllConnections());

/** 0 where the connection was closed without an answer. */
const CLOSED = 0;

const raw = (bytes: string | Buffer, silenceMs = 400): Promise<string> => sendBytes(port, bytes, silenceMs);

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
const bodyOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n') + 4);

function signedRequest(extra: string[] = []): string {
  const { rawHeaders, body } = signedPost(house.rootA, form('GetCallerIdentity', {}, 'sts'), 'sts', house.clock.now());
  const lines: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  return `POST / HTTP/1.1\r\n${[...lines, ...extra, `content-length: ${body.length}`, 'connection: close'].join('\r\n')}\r\n\r\n${body}`;
}

describe('attack/A03 repeated headers', () => {
  it('the same request without a repetition is accepted', async () =>
    expect(statusOf(await raw(signedRequest()))).toBe(200));

  it.each([
    'Host: evil.example',
    'Authorization: AWS4-HMAC-SHA256 Credential=x',
    'X-Amz-Date: 20200101T000000Z',
    'Content-Type: text/plain',
    'HOST: again',
  ])('a second `%s` is 400 and empty', async (line) => {
    const answer = await raw(signedRequest([line]));
    expect([statusOf(answer), bodyOf(answer)]).toEqual([400, '']);
  });

  it('two session tokens are 400 and empty', async () => {
    const answer = await raw(signedRequest(['X-Amz-Security-Token: a', 'X-Amz-Security-Token: b']));
    expect([statusOf(answer), bodyOf(answer)]).toEqual([400, '']);
  });
});

describe('attack/A14 request lines', () => {
  const lines = [
    'GET http://127.0.0.1/ HTTP/1.1',
    'GET http://evil/?Action=GetCallerIdentity HTTP/1.1',
    'GET https://x/ HTTP/1.1',
    'GET /#fragment HTTP/1.1',
    'GET /?a#b HTTP/1.1',
    'GET /\u0001 HTTP/1.1',
    'GET /\u00ff HTTP/1.1',
    'GET /a b HTTP/1.1',
    'GET / HTTP/2.0',
    'GET / HTTP/0.9',
    'GET /',
    'GET',
    'get / HTTP/1.1',
    'FOO / HTTP/1.1',
    'PUT / HTTP/1.1',
    'DELETE / HTTP/1.1',
    'PATCH / HTTP/1.1',
    'CONNECT evil:443 HTTP/1.1',
    'GET * HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'GET evil HTTP/1.1',
    'GET ?Action=X HTTP/1.1',
    'GET \\ HTTP/1.1',
    'TRACE / HTTP/1.1',
  ];
  it.each(lines)('%j is refused', async (line) => {
    const answer = await raw(Buffer.from(`${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`, 'latin1'));
    expect([400, 501, 505, CLOSED]).toContain(statusOf(answer));
    expect(answer).not.toMatch(/HTTP\/1\.1 (200|302)/);
  });

  it.each([
    '//',
    '//host/x',
    '/./',
    '/a/..',
    '/%2e',
    '/index.html',
    '/health/live/',
    '/health//live',
    '/../etc/passwd',
  ])('%s is no path of ours: 404', async (path) => {
    expect(statusOf(await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`))).toBe(404);
  });
});

describe('attack/I01 two lengths, two meanings', () => {
  const smuggle = [
    'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
    'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n',
    'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
    'Content-Length: +3\r\n\r\nabc',
    'Content-Length: 0x3\r\n\r\nabc',
    'Content-Length : 3\r\n\r\nabc',
    'Content-Length: -1\r\n\r\n',
    'X: a\n\r\n',
    'X: a\r\n b\r\n\r\n',
    'X: \u0000\r\n\r\n',
    'Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n',
    'Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n',
  ];
  it.each(smuggle)('%j', async (rest) => {
    const before = handled;
    const answer = await raw(
      `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n${rest}`,
    );
    expect(answer).not.toMatch(/HTTP\/1\.1 200/);
    expect([400, 501, CLOSED, 302]).toContain(statusOf(answer));
    expect(handled - before).toBeLessThanOrEqual(statusOf(answer) === 302 ? 1 : 0);
  });
});

describe('attack/I03 sizes', () => {
  it('a body over the limit is 413, empty, before it is buffered', async () => {
    const answer = await raw('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n\r\n');
    expect([statusOf(answer), bodyOf(answer)]).toEqual([413, '']);
  });
  it('a chunked body over the limit is 413 too', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    expect(
      statusOf(
        await raw(`POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(17)}`, 1500),
      ),
    ).toBe(413);
  });
  it('a head over 16 KB is refused', async () => {
    expect([400, 431]).toContain(
      statusOf(await raw(`GET /?${'x'.repeat(17_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`)),
    );
  });
  it('health answers, and tells nothing', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      expect([statusOf(answer), bodyOf(answer)]).toEqual([200, 'ok\n']);
    }
  });
});

describe('attack/I02 a client that drips', () => {
  it('half a request is closed within 12 s, and others are served meanwhile', async () => {
    const started = process.hrtime.bigint();
    const drips = Array.from({ length: 50 }, () => connect(port, '127.0.0.1').on('error', () => {}));
    for (const socket of drips) socket.write('POST / HTTP/1.1\r\nHost: lo');
    const closed = Promise.all(drips.map((socket) => once(socket.resume(), 'close')));
    expect(statusOf(await raw(signedRequest()))).toBe(200);
    await closed;
    expect(Number(process.hrtime.bigint() - started) / 1e9).toBeLessThan(12);
  }, 20_000);
});
