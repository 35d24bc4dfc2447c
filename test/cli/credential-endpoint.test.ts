import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { home, keysOf, type World, world } from './people.ts';
import { environment, folder, PROGRAM, rolecall, serving } from './process.ts';

let w: World;
beforeAll(async () => {
  w = await world();
});

const ann = (more: Record<string, string> = {}) => home({}, { ...keysOf(w.ann), AWS_ENDPOINT_URL: w.url, ...more });

/** Starts the endpoint, and reads what it says. */
async function endpoint(args: readonly string[] = [], env = ann()) {
  const running = await serving(['serve-credentials', 'deploy', ...args], /AWS_DEFAULT_REGION=.*\n/, { env });
  const said = Object.fromEntries(
    running
      .output()
      .stdout.trim()
      .split('\n')
      .map((line) => line.replace('export ', '').split(/=(.*)/s)),
  );
  const url: string = said.AWS_CONTAINER_CREDENTIALS_FULL_URI;
  const file: string = said.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
  return { ...running, url, file, token: readFileSync(file, 'utf8'), said };
}

function ask(url: string, headers: Record<string, string>, method = 'GET'): Promise<{ status: number; body: string }> {
  return new Promise((done, failed) => {
    request(url, { method, headers }, (answer) => {
      let body = '';
      answer.on('data', (chunk) => (body += chunk)).on('end', () => done({ status: answer.statusCode!, body }));
    })
      .on('error', failed)
      .end();
  });
}

describe('rolecall serve-credentials', () => {
  it('hands out the credentials of the role to who shows the token', async () => {
    const { url, token, stop } = await endpoint();
    const { status, body } = await ask(url, { authorization: token });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      AccessKeyId: expect.stringMatching(/^ASIA/),
      SecretAccessKey: expect.any(String),
      Token: expect.any(String),
      Expiration: expect.stringMatching(/Z$/),
      RoleArn: 'arn:aws:iam::123456789012:role/deploy',
      AccountId: '123456789012',
    });
    expect(await stop()).toBe(0);
  });

  it('keeps the token for its owner’s eyes, and takes it away in the end', async () => {
    const { file, token, output, stop, process: child } = await endpoint();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(output().stdout).not.toContain(token);
    expect(readFileSync(`/proc/${child.pid}/cmdline`, 'utf8')).not.toContain(token);
    await stop('SIGINT');
    expect(existsSync(dirname(file))).toBe(false);
  });

  const hostile: readonly [
    name: string,
    headers: (token: string, host: string) => Record<string, string>,
    status: number,
    method?: string,
    path?: string,
  ][] = [
    ['without a token', () => ({}), 401],
    [
      'with another token',
      (token) => ({ authorization: token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) }),
      401,
    ],
    ['with a part of the token', (token) => ({ authorization: token.slice(0, -1) }), 401],
    ['with the token twice', (token) => ({ authorization: `${token}, ${token}` }), 401],
    ['by a name on the web', (token) => ({ authorization: token, host: 'evil.example' }), 403],
    [
      'by that name and the port',
      (token, host) => ({ authorization: token, host: `evil.example${host.slice(host.indexOf(':'))}` }),
      403,
    ],
    ['by another port', (token) => ({ authorization: token, host: '127.0.0.1:1' }), 403],
    ['from a page', (token) => ({ authorization: token, origin: 'http://127.0.0.1' }), 403],
    ['by another method', (token) => ({ authorization: token }), 405, 'POST'],
    ['at another place', (token) => ({ authorization: token }), 404, 'GET', '/'],
    ['by localhost', (token, host) => ({ authorization: token, host: host.replace('127.0.0.1', 'localhost') }), 200],
  ];
  it('is not to be had in other ways', async () => {
    const { url, token, stop } = await endpoint();
    for (const [name, headers, status, method, path] of hostile) {
      const asked = path === undefined ? url : new URL(path, url).href;
      const answer = await ask(asked, headers(token, new URL(url).host), method);
      expect([name, answer.status]).toEqual([name, status]);
      if (status !== 200) expect(answer.body).not.toMatch(/ASIA|Token/);
    }
    await stop();
  });

  it('AWS’s SDK for JavaScript takes it', async () => {
    const { said, stop } = await endpoint();
    const { fromHttp } = await import('@aws-sdk/credential-provider-http');
    const given = await fromHttp({
      awsContainerCredentialsFullUri: said.AWS_CONTAINER_CREDENTIALS_FULL_URI,
      awsContainerAuthorizationTokenFile: said.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE,
    })();
    expect(given).toMatchObject({ accessKeyId: expect.stringMatching(/^ASIA/), expiration: expect.any(Date) });
    await stop();
  });

  const python = resolve(import.meta.dirname, '../../.cache/clients/venv/bin/python');
  const isThere = existsSync(python) && spawnSync(python, ['-c', 'import boto3']).status === 0;
  if (!isThere) console.log('NOT RUN: the endpoint by boto3: install it by test/clients/install.sh');
  it.skipIf(!isThere)('boto3 takes it', async () => {
    const { said, stop } = await endpoint();
    const script = 'import boto3; print(boto3.client("sts").get_caller_identity()["Arn"])';
    const { stdout, stderr } = spawnSync(python, ['-c', script], { env: { ...home(), ...said }, encoding: 'utf8' });
    expect([stdout, stderr]).toEqual([expect.stringContaining(':assumed-role/deploy/'), '']);
    await stop();
  });

  it('our own client takes it', async () => {
    const { said, stop } = await endpoint();
    const { stdout } = await rolecall(['whoami'], { env: { ...home(), ...said } });
    expect(stdout).toMatch(/:assumed-role\/deploy\/[\s\S]*credentials +the container\n/);
    await stop();
  });

  it('says so where it cannot: a port that is taken, a role that is refused, a number that is none', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const { port } = other.address() as { port: number };
    const taken = await rolecall(['serve-credentials', 'deploy', '--port', String(port)], { env: ann() });
    other.close();
    expect(taken).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `rolecall: cannot listen on 127.0.0.1:${port}: EADDRINUSE\n`,
    });
    expect(await rolecall(['serve-credentials', 'guarded'], { env: ann() })).toMatchObject({ code: 1, stdout: '' });
    expect(await rolecall(['serve-credentials', 'deploy', '--port', '70000'], { env: ann() })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('from 0 to 65535 for `--port`'),
    });
  });
});

