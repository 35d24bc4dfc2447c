import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, type SecureVersion } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { httpServer } from '../../src/http/server.ts';
import { iamOperations } from '../../src/iam/service.ts';
import type { Shape } from '../../src/model/facts.ts';
import { stsOperations } from '../../src/sts/service.ts';
import { type Credentials, form, type House, openHouse, signedPost } from '../house/harness.ts';
import { portOf, sendBytes } from '../tools/ports.ts';

/** Attacks on what HTTP, TLS and Node bring along, by the numbers of reference/security.md 2.I. */

let house: House;
let alice: Credentials;
const servers: Server[] = [];

beforeAll(async () => {
  house = await openHouse();
  alice = await house.user(house.rootA, 'alice');
  await house.allowUser(house.rootA, 'alice', { Action: '*', Resource: '*' });
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(tls?: { cert: Buffer; key: Buffer }): Promise<number> {
  const server = httpServer({
    answer: house.answer,
    health: { ready: () => true },
    bodyLimitBytes: 1_048_576,
    forwarding: undefined,
    tls,
  });
  servers.push(server);
  return portOf(server);
}

const raw = (port: number, bytes: Buffer): Promise<string> => sendBytes(port, bytes, 2_000);

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) console.warn('attack/I04 is skipped: there is no openssl here to make a certificate with');

describe('attack/I04 handshakes', () => {
  let port: number;
  beforeEach(({ skip }) => skip(!hasOpenssl));
  beforeAll(async () => {
    if (!hasOpenssl) return;
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-tls-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const made = '-x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost'.split(' ');
    execFileSync('openssl', ['req', ...made, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    port = await listen({ cert: readFileSync(cert), key: readFileSync(key) });
    rmSync(folder, { recursive: true });
  });

  function shake(options: { maxVersion?: SecureVersion; servername?: string }): Promise<string> {
    return new Promise((resolve) => {
      const weakest = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
      const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false, ...weakest, ...options });
      socket.once('secureConnect', () => {
        resolve(socket.getProtocol()!);
        socket.destroy();
      });
      socket.once('error', () => resolve('refused'));
    });
  }

  it.each([
    ['TLSv1', 'refused'],
    ['TLSv1.1', 'refused'],
    ['TLSv1.2', 'TLSv1.2'],
    ['TLSv1.3', 'TLSv1.3'],
  ] as [SecureVersion, string][])('%s: %s', async (maxVersion, expected) =>
    expect(await shake({ maxVersion })).toBe(expected),
  );

  it('with any server name, or with noise instead of one, leave the server alive', async () => {
    const names = [
      'x'.repeat(255),
      '__proto__',
      'constructor',
      '*',
      '..',
      'xn--a',
      '\u00e9',
      'a\u0000b',
      '%00',
      '[::1]',
    ];
    for (let i = 0; i < 200; i++)
      await shake({ servername: `${names[i % names.length]!}${i}`.slice(-255) }).catch(() => {});
    for (const noise of [
      Buffer.alloc(0),
      Buffer.alloc(300, 22),
      Buffer.from('160301ffff01', 'hex'),
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
    ])
      await raw(port, noise);
    expect(await shake({ servername: 'localhost' })).toBe('TLSv1.3');
  });
});

describe('attack/I05 a throw in the middle', () => {
  it('of any reading of the store is a 500 with a request id, and the next request is served', async () => {
    const broken: string[] = [];
    const reads: [string, object, string, Record<string, string>][] = [
      ['users', house.store.users, 'GetUser', { UserName: 'x' }],
      ['roles', house.store.roles, 'GetRole', { RoleName: 'x' }],
      ['policies', house.store.policies, 'GetPolicy', { PolicyArn: 'arn:aws:iam::111122223333:policy/xxxx' }],
      ['keys', house.store.keys, 'ListAccessKeys', { UserName: 'alice' }],
      ['mfa', house.store.mfa, 'ListMFADevices', { UserName: 'alice' }],
      ['inline', house.store.inline, 'ListUserPolicies', { UserName: 'alice' }],
    ];
    for (const [name, methods, action, parameters] of reads) {
      const sound = { ...methods };
      for (const thrown of [new Error('canary /etc/passwd'), 'a string', undefined, null, { code: 'AccessDenied' }]) {
        for (const method of Object.keys(sound)) Object.assign(methods, { [method]: () => Promise.reject(thrown) });
        const answer = await house.call(alice, action, parameters);
        Object.assign(methods, sound);
        if (answer.status !== 500 || answer.code !== 'InternalFailure') broken.push(`${name}: ${answer.body}`);
        expect(answer.text('RequestId')).toMatch(/^[0-9a-f-]{36}$/);
        expect(answer.body).not.toContain('canary');
        expect((await house.call(alice, 'GetCallerIdentity')).status).toBe(200);
      }
    }
    expect(broken).toEqual([]);
  });
});

describe('attack/I06 headers after the body', () => {
  it('are nobody: a trailer authenticates nothing and changes nothing', async () => {
    const port = await listen();
    const { rawHeaders, body } = signedPost(alice, form('GetCallerIdentity', {}, 'sts'), 'sts', house.clock.now());
    const lines: string[] = [];
    for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
    const request = (head: string[], trailer: string[]) =>
      Buffer.from(
        `POST / HTTP/1.1\r\n${[...head, 'transfer-encoding: chunked', 'connection: close'].join('\r\n')}\r\n\r\n` +
          `${body.length.toString(16)}\r\n${body}\r\n0\r\n${trailer.map((line) => `${line}\r\n`).join('')}\r\n`,
        'latin1',
      );
    const isAuthorization = (line: string) => line.startsWith('authorization');
    const unsigned = lines.filter((line) => !isAuthorization(line));
    expect(await raw(port, request(lines, []))).toContain('<Arn>');
    expect(await raw(port, request(lines, ['X-Amz-Security-Token: x', 'X-Amz-Target: y']))).toContain('<Arn>');
    const late = await raw(port, request(unsigned, lines.filter(isAuthorization)));
    expect(late).toContain('<Code>MissingAuthenticationToken</Code>');
  });
});

describe('attack/I07 bytes beyond ASCII in headers', () => {
  const bytes = (request: ReturnType<typeof signedPost>, extra: string) => {
    const lines: string[] = [];
    for (let i = 0; i < request.rawHeaders.length; i += 2)
      lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
    const head = `POST / HTTP/1.1\r\n${lines.join('\r\n')}\r\ncontent-length: ${request.body.length}\r\nconnection: close\r\n`;
    return Buffer.concat([Buffer.from(head), Buffer.from(extra), Buffer.from('\r\n'), request.body]);
  };
  const good = () => signedPost(alice, form('GetCallerIdentity', {}, 'sts'), 'sts', house.clock.now());

  it.each([
    'X-Amz-Target: caf\u00e9\r\n',
    'X-Amz-Date: \u0661\u0662\r\n',
    'X-Amz-Security-Token: \u00ff\r\n',
    'X-\u00e9: 1\r\n',
  ])('%j, unsigned, is refused', async (line) => {
    const answer = await raw(await listen(), bytes(good(), line));
    expect(answer).toMatch(/^HTTP\/1\.1 40[03] /);
  });
  it('where they may stand, unsigned, they change nothing', async () => {
    expect(await raw(await listen(), bytes(good(), 'X-Note: caf\u00e9 \u{1f600}\r\n'))).toContain('<Arn>');
  });
});

describe('attack/I09 answers that tell of the inside', () => {
  /** All that an answer may be: AWS's result, AWS's error, or nothing. */
  const error =
    /^<ErrorResponse xmlns="[a-z]+:\/\/[a-z0-9./-]+">\n {2}<Error>\n {4}<Type>(Sender|Receiver)<\/Type>\n {4}<Code>[A-Za-z]+<\/Code>\n(?: {4}<Message>[^<]*<\/Message>\n)? {2}<\/Error>\n {2}<RequestId>[0-9a-f-]{36}<\/RequestId>\n<\/ErrorResponse>\n$/;
  const result = /^<([A-Za-z]+)Response xmlns="[a-z]+:\/\/[a-z0-9./-]+">\n[\s\S]*<\/\1Response>\n$/;
  const inside =
    /node:|node_modules|\.ts:|\.js:|at [A-Za-z.]+ \(|SQLITE|SELECT |INSERT |UPDATE |file:|\/src\/|undefined|\[object/;

  it('3,000 requests of noise for every operation: no 500, no word of the inside', async () => {
    const random = generator(9);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const operations = [...stsOperations, ...iamOperations];
    const noise = [
      '',
      ' ',
      'a',
      'alice',
      '*',
      '../..',
      '%00',
      '\u0000',
      '\u001b[31m',
      '\ud800',
      '</Message>',
      ']]>',
      "' OR 1=1 --",
      '"; DROP TABLE users',
      '__proto__',
      '{}',
      '[]',
      '{"Version":"2012-10-17","Statement":[]}',
      '9'.repeat(400),
      '-1',
      '1e9',
      'x'.repeat(3000),
      'arn:aws:iam::111122223333:user/alice',
      'arn:aws:iam::111122223333:policy/x',
      'arn:aws:iam:::',
      'true',
      'Active',
      '\u{1f600}'.repeat(40),
      '2026-02-30',
    ];
    const found: unknown[] = [];
    const statuses = new Map<number, number>();
    for (let i = 0; i < 3_000; i++) {
      const { facts } = pick(operations);
      const names = Object.entries(facts.input.members).flatMap(([name, shape]) => wireNames(name, shape));
      const service = facts.service.name === 'iam' ? 'iam' : 'sts';
      const parameters = Object.fromEntries(names.filter(() => random() < 0.7).map((name) => [name, pick(noise)]));
      if (/^(Delete|Update|Put|Detach|Deactivate)/.test(facts.name) && parameters.UserName === 'alice')
        delete parameters.UserName;
      const { status, body } = await house.call(house.rootA, facts.name, parameters, service);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const isKnown = status === 200 ? result.test(body) : error.test(body);
      const told = status === 200 ? undefined : inside.exec(withoutEchoes(body, Object.values(parameters)))?.[0];
      if (status >= 500 || !isKnown || told !== undefined)
        found.push({
          action: facts.name,
          parameters,
          status,
          told,
          body: body.slice(0, 600),
          cause: house.events.at(-1)?.cause,
        });
    }
    expect(found.slice(0, 3)).toEqual([]);
    for (const status of [200, 400, 404]) expect(statuses.get(status), String(status)).toBeGreaterThan(50);
  }, 120_000);

  function wireNames(name: string, shape: Shape): string[] {
    if (shape.type === 'list') return wireNames(`${name}.member.1`, shape.member);
    if (shape.type === 'structure')
      return Object.entries(shape.members).flatMap(([inner, of]) => wireNames(`${name}.${inner}`, of));
    return [name];
  }
  /** What the client sent itself may come back to it. */
  const withoutEchoes = (body: string, sent: readonly string[]): string =>
    sent.reduce((rest, value) => (value.length > 3 ? rest.replaceAll(value, '') : rest), body);
});

/** Marsaglia's xorshift: the same noise in every run. */
function generator(seed: number): () => number {
  let state = seed * 0x9e37_79b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
}
