import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { harmless } from '../../src/cli/harmless.ts';
import { serveCredentials } from '../../src/cli/people/credential-server.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { atTerminal } from '../cli/at-terminal.ts';
import { home, keysOf, roleArn } from '../cli/people.ts';
import { folder, rolecall } from '../cli/process.ts';

/*
 * What whoever writes policies, or answers in the place of a server, can do to the terminal of somebody who reads what is printed:
 * security.md J03 for the command line.
 */
const servers: { close(): unknown; closeAllConnections(): void }[] = [];
afterAll(() => {
  for (const server of servers) server.closeAllConnections();
});

async function answering(status: number, body: string): Promise<string> {
  const server = createServer((_request, response) =>
    response.writeHead(status, { 'x-amzn-requestid': 'r' }).end(body),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const keys = { accessKeyId: 'AKIAEXAMPLEEXAMPLE12', secretAccessKey: 'x'.repeat(40) };
const env = (url: string) => home({}, { ...keysOf(keys), AWS_ENDPOINT_URL: url });

/** Clears the screen, names the window, moves up, by a byte of its own, and writes from right to left. */
const HOSTILE = '\u001b[2J\u001b]0;owned\u0007\u001b[1A\u009b2J\u202etxt.exe';
const OBEYED = /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f\u202e]|\u001b(?!\[[0-9]*m)/;

describe('what is printed to a terminal', () => {
  /** Anybody who may write a policy can write this one: the value of a condition may be any text. */
  const document = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringLike: { 'aws:UserAgent': HOSTILE } } },
    ],
  };
  const answer = `<GetRolePolicyResponse><GetRolePolicyResult><RoleName>r</RoleName><PolicyName>p</PolicyName><PolicyDocument>${encodeURIComponent(
    JSON.stringify(document),
  )}</PolicyDocument></GetRolePolicyResult></GetRolePolicyResponse>`;
  const command = ['iam', 'get-role-policy', '--role-name', 'r', '--policy-name', 'p', '--output'];

  it.each(['json', 'text', 'table', 'yaml', 'yaml-stream'])('holds nothing that it obeys: %s', async (format) => {
    const url = await answering(200, answer);
    const { code, shown } = await atTerminal([...command, format], [], env(url));
    expect([code, OBEYED.test(shown.replaceAll('\r\n', '\n')), shown.includes('txt.exe')]).toEqual([0, false, true]);
  });

  it('holds the very bytes where it is a file', async () => {
    const { stdout } = await rolecall([...command, 'text'], { env: env(await answering(200, answer)) });
    expect(stdout).toContain(HOSTILE);
  });

  it('holds no name of a profile that it obeys, while somebody types', async () => {
    const named = ['a\u001b[2Jb', 'tab\there', 'c1\u009b2J', 'rtl\u202e', 'red\u001b[31m', '$(id)', 'one two'];
    const files = { credentials: named.map((name) => `[${name}]\naws_access_key_id = x\n`).join('') };
    const { stdout } = await rolecall(['complete', '--', 'whoami', '--profile', ''], { env: home(files) });
    expect(stdout).toBe('$(id)\none two\n');
  });

  it('keeps colours, and what is no control', () => {
    expect(harmless('\u001b[1m\u001b[34mk\u00e4se \u{1f9c0}\u001b[0m\n\tx')).toBe(
      '\u001b[1m\u001b[34mk\u00e4se \u{1f9c0}\u001b[0m\n\tx',
    );
    // Hidden, reversed, black: not ours.
    for (const code of ['8', '7', '30', '40', '38;5;1', '1;8', ''])
      expect(harmless(`\u001b[${code}m`)).not.toContain('\u001b');
  });
});

describe('sentences about trouble', () => {
  const refusal = `<ErrorResponse><Error><Code>AccessDenied\u009b2J</Code><Message>no &#x9b;2J\u202e</Message></Error></ErrorResponse>`;

  it.each([
    ['of an operation', ['sts', 'get-caller-identity'], 254],
    ['of ours', ['whoami'], 1],
  ])('hold nothing of a server that a terminal obeys: %s', async (_what, args, code) => {
    const answered = await rolecall(args, { env: env(await answering(403, refusal)) });
    expect([answered.code, OBEYED.test(answered.stderr), answered.stderr.includes('AccessDenied')]).toEqual([
      code,
      false,
      true,
    ]);
  });

  it('hold nothing of a file that a terminal obeys', async () => {
    const files = { config: `[profile a\u001b[2J]\nregion = eu\n[profile a\u001b[2J]\nregion = eu\n` };
    const answered = await rolecall(['whoami'], { env: home(files) });
    expect([answered.code, OBEYED.test(answered.stderr)]).toEqual([1, false]);
  });
});

it('prints an endpoint that a shell would run as a text', async () => {
  const mark = join(folder(), 'run');
  // Names of hosts may hold all that a shell needs; only the blank has to be spelt.
  const session = {
    credentials: { ...keys, expiration: new Date() },
    renewing: async () => keys,
    roleArn: roleArn('deploy'),
    endpoint: 'http://$(id>$mark).`id>$mark`;id>$mark',
    region: 'us-east-1',
    ca: undefined,
  };
  let printed = '';
  const terminal = { print: (text: string) => (printed += text) } as unknown as Terminal;
  const serving = serveCredentials(session, 0, terminal);
  while (printed === '') await new Promise((done) => setTimeout(done, 5));
  process.emit('SIGTERM');
  await serving;
  const script = `${printed}printf %s "$AWS_ENDPOINT_URL"`;
  expect(execFileSync('sh', ['-c', script], { env: { PATH: process.env.PATH, mark } }).toString()).toBe(
    session.endpoint,
  );
  expect(existsSync(mark)).toBe(false);
});
