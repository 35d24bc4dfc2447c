import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Case, callers, KEYS, ROLE, refusals } from './cases.testing.ts';
import { connectionFor, settle } from './connection-for.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => void rmSync(folder, { recursive: true, force: true })));

/** A home with these two files, and the environment that goes with it. */
function home(config: string, credentials = '', env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-profiles-'));
  folders.push(folder);
  mkdirSync(join(folder, '.aws'));
  writeFileSync(join(folder, '.aws/config'), config);
  writeFileSync(join(folder, '.aws/credentials'), credentials);
  return { HOME: folder, ...env };
}

const outline = ({ config = '', credentials, env, service = 'sts' as never, ...told }: Case) =>
  settle({ ...told, service, env: home(config, credentials, env) });

/** Who calls, or how far away the keys are. */
async function callerOf(asked: Case): Promise<string> {
  const { plan } = await outline(asked);
  const { credentials, steps } = plan;
  const keys = typeof credentials === 'function' ? 'a provider' : (credentials?.accessKeyId ?? 'nobody');
  return [keys, ...steps.map((step) => step.RoleArn.replace(/.*role\//, ''))].join(' > ');
}

describe('whose credentials', () => {
  it.each(callers)('%s', async (_name, asked, caller) => expect(await callerOf(asked)).toBe(caller));

  it('what goes with a role', async () => {
    const more = 'external_id = x\nmfa_serial = arn:m\nrole_session_name = n\nduration_seconds = 900\n';
    const { plan } = await outline({ config: `[default]\n${ROLE}source_profile=default\n${KEYS}${more}` });
    expect(plan.steps).toEqual([
      {
        RoleArn: 'arn:aws:iam::111122223333:role/r',
        ExternalId: 'x',
        SerialNumber: 'arn:m',
        RoleSessionName: 'n',
        DurationSeconds: 900,
      },
    ]);
  });

  it.each(refusals)('refuses %s', async (_name, asked, told) => {
    const error = await outline(asked).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ProfileError', message: expect.stringMatching(told) });
  });
});

describe('where', () => {
  const SERVICES = '[services s]\nsts =\n  endpoint_url = http://sts.services\n';
  const PROFILE = '[default]\nendpoint_url = http://profile\nservices = s\nregion = eu-north-1\n';
  const rows: readonly [name: string, asked: Case, endpoint: string][] = [
    ['nothing said', {}, 'http://127.0.0.1:8787'],
    ['the profile', { config: '[default]\nendpoint_url = http://profile:81/' }, 'http://profile:81'],
    ['services before the profile', { config: PROFILE + SERVICES }, 'http://sts.services'],
    ['services of another service', { config: PROFILE + SERVICES, service: 'iam' }, 'http://profile'],
    [
      'the environment before both',
      { config: PROFILE + SERVICES, env: { AWS_ENDPOINT_URL: 'http://env' } },
      'http://env',
    ],
    [
      'the service’s own first',
      { env: { AWS_ENDPOINT_URL: 'http://env', AWS_ENDPOINT_URL_STS: 'http://own' } },
      'http://own',
    ],
    ['another service’s own', { env: { AWS_ENDPOINT_URL_IAM: 'http://own' } }, 'http://127.0.0.1:8787'],
    ['the flag first', { env: { AWS_ENDPOINT_URL_STS: 'http://own' }, endpointUrl: 'https://flag' }, 'https://flag'],
    [
      'nothing configured counts',
      {
        config: PROFILE + SERVICES,
        env: { AWS_ENDPOINT_URL: 'http://env', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'True' },
      },
      'http://127.0.0.1:8787',
    ],
    [
      'nothing configured counts, says the profile',
      { config: `${PROFILE}ignore_configured_endpoint_urls = true\n${SERVICES}` },
      'http://127.0.0.1:8787',
    ],
    [
      'but the flag does',
      { env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, endpointUrl: 'http://flag' },
      'http://flag',
    ],
    ['an address in brackets', { endpointUrl: 'http://[::1]:8787' }, 'http://[::1]:8787'],
  ];
  it.each(rows)('%s', async (_name, asked, endpoint) => expect((await outline(asked)).endpoint).toBe(endpoint));

  it('the roles of a profile are assumed at STS, also for a call of IAM', async () => {
    const env = { AWS_ENDPOINT_URL_IAM: 'http://iam', AWS_ENDPOINT_URL_STS: 'http://sts' };
    const { endpoint, sts } = await outline({ env, service: 'iam' });
    expect([endpoint, sts.endpoint]).toEqual(['http://iam', 'http://sts']);
  });

  const wrong: readonly [name: string, asked: Case, told: RegExp][] = [
    ['no URL', { endpointUrl: 'localhost:8787' }, /--endpoint-url is no http or https URL/],
    ['another scheme', { env: { AWS_ENDPOINT_URL: 'ftp://x' } }, /AWS_ENDPOINT_URL is no http/],
    [
      'a password',
      { endpointUrl: 'http://a:b@c' },
      /^the endpoint of --endpoint-url holds a name or a password, and takes none$/,
    ],
    ['a path', { config: '[default]\nendpoint_url = http://a/b' }, /config:2 is more than scheme, host and port/],
    [
      'services that are nowhere',
      { config: '[default]\nservices = s' },
      /config:2: .*`\[services s\]`, which does not exist/,
    ],
    ['a region that is none', { region: 'eu west' }, /--region is no name/],
  ];
  it.each(wrong)('refuses %s', async (_name, asked, told) => {
    await expect(outline(asked)).rejects.toThrow(told);
  });

  const regions: readonly [asked: Case, region: string][] = [
    [{}, 'us-east-1'],
    [{ config: PROFILE + SERVICES }, 'eu-north-1'],
    [{ config: PROFILE + SERVICES, env: { AWS_DEFAULT_REGION: 'b-1' } }, 'b-1'],
    [{ env: { AWS_DEFAULT_REGION: 'b-1', AWS_REGION: 'a-1' } }, 'a-1'],
    [{ env: { AWS_REGION: 'a-1' }, region: 'c-1' }, 'c-1'],
  ];
  it.each(regions)('the region of %j: %s', async (asked, region) => expect((await outline(asked)).region).toBe(region));

  it('the output format', async () => {
    expect((await outline({ config: '[default]\noutput = yaml' })).output).toBe('yaml');
    expect((await outline({ config: '[default]\noutput = yaml', env: { AWS_DEFAULT_OUTPUT: 'text' } })).output).toBe(
      'text',
    );
  });
});

describe('a process that prints credentials', () => {
  const printing = async (script: string) => {
    const env = home('');
    const file = join(env.HOME, 'p.mjs');
    writeFileSync(file, script);
    const config = join(env.HOME, '.aws/config');
    writeFileSync(config, `[default]\ncredential_process = '${process.execPath}' "${file}" $HOME\n`);
    const { credentials } = await connectionFor({ service: 'sts', env });
    return (credentials as () => Promise<unknown>)();
  };
  const json = (value: unknown) => `console.log(JSON.stringify(${JSON.stringify(value)}))`;
  const whole = { Version: 1, AccessKeyId: 'AKIAP', SecretAccessKey: 's' };

  it('is taken at its word, and expands nothing', async () => {
    const printed = `console.log(JSON.stringify({ ...${JSON.stringify(whole)}, SessionToken: process.argv[2] }))`;
    expect(await printing(printed)).toMatchObject({
      accessKeyId: 'AKIAP',
      secretAccessKey: 's',
      sessionToken: '$HOME',
    });
  });

  it('with an end', async () =>
    expect(await printing(json({ ...whole, Expiration: '2099-01-01T00:00:00Z' }))).toMatchObject({
      expiration: new Date('2099-01-01T00:00:00Z'),
    }));

  const wrong: readonly [name: string, script: string, told: RegExp][] = [
    ['that fails', 'console.error("no\\nluck"); process.exit(3)', /failed with 3: no luck$/],
    ['that prints a secret and no JSON', 'console.log("SECRET")', /prints no JSON$/],
    ['of another version', json({ ...whole, Version: 2 }), /another Version than 1/],
    ['without a key', json({ Version: 1, SecretAccessKey: 's' }), /no AccessKeyId/],
    ['without a secret', json({ Version: 1, AccessKeyId: 's' }), /no SecretAccessKey/],
    ['that have ended', json({ ...whole, Expiration: '2001-01-01T00:00:00Z' }), /have ended/],
    ['with an end that is none', json({ ...whole, Expiration: 'soon' }), /no time/],
    ['that never ends', 'setInterval(() => process.stdout.write("x".repeat(65536)), 1)', /far more than credentials/],
    ['a list', json([]), /another Version/],
  ];
  it.each(wrong)('refuses one %s', async (_name, script, told) => {
    const error = (await printing(script).catch((thrown: unknown) => thrown)) as Error;
    expect(error.message).toMatch(told);
    expect(error.message).toMatch(/^.*config:2: /);
    expect(error.message).not.toContain('SECRET');
  });

  it('refuses one that is not there', async () => {
    const env = home('[default]\ncredential_process = /nowhere/p');
    const { credentials } = await connectionFor({ service: 'sts', env });
    await expect((credentials as () => Promise<unknown>)()).rejects.toThrow(/`\/nowhere\/p` cannot be started: ENOENT/);
  });
});
