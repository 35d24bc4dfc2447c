import { type ChildProcess, spawn } from 'node:child_process';
import { createSecretKey, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../src/base/clock.ts';
import { pooledEntropy } from '../../src/base/entropy.ts';
import { httpServer } from '../../src/http/server.ts';
import { makeCertificate } from '../../src/iam/certificates/testing.ts';
import { putRootKey } from '../../src/main/found.ts';
import { furnish } from '../../src/main/house.ts';
import { awsQuotas } from '../../src/operation/quotas.ts';
import type { WireAnswer } from '../../src/query/wire.ts';
import { openStore } from '../../src/store/open.ts';
import { secretBox } from '../../src/token/box.ts';
import { keyring } from '../../src/token/keyring.ts';
import { rowMac } from '../../src/token/row-mac.ts';
import { type Credentials, form, type Parameters, serviceOf, signedPost } from '../house/requests.ts';
import { portOf } from '../tools/ports.ts';

export const ACCOUNT = '111122223333';

export const tls = (() => {
  const { pem, keyPem } = makeCertificate({ name: 'localhost', ca: true, to: new Date('2040-01-01T00:00:00Z') });
  return { cert: Buffer.from(pem), key: Buffer.from(keyPem) };
})();

export type Served = Awaited<ReturnType<typeof serve>>;

/** A house behind a port of its own, over TLS or not, whose clock can be set ahead. */
export async function serve(scheme: 'http' | 'https', destinations: readonly string[]) {
  let aheadMs = 0;
  const clock: Clock = { now: () => Date.now() + aheadMs };
  const entropy = pooledEntropy();
  const rootKey = createSecretKey(randomBytes(32));
  const keys = keyring(rootKey);
  const store = await openStore({ file: ':memory:', mac: rowMac(keys.active.rowMac) });
  const root: Credentials = await store.change(async (tx) => {
    await tx.put.account({ id: ACCOUNT, uuid: 'uuid', createdAt: 1 });
    return putRootKey(tx, ACCOUNT, secretBox({ keyring: keys, entropy }), { clock, entropy });
  });
  let url = '';
  const bugs: unknown[] = [];
  const house = furnish({
    store,
    rootKey,
    clock,
    entropy,
    quotas: awsQuotas,
    publicUrl: () => url,
    regions: undefined,
    remember: ({ cause }) => cause !== undefined && bugs.push(cause),
    console: { destinations: new Set(destinations), onBug: (cause) => bugs.push(cause) },
  });
  const server = httpServer({
    answer: house.answer,
    health: { ready: () => true },
    bodyLimitBytes: 1_048_576,
    forwarding: undefined,
    tls: scheme === 'https' ? tls : undefined,
  });
  const port = await portOf(server);
  // By this name the certificate has it; by the number nobody's cookies of `localhost` are the same.
  url = `${scheme}://${scheme === 'https' ? 'localhost' : '127.0.0.1'}:${port}`;

  async function call(credentials: Credentials, action: string, parameters: Parameters): Promise<WireAnswer> {
    const service = serviceOf(action);
    const request = signedPost(credentials, form(action, parameters, service), service, clock.now());
    const answer = await house.answer({ ...request, remoteAddress: '127.0.0.1', secure: false });
    if (answer.status !== 200) throw new Error(`${action}: ${answer.status} ${answer.body}`);
    return answer;
  }

  return {
    url,
    root,
    keys,
    entropy,
    bugs,
    answer: house.answer,
    aheadBy(ms: number) {
      aheadMs += ms;
    },
    now: () => Math.floor(clock.now() / 1000),
    /** Does it as root, and reads elements of the answer. */
    async must(action: string, parameters: Parameters, as: Credentials = root) {
      const { body } = await call(as, action, parameters);
      return (element: string) => new RegExp(`<${element}>([^<]*)<`).exec(body)?.[1] ?? '';
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await store.close();
    },
  };
}

/** A site of somebody else's: pages by path. */
export async function site(pages: (path: string) => string | undefined) {
  const server = createServer((request, response) => {
    const body = pages(new URL(request.url!, 'http://x').pathname);
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(body ?? '');
  });
  const port = await portOf(server, 'localhost');
  return {
    url: `http://localhost:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The example broker, as a process of its own. */
export async function startBroker(
  env: Readonly<Record<string, string>>,
): Promise<{ url: string; process: ChildProcess }> {
  const program = fileURLToPath(new URL('../../examples/federation-broker/broker.ts', import.meta.url));
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, PORT: '0', NODE_NO_WARNINGS: '1', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout! })) {
    const found = /http:\/\/localhost:\d+/.exec(line);
    if (found !== null) return { url: found[0], process: child };
  }
  throw new Error('the broker did not start');
}
