import { SignatureV4 } from '@smithy/signature-v4';
import { beforeAll, describe, expect, it } from 'vitest';
import { Sha256 } from '../../src/client/sha256.ts';
import { ACCOUNT_A, type Credentials, type House, openHouse } from './harness.ts';

describe('GET, signed by the AWS SDK', () => {
  let house: House;
  let alice: Credentials;
  let session: Credentials;
  beforeAll(async () => {
    house = await openHouse({ http: true });
    alice = await house.user(house.rootA, 'alice');
    const role = await house.role(house.rootA, 'worker', {
      Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/alice` },
    });
    session = await house.assumed(alice, role);
  });

  const HOST = 'sts.us-east-1.localhost';
  const request = (action = 'GetCallerIdentity') => ({
    method: 'GET',
    protocol: 'https:',
    hostname: HOST,
    path: '/',
    headers: { host: HOST, 'x-k8s-aws-id': 'cluster' },
    query: { Action: action, Version: '2011-06-15' },
  });
  const signer = (credentials: Credentials) =>
    new SignatureV4({
      credentials: { ...credentials, sessionToken: credentials.sessionToken as string },
      region: 'us-east-1',
      service: 'sts',
      sha256: Sha256,
    });

  async function presigned(
    credentials: Credentials,
    expiresIn: number,
    change: (query: URLSearchParams) => void = () => {},
  ) {
    const signed = await signer(credentials).presign(request() as never, {
      expiresIn,
      signingDate: new Date(house.clock.now()),
    });
    const query = new URLSearchParams(signed.query as Record<string, string>);
    change(query);
    const target = `/?${query.toString().replaceAll('+', '%20')}`;
    return house.send({
      method: 'GET',
      target,
      rawHeaders: ['Host', HOST, 'X-K8s-Aws-Id', 'cluster'],
      body: Buffer.alloc(0),
    });
  }

  it('by header', async () => {
    const signed = await signer(alice).sign(request() as never, { signingDate: new Date(house.clock.now()) });
    const { headers } = signed as unknown as { headers: Record<string, string> };
    const rawHeaders = Object.entries(headers).flat();
    const answer = await house.send({
      method: 'GET',
      target: '/?Action=GetCallerIdentity&Version=2011-06-15',
      rawHeaders,
      body: Buffer.alloc(0),
    });
    expect([answer.status, answer.text('Arn')]).toEqual([200, `arn:aws:iam::${ACCOUNT_A}:user/alice`]);
  });

  it('by presigned query, with long-term keys and with a session', async () => {
    expect((await presigned(alice, 900)).text('Arn')).toBe(`arn:aws:iam::${ACCOUNT_A}:user/alice`);
    expect((await presigned(session, 900)).text('Arn')).toBe(
      `arn:aws:sts::${ACCOUNT_A}:assumed-role/worker/test-session`,
    );
  });

  it.each<[string, (query: URLSearchParams) => void]>([
    ['another action', (query) => query.set('Action', 'AssumeRole')],
    ['a longer life', (query) => query.set('X-Amz-Expires', '604800')],
    [
      'another key id',
      (query) =>
        query.set('X-Amz-Credential', query.get('X-Amz-Credential')!.replace(/^[^/]+/, house.rootA.accessKeyId)),
    ],
    ['without its token', (query) => query.delete('X-Amz-Security-Token')],
  ])('altered: %s', async (_label, change) => expect((await presigned(session, 900, change)).status).toBe(403));

  it('ends with X-Amz-Expires', async () => {
    const signed = await signer(alice).presign(request() as never, {
      expiresIn: 60,
      signingDate: new Date(house.clock.now() - 61_000),
    });
    const query = new URLSearchParams(signed.query as Record<string, string>).toString().replaceAll('+', '%20');
    const answer = await house.send({
      method: 'GET',
      target: `/?${query}`,
      rawHeaders: ['Host', HOST, 'X-K8s-Aws-Id', 'cluster'],
      body: Buffer.alloc(0),
    });
    expect([answer.status, answer.code]).toEqual([403, 'SignatureDoesNotMatch']);
    expect(answer.message).toMatch(/^Signature expired: /);
  });
});
