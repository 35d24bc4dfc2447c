import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { httpServer } from '../../src/http/server.ts';
import { ACCOUNT, serve } from './served.ts';

/**
 * Runs the real `aws-vault login`, which knows no other sign-in address than AWS's: it is given a proxy at whose end our
 * server bears AWS's names, by a certificate of the test's.
 *
 *     AWS_VAULT=/path/to/aws-vault node test/console/aws-vault.ts
 *
 * Exits 1 where it does not sign in. It takes what test/clients/recipes/install.sh built; without the program it says NOT RUN.
 */
const built = fileURLToPath(new URL('../../.cache/recipes/bin/aws-vault', import.meta.url));
const program = process.env.AWS_VAULT ?? (existsSync(built) ? built : 'aws-vault');
const NAMES = ['signin', '*.signin'].map((name) => `${name}.aws.amazon.com`);
NAMES.push('iam.amazonaws.com', 'sts.amazonaws.com', 'sts.eu-west-1.amazonaws.com');

if (!isThere()) console.log(`NOT RUN: aws-vault: there is no \`${program}\``);
else process.exitCode = await run();

function isThere(): boolean {
  try {
    execFileSync(program, ['--help'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function run(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-aws-vault-'));
  const house = await serve('http', []);
  const { cert, key, file } = certificate(folder);
  const limits = { health: { ready: () => true }, bodyLimitBytes: 1_048_576, forwarding: undefined };
  const server = httpServer({ answer: house.answer, ...limits, tls: { cert, key } });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy = createServer().on('connect', (request, socket, head) => {
    asked.push(request.url ?? '');
    const through = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      through.write(head);
      through.pipe(socket).pipe(through);
    });
    for (const end of [through, socket]) end.on('error', () => end.destroy());
  });
  const asked: string[] = [];
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');

  await house.must('CreateUser', { UserName: 'ann' });
  const own = await house.must('CreateAccessKey', { UserName: 'ann' });
  const Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
  const all = JSON.stringify({ Version: '2012-10-17', Statement });
  await house.must('PutUserPolicy', { UserName: 'ann', PolicyName: 'all', PolicyDocument: all });
  const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT } };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: trust });
  await house.must('CreateRole', { RoleName: 'app', AssumeRolePolicyDocument });
  mkdirSync(join(folder, '.aws'));
  writeFileSync(
    join(folder, '.aws/config'),
    `[profile base]\nregion = eu-west-1\n[profile app]\nregion = eu-west-1\nsource_profile = base\nrole_session_name = vaulted\nrole_arn = arn:aws:iam::${ACCOUNT}:role/app\n`,
  );
  const keys = { AWS_ACCESS_KEY_ID: own('AccessKeyId'), AWS_SECRET_ACCESS_KEY: own('SecretAccessKey') };
  const settings = {
    PATH: process.env.PATH,
    HOME: folder,
    AWS_VAULT_BACKEND: 'file',
    AWS_VAULT_FILE_PASSPHRASE: 'a passphrase',
    AWS_REGION: 'eu-west-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    SSL_CERT_FILE: file,
  };
  const vault = async (words: readonly string[], more: object = {}) =>
    (await promisify(execFile)(program, [...words], { env: { ...settings, ...more }, timeout: 30_000 })).stdout;

  let failed = 0;
  await vault(['add', '--env', 'base'], keys);
  for (const [what, words, more, arn] of [
    ['of the keys in the environment', ['login', '--stdout'], keys, 'federated-user/'],
    ['of a role', ['login', '--stdout', 'app'], {}, 'assumed-role/app/vaulted'],
    [
      'of a role, without a session before',
      ['login', '--stdout', '--no-session', 'app'],
      {},
      'assumed-role/app/vaulted',
    ],
    ['of a user', ['login', '--stdout', 'base'], {}, 'federated-user/'],
  ] as const) {
    try {
      const link = new URL((await vault(words, more)).trim());
      const page = await whereItEnds(link);
      if (!page.includes(`${ACCOUNT}:${arn}`)) throw new Error(page);
      console.log(`ok    login ${what}: ${link.origin}${link.pathname}, for ${link.searchParams.get('Destination')}`);
    } catch (error) {
      failed++;
      console.log(`FAIL  login ${what}: ${(error as Error).message}\n${(error as { stderr?: string }).stderr ?? ''}`);
    }
  }
  console.log(`asked: ${[...new Set(asked)].join(', ')}`);
  for (const one of [server, proxy]) {
    one.closeAllConnections();
    one.close();
  }
  await house.close();
  rmSync(folder, { recursive: true });
  return failed === 0 ? 0 : 1;

  /** The page behind a link. */
  async function whereItEnds(link: URL): Promise<string> {
    const common = { method: 'GET', body: Buffer.alloc(0), remoteAddress: '127.0.0.1', secure: true };
    const landed = await house.answer({ ...common, target: link.pathname + link.search, rawHeaders: [] });
    const cookie = landed.headers[landed.headers.indexOf('Set-Cookie') + 1]?.split(';')[0] ?? '';
    if (landed.status !== 303) throw new Error(`${landed.status} ${landed.body}`);
    return (await house.answer({ ...common, target: '/console', rawHeaders: ['Cookie', cookie] })).body;
  }
}

/** A certificate by AWS's names, which is its own authority. */
function certificate(folder: string) {
  const [file, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const names = NAMES.map((name) => `DNS:${name}`).join(',');
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30'],
      ...['-subj', '/CN=rolecall test', '-addext', `subjectAltName=${names}`, '-keyout', keyFile, '-out', file],
    ],
    { stdio: 'ignore' },
  );
  return { file, cert: readFileSync(file), key: readFileSync(keyFile) };
}
