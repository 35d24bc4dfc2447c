import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SessionCache, walkRoles } from './chain.ts';
import type { CredentialProvider, Credentials } from './connection.ts';

/** An STS that issues a session of an hour to anybody, and notes what it was asked. */
const asked: URLSearchParams[] = [];
const authorizations: string[] = [];
let nowMs = 0;
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    asked.push(new URLSearchParams(body));
    authorizations.push(/Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '');
    const ends = new Date(nowMs + 3_600_000).toISOString();
    response.end(
      `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA${asked.length}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${ends}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    );
  });
});
let endpoint: string;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  asked.length = 0;
  authorizations.length = 0;
  nowMs = Date.parse('2026-11-22T10:00:00Z');
});

const KEYS: Credentials = { accessKeyId: 'AKIA', secretAccessKey: 's' };
const role = (name: string) => ({ RoleArn: `arn:aws:iam::111122223333:role/${name}` });
const walk = (more: { cache?: SessionCache; askCode?: (serial: string) => Promise<string> } = {}) => ({
  endpoint,
  region: 'us-east-1',
  now: () => nowMs,
  ...more,
});
const kept = () => {
  const sessions = new Map<string, Credentials>();
  const cache: SessionCache = {
    get: (key) => sessions.get(key),
    put: (key, session) => void sessions.set(key, session),
  };
  return { sessions, cache };
};

describe('walkRoles', () => {
  it('each role is assumed by the one before, when it is first needed', async () => {
    const provider = walkRoles(KEYS, [role('a'), role('b')], walk()) as CredentialProvider;
    expect(asked).toEqual([]);
    expect((await provider()).accessKeyId).toBe('ASIA2');
    expect(authorizations).toEqual(['AKIA', 'ASIA1']);
    expect(asked.map((one) => one.get('RoleArn'))).toEqual([role('a').RoleArn, role('b').RoleArn]);
    expect(asked[0]!.get('RoleSessionName')).toBe('rolecall-session-1795341600');
    await provider();
    expect(asked).toHaveLength(2);
  });

  it('near the end all of the chain is renewed, from the front', async () => {
    const provider = walkRoles(KEYS, [role('a'), role('b')], walk()) as CredentialProvider;
    await provider();
    nowMs += 46 * 60_000;
    expect((await provider()).accessKeyId).toBe('ASIA4');
    expect(authorizations).toEqual(['AKIA', 'ASIA1', 'AKIA', 'ASIA3']);
  });

  it('what is kept spares the call, but does not renew itself', async () => {
    const { sessions, cache } = kept();
    await (walkRoles(KEYS, [role('a')], walk({ cache })) as CredentialProvider)();
    const provider = walkRoles(KEYS, [role('a')], walk({ cache })) as CredentialProvider;
    expect((await provider()).accessKeyId).toBe('ASIA1');
    expect([asked.length, sessions.size]).toEqual([1, 1]);
    nowMs += 50 * 60_000;
    expect((await provider()).accessKeyId).toBe('ASIA2');
  });

  it('sessions that differ in anything are kept apart', async () => {
    const { sessions, cache } = kept();
    const steps = [
      role('a'),
      role('b'),
      { ...role('a'), RoleSessionName: 'x' },
      { ...role('a'), ExternalId: 'x' },
      { ...role('a'), Policy: '{}' },
      { ...role('a'), DurationSeconds: 900 },
      { ...role('a'), Tags: [{ Key: 'k', Value: 'v' }] },
      { ...role('a'), TransitiveTagKeys: ['k'] },
      { ...role('a'), SourceIdentity: 'ann' },
      { ...role('a'), PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }] },
    ];
    for (const step of steps) await (walkRoles(KEYS, [step], walk({ cache })) as CredentialProvider)();
    const others = [
      [{ ...KEYS, accessKeyId: 'AKIB' }, walk({ cache })],
      [KEYS, { ...walk({ cache }), region: 'eu-west-1' }],
      [KEYS, { ...walk({ cache }), endpoint: endpoint.replace('127.0.0.1', 'localhost') }],
    ] as const;
    for (const [from, by] of others) await (walkRoles(from, [role('a')], by) as CredentialProvider)();
    expect([asked.length, sessions.size]).toEqual([steps.length + 3, steps.length + 3]);
    // The order in which it is said is no difference, nor is what is not said.
    const again = { Policy: undefined, ExternalId: 'x', ...role('a') };
    await (walkRoles(KEYS, [again], walk({ cache })) as CredentialProvider)();
    expect(sessions.size).toBe(steps.length + 3);
  });

  it('the code of a device is asked for once, and not for what is kept', async () => {
    const { cache } = kept();
    const serials: string[] = [];
    const askCode = async (serial: string) => {
      serials.push(serial);
      return '123456';
    };
    const step = { ...role('a'), SerialNumber: 'arn:mfa' };
    const provider = walkRoles(KEYS, [step], walk({ cache, askCode })) as CredentialProvider;
    await Promise.all([provider(), provider()]);
    await (walkRoles(KEYS, [step], walk({ cache })) as CredentialProvider)();
    expect(serials).toEqual(['arn:mfa']);
    expect([asked.length, asked[0]!.get('TokenCode')]).toEqual([1, '123456']);
  });
});
