import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { form, signedPost } from '../house/harness.ts';
import { folder, type Running, rolecall, start } from './process.ts';

interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Calls IAM as root; gives the body of the answer. */
async function iam(
  { url }: Running,
  key: Key,
  action: string,
  parameters: Record<string, string> = {},
): Promise<string> {
  const asked = form(action, parameters, 'iam');
  const { rawHeaders, body } = signedPost(key, asked, 'iam', Date.now(), 'us-east-1', new URL(url).host);
  const pairs = Array.from({ length: rawHeaders.length / 2 }, (_, i) => [rawHeaders[2 * i]!, rawHeaders[2 * i + 1]!]);
  const headers = pairs.filter(([name]) => name !== 'host') as [string, string][];
  return (await fetch(url, { method: 'POST', headers, body })).text();
}

describe('rolecall serve with quotas and a public address', () => {
  it('holds operations to them, from the file, the environment and the command line', async () => {
    const cwd = folder();
    const data = join(cwd, 'data');
    const { stdout } = await rolecall(['init', '--data', data, '--output', 'json']);
    const [key] = JSON.parse(stdout).accounts as [Key];
    writeFileSync(join(cwd, 'rolecall.yaml'), 'quotas:\n  users-per-account: 1\n  roles-per-account: 11\n');
    const server = await start(
      ['serve', '--data', data, '--port', '0', '--quota', 'groups-per-account=12', '--public-url', 'https://iam.test/'],
      { cwd, env: { ROLECALL_QUOTA: 'policies-per-account=13' } },
    );
    const summary = await iam(server, key, 'GetAccountSummary');
    const quota = (name: string) => new RegExp(`<key>${name}</key>\\s*<value>(\\d+)</value>`).exec(summary)?.[1];
    expect(['UsersQuota', 'RolesQuota', 'GroupsQuota', 'PoliciesQuota'].map(quota)).toEqual(['1', '11', '12', '13']);
    await iam(server, key, 'CreateUser', { UserName: 'one' });
    expect(await iam(server, key, 'CreateUser', { UserName: 'two' })).toContain(
      'Cannot exceed quota for UsersPerAccount: 1',
    );
    expect(await iam(server, key, 'EnableOutboundWebIdentityFederation')).toMatch(
      /<IssuerIdentifier>https:\/\/iam\.test\/oidc\/[0-9a-f-]{36}<\/IssuerIdentifier>/,
    );
  });

  it.each([
    [
      ['--quota', 'roles=1'],
      'rolecall: there is no quota `roles`: expected a name of docs/quotas.md for `--quota`: `roles=1`\n',
    ],
    [
      ['--quota', 'roles-per-account=many'],
      'rolecall: expected a number from 0 to 1000000 of `roles-per-account` for `--quota`: `roles-per-account=many`\n',
    ],
    [
      ['--quota', 'session-policy-size=1', '--session-policy-size', '2'],
      'rolecall: `--session-policy-size` and `--quota session-policy-size` differ\n',
    ],
  ])('refuses %j before anything is opened', async (args, sentence) => {
    expect(await rolecall(['serve', '--data', join(folder(), 'none'), ...args])).toEqual({
      code: 2,
      stdout: '',
      stderr: sentence,
    });
  });
});
