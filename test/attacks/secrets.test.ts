import { readdirSync, readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join, relative, resolve } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { folder, PROGRAM_FOLDER, type Running, rolecall, start } from '../cli/process.ts';
import { type Credentials, form, openHouse, type Parameters, policy, serviceOf, signedPost } from '../house/harness.ts';
import { hits } from './canaries.ts';

/** Attacks on secrets, where they may leak and where they might be known beforehand: on the program as it is shipped. */

interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Sends a signed request to a running server. `spoil` changes it after it was signed. */
function send(
  server: Running,
  credentials: Credentials,
  action: string,
  parameters: Parameters = {},
  spoil: (headers: Record<string, string>) => unknown = () => {},
): Promise<Reply> {
  const { host } = new URL(server.url);
  const service = serviceOf(action);
  const { rawHeaders, body } = signedPost(
    credentials,
    form(action, parameters, service),
    service,
    Date.now(),
    'us-east-1',
    host,
  );
  const headers: Record<string, string> = {};
  for (let i = 0; i < rawHeaders.length; i += 2) headers[rawHeaders[i]!] = rawHeaders[i + 1]!;
  spoil(headers);
  return new Promise((done, failed) => {
    const outgoing = httpRequest(server.url, { method: 'POST', headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => done({ status: response.statusCode!, body: Buffer.concat(chunks).toString() }));
    });
    outgoing.on('error', failed).end(body);
  });
}

const text = ({ body }: Reply, element: string): string =>
  new RegExp(`<${element}>([^<]*)</${element}>`).exec(body)![1]!;

const signatureIn = (headers: Record<string, string>): string =>
  /Signature=([0-9a-f]{64})/.exec(headers.authorization!)![1]!;

