import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { type Authorizer, type Decision, expressGuard, fastifyGuard, nodeGuard } from '../../src/authorizer/index.ts';

/*
 * What whoever sends requests can try at a service that uses `rolecall/sigv4`, before anybody is known to be anybody. The server
 * that is asked says yes to everything, so that only the guard is in the way.
 */
const principal = { type: 'IAMUser', arn: 'a', userId: 'u', account: '1', accessKeyId: 'k' } as const;
const yes: Authorizer = {
  authorize: async () => ({ decision: 'allow', authenticated: true, principal, requestId: 'r', cacheFor: 0 }),
  close: () => {},
};
const closers: (() => void)[] = [];
afterAll(() => {
  for (const close of closers) close();
});

/** A service as docs/authorize.md has it: what its handler throws or rejects with ends it. Gives what became of one request. */
async function service(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<{ port: number; rejected: Promise<unknown> }> {
  let reject: (thrown: unknown) => void;
  const rejected = new Promise<unknown>((done) => {
    reject = done;
  });
  const server = createServer((request, response) => void handle(request, response).catch(reject));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(() => server.close().closeAllConnections());
  return { port: (server.address() as AddressInfo).port, rejected };
}

/** Writes to a port, hangs up after a while, and gives what came back. */
const spoken = (port: number, text: string) =>
  new Promise<string>((done) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1');
    socket
      .on('error', () => {})
      .on('data', (bytes) => {
        heard += bytes;
      });
    socket.on('close', () => done(heard));
    socket.write(text);
    setTimeout(() => socket.destroy(), 150);
  });

describe('node:http', () => {
  it.each([
    ['breaks off within the body', 'PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc', '', 'aborted'],
    ['sends a path that nobody can decode', 'GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n', '500', 'URI malformed'],
  ])('is not ended by a client that %s', async (_what, sent, status, cause) => {
    const refusals: Decision[] = [];
    let passed = 0;
    const guard = nodeGuard({
      authorizer: yes,
      asks: ({ url = '' }) => ({ action: 'a:B', resource: `arn:aws:a:::${decodeURIComponent(url)}` }),
      onRefusal: (decision) => refusals.push(decision),
    });
    const { port, rejected } = await service(async (request, response) => {
      if ((await guard(request, response)) === undefined) return;
      passed++;
      response.end();
    });
    const answered = await spoken(port, sent);
    expect(await Promise.race([rejected, new Promise((done) => setTimeout(done, 50, 'lives'))])).toBe('lives');
    expect([passed, answered.split(' ')[1] ?? '']).toEqual([0, status]);
    expect(refusals).toMatchObject([{ decision: 'deny', cause: { message: cause } }]);
    expect(answered).not.toContain(cause);
  });

  it('is not ended by an onRefusal that throws', async () => {
    const guard = nodeGuard({
      authorizer: { ...yes, authorize: () => Promise.reject(new Error('no')) },
      asks: () => ({ action: 'a:B', resource: '*' }),
      onRefusal: () => {
        throw new Error('the log is full');
      },
    });
    const { port, rejected } = await service(async (request, response) => void (await guard(request, response)));
    expect(await spoken(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1.1 500 /);
    expect(await Promise.race([rejected, new Promise((done) => setTimeout(done, 50, 'lives'))])).toBe('lives');
  });

  it.each([
    ['two lengths', 'Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'],
    ['a length and pieces', 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['pieces that are none', 'Transfer-Encoding: chunked, identity\r\n\r\nabc'],
  ])('lets nobody pass with %s', async (_what, rest) => {
    let passed = 0;
    const guard = nodeGuard({ authorizer: yes, asks: () => ({ action: 'a:B', resource: '*' }) });
    const { port } = await service(async (request, response) => {
      if ((await guard(request, response)) !== undefined) passed++;
      response.end();
    });
    expect(await spoken(port, `PUT / HTTP/1.1\r\nHost: x\r\n${rest}`)).toMatch(/^HTTP\/1.1 400 /);
    expect(passed).toBe(0);
  });
});

/** What stands before the guard reads the body, as `express.json()` does; then nobody has signed what the handler acts on. */
describe('a body that was read before', () => {
  const asks = () => ({ action: 'a:B', resource: '*' });

  it('passes no guard of node:http', async () => {
    let passed = 0;
    const guard = nodeGuard({ authorizer: yes, asks });
    const { port } = await service(async (request, response) => {
      for await (const _ of request);
      if ((await guard(request, response)) !== undefined) passed++;
    });
    expect(await spoken(port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc')).toMatch(/^HTTP\/1.1 500 /);
    expect(passed).toBe(0);
  });

  it('passes none of Express', async () => {
    const request = await readBefore();
    const error = await new Promise((done) =>
      expressGuard<typeof request>({ authorizer: yes, asks })(request, never, done),
    );
    expect(error).toMatchObject({ message: expect.stringContaining('read before the guard') });
  });

  it('passes none of Fastify', async () => {
    const request = await readBefore();
    await expect(fastifyGuard({ authorizer: yes, asks })(request, never, request)).rejects.toThrow(
      'read before the guard',
    );
  });

  it('is told from one that is empty', async () => {
    const request = await readBefore([]);
    expect(
      await new Promise((done) => expressGuard<typeof request>({ authorizer: yes, asks })(request, never, done)),
    ).toBe(undefined);
  });

  async function readBefore(chunks: readonly string[] = ['abc']) {
    const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
    for await (const _ of stream);
    const { raw, ...rest } = {
      raw: { method: 'POST', url: '/', rawHeaders: [] as string[] },
      ip: '::1',
      protocol: 'http',
    };
    return Object.assign(stream, rest, {
      raw,
      method: 'POST',
      originalUrl: '/',
      rawHeaders: [] as string[],
      secure: false,
    });
  }
  const never = undefined as never;
});
