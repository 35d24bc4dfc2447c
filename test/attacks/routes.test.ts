import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { variableOf } from '../../src/cli/settings/read-settings.ts';
import { settings } from '../../src/cli/settings.ts';
import { makeCertificate } from '../../src/iam/certificates/testing.ts';
import { iamOperations } from '../../src/iam/service.ts';
import { stsOperations } from '../../src/sts/service.ts';
import { folder, type Running, rolecall, start } from '../cli/process.ts';
import { type Credentials, form, type Parameters, policy, serviceOf, signedPost } from '../house/harness.ts';
import { namesOf } from '../iam/entities.ts';
import { minimalInput } from '../iam/inputs.ts';
import { hits } from './canaries.ts';

/**
 * What is reachable over HTTP beside the operations, and what it tells. Every route is in this table; a path in the
 * source of the doors that is not fails the test.
 */
const ROUTES: Readonly<Record<string, string>> = {
  '/': 'the operations: each asks for its own action (attack/C01)',
  '/authorize': 'what services ask, each with a permission of its own (test/attacks/authorize.test.ts)',
  '/console': 'a page for whoever has a session in their cookie (attack/G08)',
  '/console/sign-out': 'ends that session, by its own form (attack/G11)',
  '/console/switch': 'ends it for another, by its own form (attack/G11)',
  '/federation': 'sign-in: temporary credentials for a link, a link for a session (attack/G10)',
  '/oidc/': 'public: where the two documents of an issuer stand, by the uuid of its account',
  '/.well-known/openid-configuration': 'public: what an issuer says of itself',
  '/.well-known/jwks.json': 'public: the public halves of its keys',
  '/health/live': 'public: a status and nothing else',
  '/health/ready': 'public: a status and nothing else',
  '/metrics': 'on a listener of its own, off unless asked for: figures without names',
};

describe('attack/C03 routes', () => {
  it('that the source of the doors names are all in the table', () => {
    const named = ['src/http', 'src/query', 'src/console', 'src/authorize'].flatMap((place) =>
      readdirSync(place)
        .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
        .flatMap((file) =>
          [...readFileSync(join(place, file), 'utf8').matchAll(/'(\/[a-z/._-]*)'/g)].map(([, path]) => path),
        ),
    );
    expect([...new Set(named)].sort()).toEqual(Object.keys(ROUTES).sort());
  });
});

interface Reply {
  readonly status: number;
  readonly text: string;
}