interface Founded {
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

async function founded(data: string): Promise<Founded> {
  const { stdout } = await rolecall(['init', '--data', data, '--output', 'json']);
  return (JSON.parse(stdout) as { accounts: Founded[] }).accounts[0]!;
}

describe('attack/J01 secrets where they do not belong', () => {
  it('are in no log line, no error, and no file but the key file, however they are written', async () => {
    const data = join(folder(), 'data');
    const root = await founded(data);
    const server = await start(['serve', '--data', data, '--port', '0', '--log-level', 'debug']);
    const canaries = new Map<string, string | Buffer>([['root secret', root.secretAccessKey]]);
    const errors: string[] = [];
    const asked = async (credentials: Credentials, action: string, parameters: Parameters = {}) => {
      const reply = await send(server, credentials, action, parameters, (headers) =>
        canaries.set(`signature ${canaries.size}`, signatureIn(headers)),
      );
      if (reply.status !== 200) errors.push(reply.body);
      return reply;
    };

    await asked(root, 'CreateUser', { UserName: 'alice' });
    const key = await asked(root, 'CreateAccessKey', { UserName: 'alice' });
    const alice = { accessKeyId: text(key, 'AccessKeyId'), secretAccessKey: text(key, 'SecretAccessKey') };
    canaries.set('user secret', alice.secretAccessKey);

    const made = await asked(root, 'CreateVirtualMFADevice', { VirtualMFADeviceName: 'alice' });
    const seed = Buffer.from(text(made, 'Base32StringSeed'), 'base64').toString();
    const totp = new TOTP({ secret: Secret.fromBase32(seed), digits: 6, period: 30, algorithm: 'SHA1' });
    canaries.set('MFA seed', seed).set('MFA seed, raw', Buffer.from(Secret.fromBase32(seed).bytes));
    const serial = { SerialNumber: text(made, 'SerialNumber') };
    const codes = {
      AuthenticationCode1: totp.generate({ timestamp: Date.now() - 30_000 }),
      AuthenticationCode2: totp.generate(),
    };
    expect((await asked(root, 'EnableMFADevice', { UserName: 'alice', ...serial, ...codes })).status).toBe(200);

    const trust = policy({ Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${root.accountId}:user/alice` } });
    await asked(root, 'CreateRole', { RoleName: 'worker', AssumeRolePolicyDocument: trust });
    const RoleArn = `arn:aws:iam::${root.accountId}:role/worker`;
    const assumed = await asked(alice, 'AssumeRole', {
      RoleArn,
      RoleSessionName: 'canary',
      Policy: policy({ Action: '*', Resource: '*' }),
    });
    const session = {
      accessKeyId: text(assumed, 'AccessKeyId'),
      secretAccessKey: text(assumed, 'SecretAccessKey'),
      sessionToken: text(assumed, 'SessionToken'),
    };
    canaries.set('session secret', session.secretAccessKey).set('session token', session.sessionToken);
    canaries.set('a part of the session token', session.sessionToken.slice(60, 124));
    const keyFile = readFileSync(join(data, 'root.key'), 'utf8').trim();
    canaries.set('root key', keyFile).set('root key, raw', Buffer.from(keyFile, 'base64'));

    await asked(session, 'GetCallerIdentity');
    for (const credentials of [root, alice, session]) {
      // The right signature of a request that was refused is as good as a secret: log it, and whoever reads logs can send it.
      let right = '';
      const reply = await send(server, credentials, 'ListUsers', {}, (headers) => {
        right = signatureIn(headers);
        headers.authorization = headers.authorization!.replace(right, 'f'.repeat(64));
      });
      expect(reply.status).toBe(403);
      canaries.set(`signature by ${credentials.accessKeyId}`, right);
      errors.push(reply.body);
      for (const [action, parameters] of [
        ['CreateUser', { UserName: '' }],
        ['NoSuchAction', {}],
        ['GetUser', { UserName: 'nobody' }],
        ['AssumeRole', { RoleArn, RoleSessionName: 'no', ...serial, TokenCode: '000000' }],
        ['AssumeRole', { RoleArn, RoleSessionName: 'no', Policy: '{' }],
        ['AssumeRole', { RoleArn, RoleSessionName: 'no', DurationSeconds: 43_201 }],
        ['CreateAccessKey', { UserName: 'nobody' }],
      ] as [string, Parameters][])
        await asked(credentials, action, parameters);
    }
    const bearer = await send(server, { ...session, accessKeyId: alice.accessKeyId }, 'GetCallerIdentity');
    errors.push(bearer.body);
    expect(errors.length).toBeGreaterThan(20);

    const beforeStop = filesOf(data);
    expect(await server.stop()).toBe(0);
    const { stdout, stderr } = server.output();
    expect(stderr.split('\n').filter((line) => line.includes('"msg":"request')).length).toBeGreaterThan(25);
    const places = new Map<string, Buffer>([
      ['stdout', Buffer.from(stdout)],
      ['the log', Buffer.from(stderr)],
      ['errors', Buffer.from(errors.join('\n'))],
      ...[...beforeStop].map(([name, bytes]) => [`${name}, while serving`, bytes] as const),
      ...[...filesOf(data)].map(([name, bytes]) => [`${name}, stopped`, bytes] as const),
    ]);
    expect([...places.keys()]).toEqual(
      expect.arrayContaining(['rolecall.db, stopped', 'rolecall.db-wal, while serving']),
    );

    expect(hits(canaries, places)).toEqual([]);
    expect([...places.keys()].some((place) => place.startsWith('audit/'))).toBe(true);
    // The search can find: what does belong into the log and the database is seen there.
    expect(places.get('the log')!.includes(alice.accessKeyId)).toBe(true);
    expect(places.get('rolecall.db, stopped')!.includes(alice.accessKeyId)).toBe(true);
  });

  /** Every file of the data folder but the key file, which is where the root key belongs. */
  function filesOf(data: string): Map<string, Buffer> {
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map(({ parentPath, name }) => relative(data, join(parentPath, name)));
    return new Map(names.filter((name) => name !== 'root.key').map((name) => [name, readFileSync(join(data, name))]));
  }
});

describe('attack/J03 log lines that somebody else writes', () => {
  it('each request is one line of JSON, whatever it says of itself', async () => {
    const data = join(folder(), 'data');
    const root = await founded(data);
    const server = await start(['serve', '--data', data, '--port', '0']);
    const hostile = [
      'a\r\n{"level":"info","msg":"request","status":200,"caller":"forged"}',
      'a\n\n\nb',
      '","status":200,"x":"',
      '\u001b[2J\u001b[31m',
      '\u202egnp.exe',
      '\u0000\u0007\u0008',
      '\u2028\u2029',
      '\ud800',
      '\\u000a',
      '%0a%0d',
      'x'.repeat(10_000),
    ];
    let sent = 0;
    for (let i = 0; i < 200; i++) {
      const action = `${hostile[i % hostile.length]}${i}`;
      await send(server, root, action);
      await send(server, root, 'GetCallerIdentity', {}, (headers) => {
        headers['user-agent'] = Buffer.from(action.replace(/[^\x20-\x7e\x80-\xff]/g, ''))
          .toString('latin1')
          .slice(0, 8_000);
      });
      sent += 2;
    }
    await server.stop();
    const lines = server.output().stderr.split('\n').slice(0, -1);
    const events = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'request');
    expect(events).toHaveLength(sent);
    expect(new Set(events.map(({ requestId }) => requestId)).size).toBe(sent);
    expect(events.filter(({ caller }) => caller === 'forged')).toEqual([]);
    expect(lines.filter((line) => /[\u0000-\u001f\u007f]/.test(line))).toEqual([]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(2_000);
  });
});

/** Every text in the shipped program that could be a credential: quoted texts, and runs of key-like characters. */
const MANUAL = resolve(import.meta.dirname, '../../src/manual/words');

function textsOfTheProgram(): string[] {
  const files = readdirSync(PROGRAM_FOLDER).filter((name) => name.endsWith('.js'));
  const program = files.map((name) => readFileSync(join(PROGRAM_FOLDER, name), 'utf8')).join('\n');
  const quoted = [...program.matchAll(/(["'`])([\x21-\x7e]{6,128}?)\1/g)].map((found) => found[2]!);
  const runs = program.match(/[A-Za-z0-9+/=_-]{16,64}/g) ?? [];
  return [...new Set([...quoted, ...runs])];
}

describe('attack/A13 a credential that is built in', () => {
  it('no text of the program is an access key id, a secret, or a session token', async () => {
    const texts = textsOfTheProgram();
    expect(texts.length).toBeGreaterThan(1_000);
    const house = await openHouse();
    // The manual shows some in its examples: nobody knows them, and there are none elsewhere.
    const ids = texts.flatMap((one) => one.match(/(AKIA|ASIA)[A-Z2-7]{16}/g) ?? []);
    const examples = readdirSync(MANUAL, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(MANUAL, file), 'utf8'))
      .join('\n');
    expect(ids.filter((id) => !examples.includes(id))).toEqual([]);
    for (const accessKeyId of ids) {
      const { code } = await house.call({ accessKeyId, secretAccessKey: 'x'.repeat(40) }, 'GetCallerIdentity');
      expect([accessKeyId, code]).toEqual([accessKeyId, 'InvalidClientTokenId']);
    }
    const alice = await house.user(house.rootA, 'alice');
    const accepted: string[] = [];
    for (const secretAccessKey of texts) {
      for (const { accessKeyId } of [house.rootA, alice]) {
        if ((await house.call({ accessKeyId, secretAccessKey }, 'GetCallerIdentity')).status !== 403)
          accepted.push(secretAccessKey);
      }
    }
    for (const sessionToken of texts.slice(0, 2_000)) {
      const forged = {
        accessKeyId: `ASIA${house.rootA.accessKeyId.slice(4)}`,
        secretAccessKey: sessionToken,
        sessionToken,
      };
      if ((await house.call(forged, 'GetCallerIdentity')).status !== 403) accepted.push(sessionToken);
    }
    expect(accepted).toEqual([]);
  }, 120_000);
});

describe('attack/J08 a credential that everybody knows', () => {
  it('every store has keys of its own, drawn when it is made', async () => {
    const made = await Promise.all([1, 2, 3].map(() => founded(join(folder(), 'data'))));
    for (const field of ['accountId', 'accessKeyId', 'secretAccessKey'] as const)
      expect(new Set(made.map((one) => one[field])).size).toBe(3);
    for (const { secretAccessKey } of made) expect(secretAccessKey).toMatch(/^[A-Za-z0-9/+]{40}$/);
  });

  it('nobody can choose a secret, by flag or environment', async () => {
    const weak = 'minioadmin';
    for (const flag of ['--secret', '--secret-access-key', '--password', '--access-key'])
      expect((await rolecall(['init', '--data', join(folder(), 'data'), flag, weak])).code).toBe(2);
    const env = { AWS_SECRET_ACCESS_KEY: weak, ROLECALL_SECRET: weak, ROLECALL_ROOT_PASSWORD: weak };
    const { stdout } = await rolecall(['init', '--data', join(folder(), 'data')], { env });
    expect(stdout).not.toContain(weak);
  });
});
