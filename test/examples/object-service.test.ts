import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { folder, type Running, rolecall, start } from '../cli/process.ts';
import type { Credentials } from '../house/requests.ts';
import { freePort } from '../tools/ports.ts';
import { builtExample, generatedKeys, type RunningExample, seedOf, startExample, workshop } from './program.ts';
import { fetchSigned, type Sent } from './signed.ts';

const ROLE = 'arn:aws:iam::111122223333:role/photographer';

describe('examples/object-service', () => {
  const shop = workshop();
  const data = `${folder()}/data`;
  let server: Running;
  let service: RunningExample;
  let ann: Credentials;

  beforeAll(async () => {
    const seed = seedOf('object-service', shop.folder);
    server = await start(['up', '--data', data, '--port', '0', '--seed', seed]);
    const keys = generatedKeys(server.output().stdout);
    ann = keys.get('ann')!;
    const store = keys.get('store')!;
    service = await startExample(await builtExample('object-service', shop.folder), {
      ROLECALL_URL: server.url,
      AWS_ACCESS_KEY_ID: store.accessKeyId,
      AWS_SECRET_ACCESS_KEY: store.secretAccessKey,
      PORT: String(await freePort()),
    });
  });
  afterAll(async () => {
    await service?.stop();
    await server?.stop();
    shop.clear();
  });

  /** A session of the role, by the AWS SDK. */
  async function session(Policy?: object): Promise<Credentials> {
    const sts = new STSClient({ endpoint: server.url, region: 'us-east-1', credentials: { ...ann, sessionToken: '' } });
    const { Credentials: made } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: ROLE,
        RoleSessionName: 'ann',
        ...(Policy && { Policy: JSON.stringify({ Version: '2012-10-17', Statement: Policy }) }),
      }),
    );
    return {
      accessKeyId: made!.AccessKeyId!,
      secretAccessKey: made!.SecretAccessKey!,
      sessionToken: made!.SessionToken!,
    };
  }

  const send = (by: Credentials, target: string, sent: Sent = {}) => fetchSigned(by, service.url + target, sent);
  const status = async (by: Credentials, target: string, sent: Sent = {}) => (await send(by, target, sent)).status;
  const put = (body: string): Sent => ({ method: 'PUT', body });

  it('a role opens one prefix', async () => {
    const photographer = await session();
    expect(await status(photographer, '/photos/a%20cat.jpg', put('meow'))).toBe(200);
    expect(await send(photographer, '/photos/a%20cat.jpg')).toEqual({ status: 200, text: 'meow' });
    expect(await send(photographer, '/?prefix=photos/')).toEqual({ status: 200, text: 'photos/a cat.jpg\n' });
    expect(await status(photographer, '/letters/a', put('dear'))).toBe(403);
    expect(await status(photographer, '/?prefix=')).toBe(403);
    expect(await status(photographer, '/photos/a%20cat.jpg', { method: 'DELETE' })).toBe(204);
    expect(await status(photographer, '/photos/a%20cat.jpg')).toBe(404);
    // She alone may nothing.
    const alone = await send(ann, '/photos/a');
    expect([alone.status, JSON.parse(alone.text)]).toEqual([
      403,
      {
        code: 'AccessDenied',
        message:
          'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: objects:GetObject on resource: ' +
          'arn:aws:objects:::photos/a because no identity-based policy allows the objects:GetObject action',
      },
    ]);
  });

  it('what a key says of itself is what is asked: no way around the prefix', async () => {
    const photographer = await session();
    for (const target of [
      '/photos/../letters/a',
      '/photos/%2e%2e/letters/a',
      '/letters%2Fa',
      '/%E0%A4%A',
      '/photos/a?x=1',
    ]) {
      expect([403, 404]).toContain(await status(photographer, target, put('x')));
    }
  });

  it('a session policy narrows it', async () => {
    const photographer = await session();
    await send(photographer, '/photos/dog.jpg', put('woof'));
    const reader = await session({
      Effect: 'Allow',
      Action: 'objects:GetObject',
      Resource: 'arn:aws:objects:::photos/dog.jpg',
    });
    expect(await send(reader, '/photos/dog.jpg')).toEqual({ status: 200, text: 'woof' });
    expect(await status(reader, '/photos/dog.jpg', put('moo'))).toBe(403);
    expect(await status(reader, '/photos/other.jpg')).toBe(403);
  });

  it('links are presigned', async () => {
    const photographer = await session();
    await send(photographer, '/photos/dog.jpg', put('woof'));
    const link = { presigned: true } as const;
    expect(await send(photographer, '/photos/dog.jpg', link)).toEqual({ status: 200, text: 'woof' });
    expect(await status(photographer, '/letters/dog', link)).toBe(403);
  });

  it('revocation is felt at the next request', async () => {
    const photographer = await session();
    expect(await status(photographer, '/photos/cow.jpg', put('moo'))).toBe(200);
    expect((await rolecall(['sessions', 'revoke', '--role', ROLE, '--data', data])).code).toBe(0);
    const refused = await send(photographer, '/photos/cow.jpg');
    expect([refused.status, JSON.parse(refused.text).code]).toEqual([403, 'InvalidClientTokenId']);
    const again = await session();
    expect(await status(again, '/photos/cow.jpg')).toBe(200);
  });

  it('leaves a line in the log of the server for each question, without a secret', async () => {
    const photographer = await session();
    const { text } = await send(photographer, '/letters/a');
    expect(text).toContain('AccessDenied');
    await vi.waitFor(() => expect(server.output().stderr).toContain(photographer.accessKeyId));
    const lines = server
      .output()
      .stderr.split('\n')
      .filter((line) => line.includes(photographer.accessKeyId));
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({
      service: 'rolecall',
      action: 'Authorize',
      status: 200,
      caller: 'arn:aws:iam::111122223333:user/store',
      decision: 'deny',
      forwardedService: 'objects',
      forwardedAction: 'objects:GetObject',
      principal: 'arn:aws:sts::111122223333:assumed-role/photographer/ann',
    });
    expect(server.output().stderr).not.toMatch(/AWS4-HMAC|Signature=/);
    expect(server.output().stderr).not.toContain(photographer.sessionToken!.slice(10, 40));
  });

  it('is a no while the server is away, and the service lives', async () => {
    const photographer = await session();
    await server.stop();
    const refused = await send(photographer, '/photos/cow.jpg');
    expect([refused.status, JSON.parse(refused.text).code]).toEqual([503, 'ServiceUnavailable']);
    expect(service.output()).toMatch(/ECONNREFUSED/);
    expect(service.process.exitCode).toBeNull();
  });
});