describe('rolecall console', () => {
  it('prints a link that signs a browser in, once', async () => {
    const { code, stdout, stderr } = await rolecall(['console', 'deploy'], { env: ann() });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Whoever opens this link first is signed in as you/);
    const link = new URL(stdout.trim());
    expect([link.origin, link.pathname]).toEqual([w.url, '/federation']);
    const opened = await fetch(link, { redirect: 'manual' });
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/console']);
    const page = await fetch(new URL('/console', link), {
      headers: {
        cookie: opened.headers
          .getSetCookie()
          .map((one) => one.split(';')[0])
          .join('; '),
      },
    });
    expect(await page.text()).toContain('assumed-role/deploy/');
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(400);
  });

  it('as JSON, with a duration, and by way of another role without', async () => {
    const { stdout } = await rolecall(['console', 'deploy', '--output', 'json', '--console-duration', '2h'], {
      env: ann(),
    });
    expect(JSON.parse(stdout).link).toMatch(/SigninToken=/);
    expect((await rolecall(['console', 'deep', '--via', 'deploy'], { env: ann() })).code).toBe(0);
    expect(
      await rolecall(['console', 'deep', '--via', 'deploy', '--console-duration', '2h'], { env: ann() }),
    ).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^rolecall: the sign-in is refused: .*Invalid credentials parameter/),
    });
  });

  it('opens it by a page that nobody else can read', async () => {
    const { writeFileSync } = await import('node:fs');
    const seen = `${folder()}/seen`;
    const browser = `${folder()}/browser`;
    writeFileSync(browser, `#!/bin/sh\n{ echo "$@"; stat -c %a "\${1#file://}"; cat "\${1#file://}"; } > ${seen}\n`, {
      mode: 0o755,
    });
    const { code, stdout } = await rolecall(['console', 'deploy', '--open'], { env: ann({ BROWSER: browser }) });
    const [words, mode, page] = readFileSync(seen, 'utf8').split('\n');
    expect([code, stdout, mode]).toEqual([0, '', '600']);
    expect(words).toMatch(/^file:\/\/\/.*\/sign-in\.html$/);
    const link = /url=([^"]+)"/.exec(page!)![1]!.replaceAll('&amp;', '&');
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(303);
    expect(existsSync(new URL(words!))).toBe(false);
  });

  it('takes the page away when it is interrupted', async () => {
    const { readdirSync } = await import('node:fs');
    const runtime = folder();
    const child = spawn(process.execPath, [PROGRAM, 'console', 'deploy', '--open'], {
      env: environment(ann({ BROWSER: 'true', XDG_RUNTIME_DIR: runtime })),
    });
    while (readdirSync(runtime).length === 0) await new Promise((done) => setTimeout(done, 50));
    child.kill('SIGINT');
    expect(await new Promise((done) => child.on('exit', (code) => done(code)))).toBe(130);
    expect(readdirSync(runtime)).toEqual([]);
  });

  it('says where no browser can be opened', async () => {
    expect(
      await rolecall(['console', 'deploy', '--open'], { env: ann({ BROWSER: '/nowhere/browser' }) }),
    ).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/cannot open a browser by `\/nowhere\/browser`: ENOENT; say it without --open/),
    });
  });
});
