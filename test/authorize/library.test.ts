import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AskingRefused,
  type Authorizer,
  authorizer,
  nodeGuard,
  refusalOf,
  Unreachable,
} from '../../src/authorizer/index.ts';
import { fetchSigned } from '../examples/signed.ts';
import { ACCOUNT_A, type Credentials, openHouse } from '../house/harness.ts';
import { ask } from './asking.ts';
import { listening, serving } from './listening.ts';

describe('rolecall/sigv4', () => {
  let endpoint: string;
  let store: Credentials;
  let ann: Credentials;
  let service: string;
  let objects: Authorizer;
  const refusals: unknown[] = [];

  beforeAll(async () => {
    const house = await openHouse();
    // The clients of these tests sign with the time that it is.
    house.clock.set(Date.now());
    store = await house.user(house.rootA, 'store');
    await house.allowUser(house.rootA, 'store', {
      Action: 'rolecall:Authorize',
      Resource: ['objects', 's3'].map((name) => ask(name).Resource),
    });
    ann = await house.user(house.rootA, 'ann');
    await house.allowUser(house.rootA, 'ann', {
      Action: ['objects:*', 's3:PutObject'],
      Resource: ['arn:aws:objects:::photos/*', 'arn:aws:s3:::photos/*'],
      Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.1' }, Bool: { 'aws:SecureTransport': 'false' } },
    });
    endpoint = await listening(house.answer);
    objects = authorizer({ endpoint, credentials: async () => store, service: 'objects' });
    const guard = nodeGuard({
      authorizer: objects,
      asks: ({ url = '', method }) =>
        url === '/nothing'
          ? undefined
          : {
              action: method === 'GET' ? 'objects:GetObject' : 'objects:PutObject',
              resource: `arn:aws:objects:::${url.slice(1).split('?')[0]}`,
            },
      bodyLimitBytes: 1000,
      onRefusal: (decision) => refusals.push(decision),
    });
    service = await serving(async (request, response) => {
      const authorized = await guard(request, response);
      if (authorized !== undefined) response.end(`${authorized.decision.principal.arn}: ${authorized.body}`);
    });
  });
  afterAll(() => objects.close());

  it('lets pass what is authorized, and hands on what was signed', async () => {
    expect(await fetchSigned(ann, `${service}/photos/a%20b?x=1&y=%2F`)).toEqual({
      status: 200,
      text: `arn:aws:iam::${ACCOUNT_A}:user/ann: `,
    });
    expect((await fetchSigned(ann, `${service}/photos/a`, { method: 'PUT', body: 'caf\u00e9' })).text).toBe(
      `arn:aws:iam::${ACCOUNT_A}:user/ann: caf\u00e9`,
    );
  });

  it("tells the client AWS's refusal, and the service its own", async () => {
    const answered = await fetchSigned(ann, `${service}/letters/a`);
    expect([answered.status, JSON.parse(answered.text)]).toEqual([
      403,
      {
        code: 'AccessDenied',
        message: expect.stringContaining('because no identity-based policy allows the objects:GetObject action'),
      },
    ]);
    expect(refusals.at(-1)).toMatchObject({ authenticated: true, principal: { accessKeyId: ann.accessKeyId } });
    const forged = await fetchSigned({ ...ann, secretAccessKey: 'x' }, `${service}/photos/a`);
    expect([forged.status, JSON.parse(forged.text).code]).toEqual([403, 'SignatureDoesNotMatch']);
    const unsigned = await fetch(`${service}/photos/a`);
    expect([unsigned.status, await unsigned.json()]).toEqual([
      403,
      { code: 'MissingAuthenticationToken', message: 'Request is missing Authentication Token' },
    ]);
  });

  it('verifies what clients of S3 sign: paths once, bodies that are left out, links that are presigned', async () => {
    const s3 = authorizer({ endpoint, credentials: store, service: 's3' });
    const guard = nodeGuard({
      authorizer: s3,
      asks: () => ({ action: 's3:PutObject', resource: 'arn:aws:s3:::photos/a' }),
    });
    const bucket = await serving(async (request, response) => {
      const authorized = await guard(request, response);
      if (authorized !== undefined) response.end(`put ${authorized.body}`);
    });
    const put = { method: 'PUT', service: 's3', body: 'cat' } as const;
    const unsigned = { 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' };
    const done = { status: 200, text: 'put cat' };
    expect(await fetchSigned(ann, `${bucket}/photos/a%20b(c)`, put)).toEqual(done);
    expect(await fetchSigned(ann, `${bucket}/photos/a%20b`, { ...put, headers: unsigned })).toEqual(done);
    expect(await fetchSigned(ann, `${bucket}/photos/a%20b?X-Amz-Expires=60`, { ...put, presigned: true })).toEqual(
      done,
    );
    // For any other service a body is signed, whatever a header says.
    const other = await fetchSigned(ann, `${service}/photos/a`, { method: 'PUT', body: 'cat', headers: unsigned });
    expect(other.status).toBe(403);
    s3.close();
  });

  it('limits bodies, and has what it has', async () => {
    expect((await fetchSigned(ann, `${service}/photos/a`, { method: 'PUT', body: 'x'.repeat(1001) })).status).toBe(413);
    expect((await fetchSigned(ann, `${service}/nothing`)).status).toBe(404);
  });

  const received = { method: 'GET', target: '/', rawHeaders: ['Host', 'Objects.example.test'], body: '' };
  const asked = { action: 'objects:GetObject', resource: '*' };
  const decided = async (more: object) => {
    const one = authorizer({ endpoint, credentials: store, service: 'objects', timeoutMs: 300, ...more });
    const decision = await one.authorize(received, asked);
    one.close();
    return decision;
  };

  it('holds requests to its own names', async () => {
    expect(await decided({ hosts: ['other.example.test'] })).toMatchObject({
      error: { code: 'InvalidRequest', status: 400 },
    });
    expect(await decided({ hosts: ['objects.example.test'] })).toMatchObject({
      error: { code: 'MissingAuthenticationToken' },
    });
  });

  it('is a no where the service may not ask, and says so to the service alone', async () => {
    const decision = await decided({ service: 'queue' });
    expect(decision).toMatchObject({ decision: 'deny', error: { code: 'InternalFailure', status: 500 } });
    expect('cause' in decision && decision.cause).toBeInstanceOf(AskingRefused);
    expect(refusalOf(decision)!.message).not.toContain('rolecall');
  });

  it.each([
    ['answers nothing', () => {}],
    ['hangs up', (socket: import('node:net').Socket) => socket.destroy()],
    ['speaks something else', (socket: import('node:net').Socket) => socket.end('hello\r\n\r\n')],
    [
      'says yes without saying to whom',
      (socket: import('node:net').Socket) => http(socket, '{"decision":"allow","authenticated":true}'),
    ],
    [
      'says yes to nobody',
      (socket: import('node:net').Socket) =>
        http(socket, '{"decision":"allow","authenticated":false,"error":{"code":"x"}}'),
    ],
    ['says nothing that can be read', (socket: import('node:net').Socket) => http(socket, '<html>')],
  ])('is a no where the server %s', async (_what, behave) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => behave(socket));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const decision = await decided({ endpoint: `http://127.0.0.1:${port}` });
    server.close();
    expect(decision).toMatchObject({
      decision: 'deny',
      authenticated: false,
      error: { code: 'ServiceUnavailable', status: 503 },
    });
    expect('cause' in decision && decision.cause).toBeInstanceOf(Unreachable);
  });

  it('is a no where nobody is, and where there are no credentials', async () => {
    expect(await decided({ endpoint: 'http://127.0.0.1:1' })).toMatchObject({ error: { status: 503 } });
    const credentials = async () => Promise.reject(new Error('the profile is gone'));
    expect(await decided({ credentials })).toMatchObject({
      decision: 'deny',
      cause: { message: 'the profile is gone' },
    });
  });

  it('needs a body, or its hash', async () => {
    const { body: _body, ...without } = received;
    await expect(objects.authorize(without, asked)).rejects.toThrow(/`body` or its `payloadHash`/);
  });
});

function http(socket: import('node:net').Socket, body: string): void {
  socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
}
