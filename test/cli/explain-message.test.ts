import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Credentials, form, signedPost } from '../house/requests.ts';
import { folder, type Running, rolecall, start } from './process.ts';

const data = join(folder(), 'data');
const DENY =
  '{\n  "Version": "2012-10-17",\n  "Statement": [\n    {"Effect": "Allow", "Action": "iam:*", "Resource": "*"},\n    {"Sid": "NoKeys", "Effect": "Deny", "Action": "iam:CreateAccessKey", "Resource": "*"}\n  ]\n}';

describe('rolecall explain --message', () => {
  let server: Running;
  let root: Credentials;
  let message: string;
  let sentence: string;
  let env: Record<string, string>;

  async function call(who: Credentials, action: string, parameters: Record<string, string> = {}): Promise<string> {
    const host = new URL(server.url).host;
    const { rawHeaders, body } = signedPost(who, form(action, parameters, 'iam'), 'iam', Date.now(), undefined, host);
    const headers = Object.fromEntries(
      rawHeaders.flatMap((name, i) => (i % 2 === 0 && name !== 'host' ? [[name, rawHeaders[i + 1]!]] : [])),
    );
    return (await fetch(server.url, { method: 'POST', headers, body: new Uint8Array(body) })).text();
  }

  beforeAll(async () => {
    const { stdout } = await rolecall(['init', '--data', data, '--output', 'json']);
    root = JSON.parse(stdout).accounts[0];
    server = await start(['serve', '--data', data, '--port', '0', '--encode-denials', 'on']);
    env = {
      AWS_ACCESS_KEY_ID: root.accessKeyId,
      AWS_SECRET_ACCESS_KEY: root.secretAccessKey,
      AWS_ENDPOINT_URL: server.url,
    };
    await call(root, 'CreateUser', { UserName: 'ann' });
    await call(root, 'PutUserPolicy', { UserName: 'ann', PolicyName: 'mine', PolicyDocument: DENY });
    const key = await call(root, 'CreateAccessKey', { UserName: 'ann' });
    const text = (name: string, xml: string) => new RegExp(`<${name}>([^<]*)<`).exec(xml)![1]!;
    const ann = { accessKeyId: text('AccessKeyId', key), secretAccessKey: text('SecretAccessKey', key) };
    sentence = text('Message', await call(ann, 'CreateAccessKey', { UserName: 'ann' }));
    message = sentence.split('Encoded authorization failure message: ')[1]!;
  });
  afterAll(() => server.stop());

  it('asks a server, and tells the decision, the statement and the context', async () => {
    const found = await rolecall(['explain', '--message', message], { env });
    expect(found).toMatchObject({ code: 0, stderr: '' });
    expect(found.stdout).toMatch(
      /^denied: `iam:CreateAccessKey` on `arn:aws:iam::[0-9]{12}:user\/ann`: a statement denies it\nby arn:aws:iam::[0-9]{12}:user\/ann \(AIDA/,
    );
    expect(found.stdout).toContain('denied by statement `NoKeys`:\n  Action: `iam:CreateAccessKey`\n  Resource: `*`\n');
    expect(found.stdout).toContain('  aws:username = ann\n');
  });

  it('with the store, the statement is underlined in its document; the whole sentence may be piped in', async () => {
    const found = await rolecall(['explain', '--message', '-', '--data', data], { input: `${sentence}\n` });
    expect(found).toMatchObject({ code: 0, stderr: '' });
    expect(found.stdout).toContain(`
identity policy \`mine\`, statement \`NoKeys\` at line 5, column 5:
5 |     {"Sid": "NoKeys", "Effect": "Deny", "Action": "iam:CreateAccessKey", "Resource": "*"}
  |     ${'^'.repeat(DENY.split('\n')[4]!.length - 4)}
`);
    expect(found.stdout).toMatch(/audit event [0-9a-f-]+ of .*: `rolecall audit why /);
  });

  it('as JSON', async () => {
    const { stdout } = await rolecall(['explain', '--message', message, '--data', data, '--output', 'json']);
    const told = JSON.parse(stdout);
    expect(told.decoded).toMatchObject({ allowed: false, explicitDeny: true });
    expect(Object.values(told.documents)).toContain(DENY);
  });

  it.each([
    [
      ['--message', 'no message!'],
      1,
      'no encoded message: expected are the letters after `Encoded authorization failure message:`',
    ],
    [
      ['--message', 'abc', '--policy', 'p.json'],
      2,
      '`--message` brings its own decision: policies, `--request` and `--decision` do not go with it',
    ],
    [['--request', 'r.json', '--data', 'x'], 2, 'flags of servers and stores go with `--message` alone'],
  ])('%j: exit %i', async (args, code, refusal) => {
    expect(await rolecall(['explain', ...args], { env })).toEqual({
      code,
      stdout: '',
      stderr: `rolecall: ${refusal}\n`,
    });
  });

  it('a message that does not open: one sentence, exit 1', async () => {
    const altered = `${message.slice(0, -2)}${message.endsWith('AA') ? 'BB' : 'AA'}`;
    const asked = await rolecall(['explain', '--message', altered], { env });
    expect(asked).toMatchObject({ code: 1, stdout: '' });
    expect(asked.stderr).toMatch(
      /^rolecall: DecodeAuthorizationMessage is refused: Message is not valid \(InvalidAuthorizationMessageException/,
    );
    const here = await rolecall(['explain', '--message', altered, '--data', data]);
    expect(here).toEqual({
      code: 1,
      stdout: '',
      stderr: 'rolecall: the message does not open: it is expired after a day, altered, or of another store\n',
    });
  });
});
