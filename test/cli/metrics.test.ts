import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Credentials, form, signedPost } from '../house/requests.ts';
import { folder, type Running, rolecall, start } from './process.ts';

async function serving(...flags: string[]) {
  const data = join(folder(), 'data');
  const { stdout } = await rolecall(['init', '--data', data, '--output', 'json']);
  const [root] = (JSON.parse(stdout) as { accounts: (Credentials & { accountId: string })[] }).accounts;
  const server = await start(['serve', '--data', data, '--port', '0', ...flags]);
  const call = (action: string, who: Credentials = root!) => {
    const { host } = new URL(server.url);
    const { rawHeaders, body } = signedPost(who, form(action, {}, 'sts'), 'sts', Date.now(), 'us-east-1', host);
    const headers = Object.fromEntries(
      Array.from({ length: rawHeaders.length / 2 }, (_, i) => [rawHeaders[2 * i]!, rawHeaders[2 * i + 1]!]),
    );
    return fetch(server.url, { method: 'POST', headers, body: new Uint8Array(body) });
  };
  return { server, root: root!, call };
}

/** The address is in the log, when the line has been written. */
async function metricsUrl(server: Running): Promise<string> {
  for (let i = 0; i < 100; i++) {
    const found = /"metrics":"([^"]+)"/.exec(server.output().stderr)?.[1];
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('no address of the figures in the log');
}

describe('figures for Prometheus', () => {
  it('stand on a port of their own, on the loopback, and tell of no account, key or name', async () => {
    const { server, root, call } = await serving('--metrics-port', '0', '--throttle', '3');
    for (let i = 0; i < 5; i++) await call('GetCallerIdentity');
    await call('GetCallerIdentity', { ...root, secretAccessKey: 'x'.repeat(40) });
    await call('Made"Up');
    const url = await metricsUrl(server);
    expect(new URL(url).hostname).toBe('127.0.0.1');
    const answer = await fetch(url);
    const text = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    for (const line of [
      'rolecall_requests_total{service="sts",action="GetCallerIdentity",status="2xx"} 3',
      'rolecall_refusals_total{service="sts",action="GetCallerIdentity",code="Throttling"} 2',
      'rolecall_refusals_total{service="sts",action="GetCallerIdentity",code="SignatureDoesNotMatch"} 1',
      'rolecall_refusals_total{service="sts",action="other",code="InvalidAction"} 1',
      'rolecall_throttled_total{service="sts"} 2',
      'rolecall_request_seconds_count{service="sts",action="GetCallerIdentity"} 6',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toMatch(/^rolecall_store_sequence [1-9]/m);
    expect(text).toMatch(/^rolecall_cache_entries\{cache="signing-keys"\} [1-9]/m);
    expect(text).toMatch(/^process_resident_memory_bytes [1-9]/m);
    for (const one of [root.accountId, root.accessKeyId, root.secretAccessKey, 'Made']) expect(text).not.toContain(one);

    for (const [path, method] of [
      ['/', 'GET'],
      ['/metrics', 'POST'],
      ['/metrics/', 'GET'],
      ['/?Action=GetCallerIdentity', 'GET'],
    ] as const)
      expect((await fetch(new URL(path, url), { method })).status).toBe(404);
    expect(await server.stop()).toBe(0);
  });

  it('are nowhere unless asked for, and never on the port of the service', async () => {
    const { server } = await serving();
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    expect(server.output().stderr).not.toContain('"metrics"');
    await server.stop();
    const asked = await serving('--metrics-port', '0');
    expect((await fetch(`${asked.server.url}/metrics`)).status).toBe(404);
    await asked.server.stop();
  });

  it('on a port that is taken are refused by name, and nothing is served', async () => {
    const { server } = await serving();
    const { port } = new URL(server.url);
    await expect(serving('--metrics-port', port)).rejects.toThrow(
      `cannot listen on 127.0.0.1:${port}: another program does already`,
    );
    await server.stop();
  });
});
