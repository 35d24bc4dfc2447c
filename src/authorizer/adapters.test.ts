import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Authorizer } from './authorizer.ts';
import type { Decision } from './decision.ts';
import { type ExpressRequest, type ExpressResponse, expressGuard } from './express.ts';
import { type FastifyReply, fastifyGuard } from './fastify.ts';
import type { Received } from './received.ts';

/*
 * The adapters without their frameworks, which `npm run test:examples` has: what they read of a request, and that nothing
 * behind them is reached by a no.
 */
const principal = { type: 'IAMUser', arn: 'a', userId: 'u', account: '1', accessKeyId: 'k' } as const;
const yes: Decision = { decision: 'allow', authenticated: true, principal, requestId: 'r', cacheFor: 0 };
const no: Decision = { ...yes, decision: 'deny', reason: 'No.' };

function asking(decision: Decision) {
  const asked: Received[] = [];
  const authorizer: Authorizer = {
    authorize: async (received) => {
      asked.push(received);
      return decision;
    },
    close: () => {},
  };
  return { asked, settings: { authorizer, asks: () => ({ action: 'a:B', resource: '*' }) } };
}

async function* bytes(...chunks: string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('express', () => {
  const request = (): ExpressRequest =>
    Object.assign(bytes('a', 'bc'), {
      method: 'PUT',
      url: '/under-a-router',
      originalUrl: '/api/under-a-router?x',
      rawHeaders: ['Host', 'x'],
      secure: true,
      ip: 'fe80::1%eth0',
    });
  function reply() {
    const told: unknown[] = [];
    const response: ExpressResponse = {
      status: (code) => noted(code),
      set: (headers) => noted(headers),
      send: (body) => told.push(body),
    };
    return { response, told };

    function noted(what: unknown): ExpressResponse {
      told.push(what);
      return response;
    }
  }
  /** What became of it: an error, nothing as `next` was called, or that the client was told. */
  const passes = (
    guard: ReturnType<typeof expressGuard>,
    one: ExpressRequest,
    { response, told }: ReturnType<typeof reply>,
  ) =>
    new Promise<unknown>((done) => {
      guard(one, response, (error) => done(error ?? 'next'));
      setTimeout(() => told.length > 0 && done('told'), 20);
    });

  it('asks for what was sent, not for what a router made of it', async () => {
    const { asked, settings } = asking(yes);
    const guard = expressGuard(settings);
    const one = request();
    expect(await passes(guard, one, reply())).toBe('next');
    const { method, rawHeaders } = one;
    const expected = { method, rawHeaders, target: '/api/under-a-router?x', secure: true, payloadHash: ABC };
    expect(asked).toEqual([{ ...expected, remoteAddress: 'fe80::1' }]);
    expect(guard.of(one).body.toString()).toBe('abc');
    expect(() => guard.of(request())).toThrow(/did not pass/);
  });

  it('tells a no, and goes no further', async () => {
    const told = reply();
    const guard = expressGuard(asking(no).settings);
    const one = request();
    expect(await passes(guard, one, told)).toBe('told');
    expect(told.told).toEqual([403, { 'Content-Type': 'application/json' }, '{"code":"AccessDenied","message":"No."}']);
    expect(() => guard.of(one)).toThrow(/did not pass/);
  });

  it('reads no more than it takes', async () => {
    const { asked, settings } = asking(yes);
    const told = reply();
    expect(await passes(expressGuard({ ...settings, bodyLimitBytes: 2 }), request(), told)).toBe('told');
    expect(told.told.slice(0, 2)).toEqual([413, { 'Content-Type': 'application/json', Connection: 'close' }]);
    expect(asked).toEqual([]);
  });

  it('hands an error on, such as a client that broke off', async () => {
    const broken = Object.assign(request(), {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('aborted')) }),
    });
    expect(await passes(expressGuard(asking(yes).settings), broken as ExpressRequest, reply())).toMatchObject({
      message: 'aborted',
    });
  });
});

describe('fastify', () => {
  const request = () => ({
    raw: { method: 'PUT', url: '/a?x', rawHeaders: ['Host', 'x'] },
    ip: '::1',
    protocol: 'http',
  });
  function reply() {
    const told: unknown[] = [];
    const response: FastifyReply = { code: noted, headers: noted, send: noted };
    return { response, told };

    function noted(what: unknown): FastifyReply {
      told.push(what);
      return response;
    }
  }

  it('hands the bytes on to the parser', async () => {
    const { asked, settings } = asking(yes);
    const guard = fastifyGuard(settings);
    const one = request();
    const stream = (await guard(one, reply().response, bytes('abc'))) as Readable & { receivedEncodedLength: number };
    expect(asked).toEqual([
      {
        ...{ method: 'PUT', target: '/a?x', secure: false },
        rawHeaders: ['Host', 'x'],
        remoteAddress: '::1',
        payloadHash: ABC,
      },
    ]);
    let text = '';
    for await (const chunk of stream) text += chunk;
    expect([text, stream.receivedEncodedLength, guard.of(one).body.toString()]).toEqual(['abc', 3, 'abc']);
  });

  it('tells a no, and gives the parser nothing', async () => {
    const { response, told } = reply();
    const guard = fastifyGuard(asking(no).settings);
    expect(await guard(request(), response, bytes('abc'))).toBe(response);
    expect(told).toEqual([403, { 'Content-Type': 'application/json' }, '{"code":"AccessDenied","message":"No."}']);
  });
});
