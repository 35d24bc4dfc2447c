import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { signRequest } from '../../src/sigv4/sign.ts';
import { atTerminal } from './at-terminal.ts';
import { ACCOUNT, home, keysIn, keysOf, roleArn, type World, world } from './people.ts';
import { folder, rolecall, start } from './process.ts';

let w: World;
beforeAll(async () => {
  w = await world();
});
const ann = (more: Record<string, string> = {}) => home({}, { ...keysOf(w.ann), AWS_ENDPOINT_URL: w.url, ...more });

interface Finding {
  readonly name: string;
  readonly status: string;
  readonly sentence: string;
  readonly advice?: string;
}
async function doctor(env: Record<string, string>, args: readonly string[] = []) {
  const { code, stdout, stderr } = await rolecall(['doctor', '--output', 'json', ...args], { env });
  const findings: Finding[] = stdout === '' ? [] : JSON.parse(stdout).findings;
  return { code, stderr, findings, of: (name: string) => findings.filter((one) => one.name === name) };
}

/** A server between a client and ours, which changes what it likes. */
async function between(change: (head: Record<string, string | number | undefined>) => void) {
  const server = createServer((asked, answer) => {
    const { hostname, port } = new URL(w.url);
    const sent = request({ hostname, port, method: asked.method, path: asked.url, headers: asked.headers }, (given) => {
      const headers = { ...given.headers } as Record<string, string>;
      change(headers);
      answer.writeHead(given.statusCode!, headers);
      given.pipe(answer);
    });
    asked.pipe(sent);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, close: () => server.close() };
}

describe('rolecall doctor', () => {
  it('finds nothing where nothing is wrong', async () => {
    const { code, findings, stderr } = await doctor(ann(), ['--data', w.data]);
    expect([code, stderr]).toEqual([0, '']);
    expect(findings.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(findings.map(({ name }) => name)).toEqual([
      'node',
      'sessions',
      'store',
      'configuration',
      'endpoint',
      'server',
      'clock',
      'caller',
    ]);
    expect(findings.at(-1)!.sentence).toBe(`arn:aws:iam::${ACCOUNT}:user/ann, IAM user`);
  });

  it('in a table, with colours at a terminal alone, and not against NO_COLOR', async () => {
    const { stdout } = await rolecall(['doctor'], { env: ann() });
    expect(stdout).toMatch(/^ok {5}node +Node 24/);
    expect(stdout).not.toContain('\u001B[');
    expect((await atTerminal(['doctor'], [], ann())).shown).toContain('\u001B[32mok');
    expect((await atTerminal(['doctor'], [], ann({ NO_COLOR: '1' }))).shown).not.toContain('\u001B[3');
  });

  const ill: readonly [
    what: string,
    env: () => Record<string, string>,
    finding: string,
    status: string,
    told: RegExp,
    advice: RegExp,
  ][] = [
    [
      'a server that is not there',
      () => ann({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }),
      'server',
      'fail',
      /no answer from http:\/\/127.0.0.1:1/,
      /start it/,
    ],
    [
      'a name that nobody knows',
      () => ann({ AWS_ENDPOINT_URL: 'http://nowhere.invalid' }),
      'server',
      'fail',
      /no answer/,
      /not known here|start it/,
    ],
    [
      'keys of another server',
      () => ann({ AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' }),
      'caller',
      'fail',
      /InvalidClientTokenId/,
      /the key from the environment is of another server/,
    ],
    [
      'a wrong secret',
      () => ann({ AWS_SECRET_ACCESS_KEY: 'wrong' }),
      'caller',
      'fail',
      /SignatureDoesNotMatch/,
      /--request FILE/,
    ],
    ['no keys', () => home({}, { AWS_ENDPOINT_URL: w.url }), 'caller', 'fail', /no credentials/, /rolecall configure/],
    [
      'a role that does not trust',
      () =>
        home(
          {
            config: `[default]\nrole_arn=${roleArn('guarded')}\nsource_profile=ann`,
            credentials: keysIn('ann', w.ann),
          },
          { AWS_ENDPOINT_URL: w.url },
        ),
      'caller',
      'fail',
      /AccessDenied/,
      /does not trust/,
    ],
    ['a configuration that does not read', () => home({ config: 'x' }), 'configuration', 'fail', /config:1/, /mend/],
    [
      'a credentials file for all to read',
      () => {
        const env = home({ credentials: keysIn('default', w.ann) });
        chmodSync(join(env.HOME, '.aws/credentials'), 0o644);
        return env;
      },
      'keys file',
      'fail',
      /open to others \(mode 644\)/,
      /chmod 600/,
    ],
    [
      'a config file for all to write',
      () => {
        const env = home({ config: '' });
        chmodSync(join(env.HOME, '.aws/config'), 0o666);
        return env;
      },
      'config file',
      'fail',
      /open to others/,
      /programs/,
    ],
    [
      'a folder for all to write',
      () => {
        const env = home({ credentials: '' });
        chmodSync(join(env.HOME, '.aws'), 0o777);
        return env;
      },
      'keys file',
      'fail',
      /in a folder that is open/,
      /chmod/,
    ],
    [
      'a cache for all to write',
      () => {
        const env = home();
        mkdirSync(join(env.XDG_CACHE_HOME, 'rolecall/sessions'), { recursive: true });
        chmodSync(join(env.XDG_CACHE_HOME, 'rolecall'), 0o777);
        return env;
      },
      'sessions',
      'fail',
      /open to others/,
      /chmod/,
    ],
    [
      'a kept session that is a link',
      () => {
        const env = ann();
        const kept = join(env.XDG_CACHE_HOME!, 'rolecall/sessions');
        mkdirSync(kept, { recursive: true, mode: 0o700 });
        symlinkSync('/etc/passwd', join(kept, 'a.json'));
        return env;
      },
      'sessions',
      'warn',
      /not used/,
      /remove/,
    ],
    [
      'no endpoint',
      () => home({ config: '[default]\n', credentials: keysIn('default', w.ann) }),
      'endpoint',
      'warn',
      /other clients call AWS instead/,
      /rolecall configure --profile default/,
    ],
    [
      'an endpoint that others pass over',
      () => ann({ AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }),
      'endpoint',
      'warn',
      /IGNORE|other clients/,
      /unset|set/,
    ],
    [
      'two endpoints',
      () => ann({ AWS_ENDPOINT_URL_STS: w.url, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }),
      'endpoint',
      'warn',
      /AWS_ENDPOINT_URL_STS goes before AWS_ENDPOINT_URL/,
      /unset/,
    ],
    [
      'keys beside a profile',
      () => ({ ...home({ config: '[profile p]\n' }), ...keysOf(w.ann), AWS_PROFILE: 'p', AWS_ENDPOINT_URL: w.url }),
      'credentials',
      'warn',
      /goes before profile `p`/,
      /--profile/,
    ],
    [
      'a proxy before this machine',
      () => ann({ http_proxy: 'http://proxy:3128' }),
      'proxy',
      'fail',
      /http_proxy sends/,
      /NO_PROXY/,
    ],
  ];
  it.each(ill)('tells of %s', async (_what, env, name, status, told, advice) => {
    const { code, of, stderr } = await doctor(env());
    const found = of(name).find((one) => one.status === status && told.test(one.sentence));
    expect(found, JSON.stringify(of(name))).toMatchObject({
      sentence: expect.stringMatching(told),
      advice: expect.stringMatching(advice),
    });
    expect(stderr).toBe('');
    if (status === 'fail') expect(code).toBe(1);
  });

  it('a proxy that does not stand before this one is none', async () => {
    for (const NO_PROXY of ['127.0.0.1', 'a,127.0.0.1 ,b', '*'])
      expect((await doctor(ann({ HTTP_PROXY: 'http://proxy:3128', NO_PROXY }))).of('proxy')).toEqual([]);
  });

  it('something else that answers there', async () => {
    const server = createServer((_request, response) => response.end('ok\n'));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    const { code, of } = await doctor(ann({ AWS_ENDPOINT_URL: url }));
    server.close();
    expect(code).toBe(1);
    expect(of('server')[0]).toMatchObject({ status: 'fail', sentence: expect.stringContaining('is no Rolecall') });
    expect(of('caller')).toEqual([]);
  });

  const clocks: readonly [seconds: number, status: string, told: RegExp][] = [
    [30, 'ok', /seconds behind the server's/],
    [-300, 'warn', /(299|300|301) seconds ahead of/],
    [3600, 'fail', /seconds behind the server's: signatures are refused/],
  ];
  it.each(clocks)('a clock that is %i seconds off: %s', async (seconds, status, told) => {
    const { url, close } = await between((head) => {
      head.date = new Date(Date.now() + seconds * 1000).toUTCString();
    });
    const { of } = await doctor(ann({ AWS_ENDPOINT_URL: url }));
    close();
    expect(of('clock')[0]).toMatchObject({ status, sentence: expect.stringMatching(told) });
  });

  it('the files of the store', async () => {
    const data = join(folder(), 'data');
    await rolecall(['init', '--data', data]);
    chmodSync(join(data, 'root.key'), 0o644);
    expect((await doctor(ann(), ['--data', data])).of('store')[0]).toMatchObject({
      status: 'fail',
      sentence: expect.stringMatching(/root.key` is open/),
    });
    rmSync(data, { recursive: true });
    expect((await doctor(ann(), ['--data', data])).of('store')[0]).toMatchObject({
      status: 'fail',
      sentence: expect.stringMatching(/no folder/),
    });
  });
});

const at = folder();
const [cert, key] = [join(at, 'cert.pem'), join(at, 'key.pem')];
const made = spawnSync('openssl', [
  ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'],
  ...['-keyout', key, '-out', cert, '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'],
]);
if (made.status !== 0) console.log('NOT RUN: commands over TLS: openssl is not here to make a certificate');

describe.skipIf(made.status !== 0)('over TLS', () => {
  it('an authority of one’s own is trusted where it is named, and asked for where it is not', async () => {
    const data = join(folder(), 'data');
    const { stdout } = await rolecall(['init', '--data', data, '--output', 'json']);
    const root = JSON.parse(stdout).accounts[0];
    const server = await start(['serve', '--data', data, '--port', '0', '--tls-cert', cert, '--tls-key', key]);
    const env = home({}, { ...keysOf(root), AWS_ENDPOINT_URL: server.url });
    expect(await rolecall(['whoami'], { env })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/certificate/),
    });
    expect((await doctor(env)).of('server')[0]).toMatchObject({
      status: 'fail',
      advice: expect.stringContaining('AWS_CA_BUNDLE'),
    });

    expect((await rolecall(['whoami'], { env: { ...env, AWS_CA_BUNDLE: cert } })).stdout).toContain(':root');
    const named = await rolecall(['configure', '--profile', 'tls', '--ca-bundle', cert, '--endpoint-url', server.url], {
      env,
    });
    expect(named.code).toBe(0);
    writeFileSync(join(env.HOME, '.aws/credentials'), keysIn('tls', root), { mode: 0o600 });
    const rest = { ...home(), HOME: env.HOME };
    expect((await doctor(rest, ['--profile', 'tls'])).findings.filter(({ status }) => status !== 'ok')).toEqual([]);
    await server.stop();
  });
});

describe('rolecall doctor --request', () => {
  const HEADERS = { host: '127.0.0.1:8787', 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const BODY = 'Action=GetCallerIdentity&Version=2011-06-15';

  function signed(headers: Record<string, string> = HEADERS, body = BODY, sessionToken?: string) {
    const added = signRequest({
      method: 'POST',
      path: '/',
      query: '',
      headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
      body: Buffer.from(body),
      credentials: { ...w.ann, sessionToken },
      region: 'us-east-1',
      service: 'sts',
      nowMs: Date.now(),
    });
    return { ...headers, ...added } as Record<string, string>;
  }
  const raw = (headers: Record<string, string>, body = BODY, first = 'POST / HTTP/1.1', end = '\r\n') =>
    [first, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', body].join(end);
  const compare = async (text: string, canonical?: string, env = ann(), args: readonly string[] = []) => {
    const at = folder();
    writeFileSync(join(at, 'request'), text, 'latin1');
    if (canonical !== undefined) writeFileSync(join(at, 'canonical'), canonical);
    const more = canonical === undefined ? [] : ['--canonical', join(at, 'canonical')];
    return rolecall(['doctor', '--request', join(at, 'request'), ...more, ...args], { env });
  };
  const canonicalOf = (headers: Record<string, string>, hash: string, path = '/') => {
    const names = Object.keys(headers)
      .filter((name) => name !== 'authorization')
      .sort();
    return ['POST', path, '', ...names.map((name) => `${name}:${headers[name]}`), '', names.join(';'), hash].join('\n');
  };
  const HASH = 'ab821ae955788b0e33ebd34c208442ccfc2d406e2edc5e7a39bd6458fbb4f843';

  it.each(['\r\n', '\n'])('a signature that holds (lines end in %j)', async (end) => {
    const { code, stdout } = await compare(raw(signed(), BODY, 'POST / HTTP/1.1', end));
    expect([code, stdout]).toEqual([0, expect.stringContaining('the signature holds\n')]);
    expect(stdout).toMatch(new RegExp(`^ +body hash +${HASH}$`, 'm'));
  });

  it('an end of line that an editor put there is no part of the body', async () => {
    expect((await compare(`${raw(signed())}\n`)).code).toBe(0);
    const sized = signed({ ...HEADERS, 'content-length': String(BODY.length) });
    expect((await compare(`${raw(sized)}\r\n\r\n`)).code).toBe(0);
  });

  const changed: readonly [
    name: string,
    change: (headers: Record<string, string>) => Record<string, string>,
    body: string,
    told: RegExp,
  ][] = [
    [
      'the host',
      (headers) => ({ ...headers, host: 'proxy:80' }),
      BODY,
      /^! header host +proxy:80 +127\.0\.0\.1:8787$[\s\S]*a proxy changed Host/m,
    ],
    [
      'the body',
      (headers) => headers,
      `${BODY}&X=1`,
      /^! body hash +\w{64} +ab821a\w{58}$[\s\S]*the body was changed/m,
    ],
    [
      'a header that went',
      ({ 'content-type': _gone, ...headers }) => headers,
      BODY,
      /^! header content-type +application/m,
    ],
  ];
  it.each(changed)('side by side: %s', async (_name, change, body, told) => {
    const headers = signed();
    const { code, stdout } = await compare(raw(change(headers), body), canonicalOf(headers, HASH));
    expect([code, stdout]).toEqual([1, expect.stringMatching(told)]);
    expect(stdout).not.toContain(w.ann.secretAccessKey);
  });

  it('another path, method and order', async () => {
    const headers = signed();
    const { stdout } = await compare(raw(headers, BODY, 'GET /a%20b HTTP/1.1'), canonicalOf(headers, HASH));
    expect(stdout).toMatch(/^! method +GET +POST$/m);
    expect(stdout).toMatch(/^! path +\/a%2520b +\/$/m);
  });

  it('the same, and another secret', async () => {
    const headers = signed();
    const { code, stdout } = await compare(
      raw(headers),
      canonicalOf(headers, HASH),
      ann({ AWS_SECRET_ACCESS_KEY: 'x'.repeat(40) }),
    );
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining('both read the request alike: the secret access key is another'),
    ]);
  });

  it('another key', async () => {
    const { code, stdout } = await compare(raw(signed()), undefined, home({}, keysOf(w.mia)));
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining(`it is signed by ${w.ann.accessKeyId}, and the environment gives ${w.mia.accessKeyId}`),
    ]);
  });

  it('a session token is not shown', async () => {
    const token = `FwoGZXIvYXdzE${'t'.repeat(100)}`;
    const headers = signed(HEADERS, BODY, token);
    for (const args of [[], ['--output', 'json']]) {
      const { stdout } = await compare(raw(headers), canonicalOf(headers, HASH), ann(), args);
      expect(stdout).toContain('FwoGZXIvY...');
      expect(stdout).not.toContain('tttt');
    }
  });

  it('what is refused although its signature holds', async () => {
    const { code, stdout } = await compare(raw({ ...signed(), 'x-amz-extra': '1' }));
    expect([code, stdout]).toEqual([1, expect.stringMatching(/'x-amz-extra' must be a 'SignedHeader'/)]);
  });

  const refusals: readonly [name: string, args: () => readonly string[], code: number, told: RegExp][] = [
    ['a file that is nowhere', () => ['--request', '/nowhere/r'], 1, /cannot read `\/nowhere\/r`: ENOENT/],
    ['no request', () => ['--request', '/etc/passwd'], 1, /the first line is none of a request/],
    ['a canonical request by itself', () => ['--canonical', 'x'], 2, /--canonical goes with --request/],
    [
      'no canonical request',
      () => {
        const at = folder();
        writeFileSync(join(at, 'r'), raw(signed()));
        return ['--request', join(at, 'r'), '--canonical', '/etc/hostname'];
      },
      1,
      /that is no canonical request/,
    ],
  ];
  it.each(refusals)('refuses %s', async (_name, args, code, told) => {
    expect(await rolecall(['doctor', ...args()], { env: ann() })).toMatchObject({
      code,
      stdout: '',
      stderr: expect.stringMatching(told),
    });
  });

  it('a request that nobody signed', async () => {
    const { code, stdout } = await compare(raw(HEADERS));
    expect([code, stdout]).toEqual([1, 'Request is missing Authentication Token\n']);
  });
});
