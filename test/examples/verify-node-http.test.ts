import { afterAll, beforeAll, describe, it } from 'vitest';
import { folder, type Running, start } from '../cli/process.ts';
import { freePort } from '../tools/ports.ts';
import { ECHO } from './echo.ts';
import { builtExample, generatedKeys, type RunningExample, seedOf, startExample, workshop } from './program.ts';

describe('examples/verify-node-http', () => {
  const shop = workshop();
  let server: Running;
  let service: RunningExample;
  let keys: ReturnType<typeof generatedKeys>;

  beforeAll(async () => {
    const seed = seedOf('verify-node-http', shop.folder);
    server = await start(['up', '--data', `${folder()}/data`, '--port', '0', '--seed', seed]);
    keys = generatedKeys(server.output().stdout);
    const { accessKeyId, secretAccessKey } = keys.get('echo')!;
    service = await startExample(await builtExample('verify-node-http', shop.folder), {
      ROLECALL_URL: server.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      PORT: String(await freePort()),
    });
  });
  afterAll(async () => {
    await service?.stop();
    await server?.stop();
    shop.clear();
  });

  it.each(Object.entries(ECHO))('%s', (_what, holds) => holds(service.url, keys));
});
