import { createServer, type RequestListener } from 'node:http';
import { connect, createServer as createSocketServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { GetCallerIdentity } from '../model/generated/sts.ts';
import { call } from './call.ts';
import { ServiceError, Unreachable } from './problems.ts';

const XML = { 'content-type': 'text/xml' };
const whole =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>a</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>';
const refusal = (code: string) =>
  `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function served(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

/** A server that speaks no HTTP of Node's making. */
async function spoken(answer: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    socket.once('data', () => answer(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(
    () => server.close(),
    () => sockets.forEach((socket) => void socket.destroy()),
  );
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

const connection = (endpoint: string, timeoutMs = 5000) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIAEXAMPLEEXAMPLE12', secretAccessKey: 'secret' },
  timeoutMs,
});
const ask = (endpoint: string, timeoutMs?: number) => call(connection(endpoint, timeoutMs), GetCallerIdentity, {});

/** Status and body, and what the caller is told. */
const answers: readonly [name: string, status: number, body: string | Buffer, told: RegExp][] = [
  ['nothing', 200, '', /does not speak as AWS does/],
  ['HTML', 200, '<!doctype html><html><body>Welcome</body></html>', /does not speak as AWS does/],
  ['JSON', 200, '{"Arn":"x"}', /does not speak as AWS does/],
  ['the answer to something else', 200, whole.replaceAll('GetCallerIdentity', 'GetSessionToken'), /does not speak/],
  ['an answer without its result', 200, '<GetCallerIdentityResponse/>', /does not speak/],
  ['half an answer', 200, whole.slice(0, 60), /does not speak/],
  ['a document type', 200, `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(100)}">]>${whole}`, /does not speak/],
  [
    'entities without end',
    200,
    `<!DOCTYPE a [<!ENTITY b "&b;&b;">]>${whole.replace('>a<', '>&b;<')}`,
    /does not speak/,
  ],
  ['bytes that are no text', 200, Buffer.from([0, 255, 254, 60, 62, 1]), /does not speak/],
  ['a hundred thousand elements deep', 200, '<a>'.repeat(100_000) + '</a>'.repeat(100_000), /does not speak/],
  ['a refusal without a code', 403, '<ErrorResponse><Error/></ErrorResponse>', /status 403/],
  ['a refusal as HTML', 502, '<html>Bad Gateway</html>', /status 502/],
  ['an empty refusal', 500, '', /status 500/],
  [
    'a code a hundred thousand elements deep',
    400,
    refusal('x').replace('>x<', `>${'<b>'.repeat(20_000)}${'</b>'.repeat(20_000)}<`),
    /status 400/,
  ],
  ['a refusal that is too long', 400, 'x'.repeat(300 * 1024), /the answer is too long/],
  ['no content', 204, '', /status 204/],
];

describe('a server that does not do as it should', () => {
  it.each(answers)('answers %s', async (_name, status, body, told) => {
    const endpoint = await served((_request, response) => response.writeHead(status, XML).end(body));
    const error = await ask(endpoint).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Unreachable);
    expect((error as Error).message).toMatch(told);
  });

  it('sends on to somewhere else: it is not followed', async () => {
    let followed = false;
    const elsewhere = await served((_request, response) => {
      followed = true;
      response.end(whole);
    });
    for (const status of [301, 302, 307, 308]) {
      const endpoint = await served((_request, response) => response.writeHead(status, { location: elsewhere }).end());
      await expect(ask(endpoint)).rejects.toThrow(Unreachable);
    }
    expect(followed).toBe(false);
  });

  it('sends more than anybody reads', async () => {
    const endpoint = await served((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 32))) {}
      };
      response.on('drain', more).on('error', () => {});
      more();
    });
    await expect(ask(endpoint, 30_000)).rejects.toThrow(/too long/);
  });

  const silences: readonly [name: string, (socket: Socket) => void][] = [
    ['does not answer', () => {}],
    ['stops within the head', (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Ty')],
    ['stops within the body', (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<Get')],
    [
      'drips',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n');
        const drip = setInterval(() => socket.write(' '), 20);
        socket.on('close', () => clearInterval(drip));
      },
    ],
    [
      'says again and again to go on',
      (socket) => {
        const again = setInterval(() => socket.write('HTTP/1.1 102 Processing\r\n\r\n'), 20);
        socket.on('close', () => clearInterval(again));
      },
    ],
  ];
  it.each(silences)('%s: no longer than it may', async (_name, answer) => {
    const endpoint = await spoken(answer);
    const error = await ask(endpoint, 300).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Unreachable);
    expect((error as Error).message).toMatch(/within 0.3 s/);
  });

  const breaks: readonly [name: string, (socket: Socket) => void][] = [
    ['hangs up', (socket) => socket.destroy()],
    ['hangs up within the body', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<Get')],
    ['speaks no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
    [
      'asks for another protocol',
      (socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
    ],
    ['has a head without end', (socket) => socket.end(`HTTP/1.1 200 OK\r\nA: ${'x'.repeat(100_000)}\r\n\r\n`)],
    ['says two lengths', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab')],
  ];
  it.each(breaks)('%s', async (_name, answer) => {
    await expect(ask(await spoken(answer))).rejects.toThrow(Unreachable);
  });

  it('is not there', async () => {
    const endpoint = await served(() => {});
    for (const close of closers.splice(0)) close();
    await new Promise((done) => connect(Number(new URL(endpoint).port), '127.0.0.1').on('error', done));
    await expect(ask(endpoint)).rejects.toThrow(/ECONNREFUSED/);
  });

  it.each(['Throttling', 'ServiceUnavailable'])('turns away by %s: three tries in all', async (code) => {
    let asked = 0;
    const endpoint = await served((_request, response) => {
      asked++;
      response.writeHead(503, XML).end(refusal(code));
    });
    const error = await ask(endpoint).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, status: 503, operation: 'GetCallerIdentity', message: 'no' });
    expect(error).toBeInstanceOf(ServiceError);
    expect(asked).toBe(3);
  });

  it('fails without saying so: one try, since something may have been done', async () => {
    let asked = 0;
    const endpoint = await served((_request, response) => {
      asked++;
      response.writeHead(500, XML).end(refusal('InternalFailure'));
    });
    await expect(ask(endpoint)).rejects.toThrow(ServiceError);
    expect(asked).toBe(1);
  });
});

describe('credentials that no header can hold', () => {
  it('are told of without being shown', async () => {
    const endpoint = await served((_request, response) => response.end(whole));
    const credentials = { accessKeyId: 'AKIA', secretAccessKey: 's', sessionToken: 'FwoGZ\nxyz' };
    const error = await call({ ...connection(endpoint), credentials }, GetCallerIdentity, {}).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Unreachable);
    expect((error as Error).message).not.toMatch(/FwoGZ|xyz/);
  });
});