/** A path by which something was found at others, or might be. */
const PATHS = [
  ...Object.keys(ROUTES),
  ...'/health /healthz /metrics /debug /debug/pprof /debug/vars /env /config /config.json /settings /status /version'.split(
    ' ',
  ),
  ...'/admin /admin.sock /api /api/v1/keys /console /login /playground /graphql /openapi.json /swagger /help /--help'.split(
    ' ',
  ),
  ...'/root.key /rolecall.db /rolecall.yaml /data/root.key /.env /.git/config /backup /export /seed.yaml'.split(' '),
  ...'/../root.key /..%2froot.key /%2e%2e/root.key //root.key /./root.key /..\\root.key /%00 /?'.split(' '),
  ...'/minio/bootstrap/v1/verify /minio/health/live /actuator/env /server-status /latest/meta-data/'.split(' '),
  ...'/.well-known/openid-configuration /.well-known/jwks.json /oidc /saml /sso'.split(' '),
  '/?Action=GetCallerIdentity&Version=2011-06-15',
  '/?Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn:aws:iam::111122223333:role/x&RoleSessionName=xx&WebIdentityToken=xxxx',
  '/?Action=Nothing&Version=1',
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH'];

describe('attack/C04 secrets on a route for everybody', { timeout: 120_000 }, () => {
  const word = () => randomBytes(18).toString('hex');
  /** What must be nowhere at all, and what no answer may tell: where things are on this machine. */
  const secrets = new Map<string, string | Buffer>();
  const places = new Map<string, string | Buffer>();
  const secret = (what: string, value = word()) => {
    secrets.set(what, value);
    return value;
  };
  const answers: string[] = [];
  let server: Running;
  let low: Credentials;
  let root: Credentials;
  let account: string;
  const tls = makeCertificate();

  const home = join(folder(), `place-${word()}`);
  const file = (name: string, content: string) => {
    writeFileSync(join(home, name), content, { mode: 0o600 });
    return join(home, name);
  };

  beforeAll(async () => {
    mkdirSync(home);
    places.set('the folder', home.slice(home.lastIndexOf('/') + 1));
    const data = join(home, 'data');
    const where = ['--data', data];
    const { stdout } = await rolecall(['init', ...where, '--output', 'json']);
    const [made] = (JSON.parse(stdout) as { accounts: (Credentials & { accountId: string })[] }).accounts;
    root = made!;
    account = made!.accountId;
    secret('root secret', root.secretAccessKey);
    const keyFile = readFileSync(join(data, 'root.key'), 'utf8').trim();
    secret('root key', keyFile);
    secrets.set('root key, raw', Buffer.from(keyFile, 'base64'));

    const first = await start([
      'serve',
      ...where,
      '--port',
      '0',
      '--tls-cert',
      file('c.pem', tls.pem),
      '--tls-key',
      file('k.pem', tls.keyPem),
    ]);
    server = first;
    await furnish();
    await first.stop();
    // What was told to whom it was made for is no leak.
    answers.length = 0;
    const seed = join(home, 'seed.yaml');
    expect((await rolecall(['export', ...where, '--with-secrets', seed])).code).toBe(0);
    const inTheSeed = readFileSync(seed, 'utf8');
    // The seed holds what it should: or nothing would be planted.
    for (const what of ['root secret', 'secret of low']) expect(inTheSeed).toContain(secrets.get(what));

    // The same again, with every setting said and a secret wherever one may be.
    server = await start(['serve', ...where, '--config', file('rolecall.yaml', yaml({ data, seed }))], {
      env: environment(),
    });
  }, 120_000);
  afterAll(() => server?.stop());

  /** Somebody of every kind, with every secret that somebody can have. */
  async function furnish(): Promise<void> {
    const must = async (action: string, parameters: Parameters) => {
      const reply = await call(root, action, parameters);
      expect([action, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([action, 200, '']);
      return (element: string) => new RegExp(`<${element}>([^<]*)<`).exec(reply.text)![1]!;
    };
    for (const name of ['low', 'high']) {
      await must('CreateUser', { UserName: name });
      const key = await must('CreateAccessKey', { UserName: name });
      secret(`secret of ${name}`, key('SecretAccessKey'));
      if (name === 'low') low = { accessKeyId: key('AccessKeyId'), secretAccessKey: key('SecretAccessKey') };
    }
    await must('CreateLoginProfile', { UserName: 'high', Password: secret('password', `Aa1!${word()}`) });
    const device = await must('CreateVirtualMFADevice', { VirtualMFADeviceName: 'high' });
    secret('MFA seed', Buffer.from(device('Base32StringSeed'), 'base64').toString());
    const service = await must('CreateServiceSpecificCredential', {
      UserName: 'high',
      ServiceName: 'codecommit.amazonaws.com',
    });
    secret('service password', service('ServicePassword'));
    const certificate = makeCertificate();
    secret('private key of a server certificate', privatePart(certificate.keyPem));
    await must('UploadServerCertificate', {
      ServerCertificateName: 'site',
      CertificateBody: certificate.pem,
      PrivateKey: certificate.keyPem,
    });
    secret('description', word());
    await must('CreateRole', {
      RoleName: 'high',
      Description: secrets.get('description') as string,
      AssumeRolePolicyDocument: policy({ Action: 'sts:AssumeRole', Principal: { AWS: account } }),
    });
    secret('private key of TLS', privatePart(tls.keyPem));
  }

  const privatePart = (pem: string): string => pem.split('\n')[1]!;

  /** Each setting, with a value that names a place or holds a secret; without one, why. */
  const planted: Readonly<Record<string, string | number | readonly string[] | { readonly without: string }>> = {
    data: 'DATA',
    'key-file': { without: 'the folder of the store is a place already' },
    database: { without: 'tested below: it may hold no secret' },
    'database-file': { without: 'tested below' },
    host: '127.0.0.1',
    port: 0,
    region: ['us-east-1', 'eu-central-1'],
    'tls-cert': join(home, 'c.pem'),
    'tls-key': join(home, 'k.pem'),
    'behind-proxy': ['203.0.113.77/32'],
    'public-url': 'https://iam.example.test',
    'body-limit': 100_000,
    quota: { without: 'numbers' },
    'session-policy-size': 2047,
    'oidc-allow-private': ['private.place-of-an-issuer.test'],
    'oidc-ca': join(home, 'c.pem'),
    'oidc-clock-skew': 59,
    'signin-destination': ['https://application-of-others.test'],
    'console-sessions': 'as-credentials',
    seed: 'SEED',
    audit: 'on',
    'encode-denials': 'on',
    throttle: 100_000,
    'metrics-port': 0,
    'metrics-host': '127.0.0.1',
    'log-level': 'debug',
  };

  function yaml(paths: { data: string; seed: string }): string {
    places.set('a proxy', '203.0.113.77').set('a private issuer', 'place-of-an-issuer');
    places.set('a registered application', 'application-of-others');
    // A setting that is new belongs into the list above, with a value that would be found, or the reason why there is none.
    expect(Object.keys(settings).filter((name) => !Object.hasOwn(planted, name))).toEqual([]);
    return Object.entries(planted)
      .filter(([name]) => Object.hasOwn(settings, name))
      .flatMap(([name, value]) =>
        typeof value === 'object' && 'without' in value
          ? []
          : [`${name}: ${JSON.stringify(value === 'DATA' ? paths.data : value === 'SEED' ? paths.seed : value)}`],
      )
      .join('\n');
  }

  /** What others' programs keep in the environment, and names of our own that mean nothing. */
  const environment = () =>
    Object.fromEntries(
      'AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN PGPASSWORD DATABASE_URL NPM_TOKEN ROLECALL_ROOT_PASSWORD ROLECALL_ANYTHING MINIO_ROOT_PASSWORD'
        .split(' ')
        .map((name) => [name, secret(`the variable ${name}`)]),
    );

  function ask(method: string, path: string, headers: readonly string[] = [], body = Buffer.alloc(0)): Promise<Reply> {
    const { port } = new URL(server.url);
    return new Promise((done, failed) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          method,
          path,
          agent: false,
          rejectUnauthorized: false,
          headers: [...headers, 'Content-Length', String(body.length), ...(headers.length === 0 ? ['Host', 'x'] : [])],
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            answers.push(`${method} ${path} ${response.statusCode} ${response.rawHeaders.join(' ')} ${text}`);
            done({ status: response.statusCode!, text });
          });
        },
      );
      sent.on('error', failed).end(body);
    });
  }

  function call(who: Credentials, action: string, parameters: Parameters = {}): Promise<Reply> {
    const service = serviceOf(action);
    const { host } = new URL(server.url);
    const signed = signedPost(who, form(action, parameters, service), service, Date.now(), 'us-east-1', host);
    return ask('POST', '/', signed.rawHeaders, signed.body);
  }

  const output = () => {
    const { stdout, stderr } = server.output();
    return Buffer.from(stdout + stderr);
  };

  it(`are on none of ${PATHS.length} paths, by ${METHODS.length} methods, without credentials`, async () => {
    const statuses = new Map<string, number>();
    for (const method of METHODS)
      for (const path of PATHS) {
        const { status, text } = await ask(method, path);
        statuses.set(`${method} ${path}`, status);
        if (status === 200 && method === 'GET') expect([path, text]).toEqual([path, 'ok\n']);
      }
    const found = [...statuses].filter(([asked, status]) => status === 200 && !asked.startsWith('OPTIONS'));
    expect(found.map(([asked]) => asked).sort()).toEqual(
      ['GET', 'HEAD'].flatMap((method) => ['live', 'ready'].map((what) => `${method} /health/${what}`)),
    );
  });

  const operations = [...iamOperations, ...stsOperations];
  it(`in no answer of ${operations.length} operations to somebody who is allowed nothing, nor to nobody`, async () => {
    const names = { ...namesOf(account, 'high') };
    let refused = 0;
    for (const { facts } of operations) {
      const parameters = minimalInput(facts, names);
      const unsigned = form(facts.name, parameters, facts.service.name as 'iam' | 'sts');
      const type = ['Content-Type', 'application/x-www-form-urlencoded', 'Host', 'x'];
      expect((await ask('POST', '/', type, Buffer.from(unsigned))).status).toBeGreaterThanOrEqual(400);
      const reply = await call(low, facts.name, parameters);
      if (reply.status !== 200) refused++;
      expect(reply.status).toBeLessThan(500);
    }
    // GetCallerIdentity and GetSessionToken need no permission.
    expect(refused).toBeGreaterThanOrEqual(operations.length - 3);
  });

  it('in no figure for Prometheus', async () => {
    const url = /"metrics":"([^"]+)"/.exec(output().toString())![1]!;
    const text = await (await fetch(url)).text();
    expect(text).toContain('rolecall_requests_total{');
    answers.push(text);
  });

  it('in no error, help text or message of the command line', async () => {
    const env = Object.fromEntries(
      Object.keys(settings).map((name) => [variableOf(name), secret(`the setting ${name}`)]),
    );
    const said: string[] = [];
    for (const args of [
      [],
      ['--help'],
      ['serve', '--help'],
      ['up', '--help'],
      ['init', '--help'],
      ['export', '--help'],
      ['nonsense'],
    ]) {
      const { stdout, stderr } = await rolecall(args, { env });
      said.push(stdout, stderr);
    }
    const databaseUrl = `postgres://user:${secret('database password')}@127.0.0.1:1/rolecall`;
    const databaseFile = file('database.url', databaseUrl);
    const keyFile = file('other.key', randomBytes(32).toString('base64'));
    const data = join(home, 'data2');
    for (const args of [
      ['serve', '--data', data, '--key-file', keyFile, '--database', databaseUrl],
      ['serve', '--data', data, '--key-file', keyFile, '--database-file', databaseFile],
      ['export', '--data', data, '--key-file', keyFile, '--database-file', databaseFile],
    ]) {
      const { code, stdout, stderr } = await rolecall(args, { env: environment() });
      expect([code === 1 || code === 2, stdout]).toEqual([true, '']);
      said.push(stderr);
    }
    expect(hits(secrets, new Map([['what was said', Buffer.from(said.join('\n'))]]))).toEqual([]);
  });

  it('nor in the log, at its most talkative; and no answer tells a place', async () => {
    expect(secrets.size).toBeGreaterThan(30);
    expect(answers.length).toBeGreaterThan(600);
    const all = new Map([['answers', Buffer.from(answers.join('\n'))]]);
    expect(hits(new Map([...secrets, ...places]), all)).toEqual([]);
    expect(hits(secrets, new Map([['the log', output()]]))).toEqual([]);
    // The search can find.
    expect(output().includes(low.accessKeyId)).toBe(true);
    console.log(`${answers.length} answers, ${secrets.size} secrets, ${places.size} places: none found`);
  });
});
