import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assumeRole } from '../../src/client/index.ts';
import { commandName } from '../../src/manual/names.ts';
import { atHome, keyOf, openShell } from '../cli/scripts/shell.ts';

/**
 * The calls of the two documents that all began with, by `rolecall/client` and by the AWS CLI of this machine: the synopsis of
 * `aws sts assume-role` with each of its five options, and the example of `sts_assume_role`, as printed and completed.
 * `rolecall sts assume-role` makes them in `test/cli/assume-role.txt`.
 */
const AWS = '/usr/bin/aws';
const DEMO = { RoleArn: 'arn:aws:iam::123456789012:role/demo', RoleSessionName: 'Bob' };
const BOB = 'arn:aws:sts::123456789012:assumed-role/demo/Bob';
const POLICY =
  '{"Version":"2012-10-17","Statement":[{"Sid":"Stmt1","Effect":"Allow","Action":"iam:GetRole","Resource":"*"}]}';

const calls: readonly [what: string, input: Parameters<typeof assumeRole>[0], answer: string][] = [
  ['--role-arn and --role-session-name alone', DEMO, 'AccessDenied'],
  ['--external-id', { ...DEMO, ExternalId: '123ABC' }, BOB],
  ['another external id', { ...DEMO, ExternalId: '123ABD' }, 'AccessDenied'],
  ['--duration-seconds', { ...DEMO, ExternalId: '123ABC', DurationSeconds: 900 }, BOB],
  ['more than the role lets', { ...DEMO, ExternalId: '123ABC', DurationSeconds: 3601 }, 'ValidationError'],
  ['--policy', { ...DEMO, ExternalId: '123ABC', Policy: POLICY }, BOB],
  [
    'the second document’s example, as printed',
    {
      ...DEMO,
      DurationSeconds: 3600,
      ExternalId: '123ABC',
      Policy: '{"Version":"2012-10-17","Statement":[{"Sid":"Stmt1","Effect":...',
    },
    'MalformedPolicyDocument',
  ],
  ['completed', { ...DEMO, DurationSeconds: 3600, ExternalId: '123ABC', Policy: POLICY }, BOB],
];

let shell: Awaited<ReturnType<typeof openShell>>;
beforeAll(async () => {
  shell = await openShell();
});
afterAll(() => shell.stop());

describe('the two documents, by rolecall/client', () => {
  it.each(calls)('%s', async (_what, input, answer) => {
    const options = { endpoint: shell.url, credentials: keyOf('bob'), env: {} };
    const given = assumeRole(input, options).then(
      ({ AssumedRoleUser }) => AssumedRoleUser?.Arn,
      (error: { code?: string }) => error.code,
    );
    expect(await given).toBe(answer);
  });
});

if (!existsSync(AWS)) console.log(`NOT RUN: the two documents by the AWS CLI: no ${AWS}`);
describe.skipIf(!existsSync(AWS))('the two documents, by the AWS CLI', () => {
  it.each(calls)('%s', async (_what, input, answer) => {
    const words = Object.entries(input).flatMap(([name, value]) => [`--${commandName(name)}`, String(value)]);
    const said = await aws(['sts', 'assume-role', ...words, '--query', 'AssumedRoleUser.Arn', '--output', 'text']);
    expect(said).toBe(answer);
  });

  /** What it prints, or the code of what it is refused with. */
  function aws(words: readonly string[]): Promise<string | undefined> {
    const { accessKeyId, secretAccessKey } = keyOf('bob');
    const env = {
      ...atHome(shell.home),
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: 'us-east-1',
    };
    return new Promise((done) =>
      execFile(AWS, ['--endpoint-url', shell.url, ...words], { env }, (error, stdout, stderr) =>
        done(error === null ? stdout.trim() : /\((\w+)\)/.exec(stderr)?.[1]),
      ),
    );
  }
});
