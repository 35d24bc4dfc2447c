import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { home, keysOf } from '../cli/people.ts';
import { folder, rolecall } from '../cli/process.ts';

/*
 * Files and answers without end or bottom, by who sends a change to be looked over or runs a server: a command says so in one
 * sentence, soon, and does not fall over.
 */
const keys = keysOf({ accessKeyId: 'AKIAEXAMPLEEXAMPLE12', secretAccessKey: 'x'.repeat(40) });

describe('rolecall lint, over a folder that somebody else wrote', () => {
  it.each([
    ['a link to a device', (file: string) => symlinkSync('/dev/zero', file)],
    ['a pipe', (file: string) => execFileSync('mkfifo', [file])],
    ['a folder', (file: string) => mkdirSync(file)],
  ])('refuses %s by its name', async (_what, make) => {
    const policies = folder();
    make(join(policies, 'policy.json'));
    expect(await rolecall(['lint', policies])).toEqual({
      code: 1,
      stdout: '',
      stderr: `rolecall: cannot read \`${join(policies, 'policy.json')}\`: it is no file\n`,
    });
  });
});

it.each([
  ['lint', ['lint']],
  ['simulate', ['simulate', '--request']],
  ['doctor', ['doctor', '--request']],
  ['configure', ['configure', '--yes', '--keys']],
  ['assume', ['assume', 'arn:aws:iam::123456789012:role/x', '--policy']],
])('a device that is named is given up: %s', async (_what, words) => {
  const { code, stderr } = await rolecall([...words, '/dev/zero'], { env: home({}, keys) });
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^rolecall: cannot read .*33554432 bytes\n$/)]);
});

it('an input as deep as nobody looks is refused in a sentence', async () => {
  const file = join(folder(), 'input.json');
  writeFileSync(file, `{"RoleName":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
  const { code, stderr } = await rolecall(['iam', 'get-role', '--cli-input-json', `file://${file}`], {
    env: home({}, keys),
  });
  expect([code, stderr.length < 5000]).toEqual([252, true]);
  expect(stderr).toContain('Invalid type for parameter RoleName');
});

describe('a document as deep as nobody looks', () => {
  let server: Server;
  const document = `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`;
  beforeAll(async () => {
    server = createServer((_request, response) =>
      response.end(
        `<GetRolePolicyResponse><GetRolePolicyResult><PolicyDocument>${encodeURIComponent(document)}</PolicyDocument></GetRolePolicyResult></GetRolePolicyResponse>`,
      ),
    );
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterAll(() => void server.close().closeAllConnections());

  it.each(['json', 'text', 'table', 'yaml'])('is printed as it came: %s', async (output) => {
    const env = home({}, { ...keys, AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    const words = ['iam', 'get-role-policy', '--role-name', 'r', '--policy-name', 'p', '--output', output];
    const { code, stderr, stdout } = await rolecall(words, { env });
    expect([code, stderr, stdout.length < 20 * document.length]).toEqual([0, '', true]);
  });
});
