import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { containerCredentials } from './container.ts';

const WHOLE = JSON.stringify({
  AccessKeyId: 'ASIA1',
  SecretAccessKey: 's',
  Token: 't',
  Expiration: '2099-01-01T00:00:00Z',
});
const folder = mkdtempSync(join(tmpdir(), 'rolecall-container-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** An endpoint that gives these answers one after the other, the last again and again. */
async function endpoint(...answers: readonly (readonly [status: number, body: string])[]) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    const [status, body] = answers[Math.min(asked.length, answers.length) - 1]!;
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/credentials?role=x`;
  return { asked, env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: url } };
}

describe('containerCredentials', () => {
  it('asks as AWS’s clients do, and reads the token’s file each time', async () => {
    const { asked, env } = await endpoint([200, WHOLE]);
    const file = join(folder, 'token');
    const more = { ...env, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file, AWS_CONTAINER_AUTHORIZATION_TOKEN: 'other' };
    for (const token of ['one', 'two']) {
      writeFileSync(file, token);
      expect(await containerCredentials(more)()).toEqual({
        accessKeyId: 'ASIA1',
        secretAccessKey: 's',
        sessionToken: 't',
        expiration: new Date('2099-01-01T00:00:00Z'),
      });
    }
    expect(asked.map(({ method, url, headers }) => [method, url, headers.authorization, headers.accept])).toEqual([
      ['GET', '/credentials?role=x', 'one', 'application/json'],
      ['GET', '/credentials?role=x', 'two', 'application/json'],
    ]);
  });

  it('asks three times where the endpoint is in trouble', async () => {
    const late = await endpoint([500, ''], [503, ''], [200, WHOLE]);
    expect((await containerCredentials(late.env)()).accessKeyId).toBe('ASIA1');
    const never = await endpoint([500, '']);
    await expect(containerCredentials(never.env)()).rejects.toThrow('status 500');
    expect(never.asked).toHaveLength(3);
  });

  const refusals: readonly [name: string, status: number, body: string, told: RegExp][] = [
    ['a refusal', 403, '{"message":"no"}', /gives no credentials: status 403/],
    ['a redirect, which would carry the token elsewhere', 302, '', /status 302/],
    ['HTML', 200, '<html>', /gives no JSON/],
    ['nothing', 200, '', /gives no JSON/],
    ['null', 200, 'null', /gives no credentials/],
    ['half of them', 200, '{"AccessKeyId":"a"}', /gives no credentials/],
    ['an end that is none', 200, WHOLE.replace('2099-01-01T00:00:00Z', 'soon'), /Expiration that is no time/],
  ];
  it.each(refusals)('refuses %s at once', async (_name, status, body, told) => {
    const { asked, env } = await endpoint([status, body]);
    await expect(containerCredentials(env)()).rejects.toThrow(told);
    expect(asked).toHaveLength(1);
  });

  it('refuses a token that would be two lines of a header, and a file that is missing', async () => {
    const { asked, env } = await endpoint([200, WHOLE]);
    const token = { ...env, AWS_CONTAINER_AUTHORIZATION_TOKEN: 'a\r\nX: b' };
    await expect(containerCredentials(token)()).rejects.toThrow(/line break/);
    const file = { ...env, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(folder, 'missing') };
    await expect(containerCredentials(file)()).rejects.toThrow(/cannot read the token file .*ENOENT/);
    expect(asked).toEqual([]);
  });

  const hosts: readonly [url: string, isTaken: boolean][] = [
    ['http://127.0.0.1:1/', true],
    ['http://127.9.9.9/', true],
    ['http://[::1]/', true],
    ['http://localhost/', true],
    ['http://169.254.170.2/', true],
    ['http://169.254.170.23/', true],
    ['http://[fd00:ec2::23]/', true],
    ['https://example.com/', true],
    ['http://example.com/', false],
    ['http://127.0.0.1.example.com/', false],
    ['http://localhost.example.com/', false],
    ['http://169.254.169.254/', false],
    ['http://127.0.0.1@example.com/', false],
    ['http://0.0.0.0/', false],
    ['ftp://127.0.0.1/', false],
    ['/credentials', false],
  ];
  it.each(hosts)('%s: %s', (url, isTaken) => {
    const begin = () => containerCredentials({ AWS_CONTAINER_CREDENTIALS_FULL_URI: url });
    if (isTaken) expect(begin).not.toThrow();
    else expect(begin).toThrow();
  });

  it('a relative address is one of the container’s own', () =>
    expect(() => containerCredentials({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/x' })).not.toThrow());

  it('nothing leads a relative address to another host', () => {
    for (const path of ['@evil.example/', '.evil.example/', ':80@evil.example/'])
      expect(() => containerCredentials({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: path }), path).toThrow();
  });
});
