import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpServer } from '../../src/http/server.ts';
import { type Credentials, form, serviceOf, signedPost } from '../house/requests.ts';
import { openHouseIn, rootOf } from './server-workload.ts';
import { type Line, random } from './workload.ts';

/** The server and four clients in one process, so that one SIGKILL ends all. A write is done when its 200 has arrived. */
const CLIENTS = 4;

const [folder, seed, writesMax] = process.argv.slice(2) as [string, string, string];
const say = (line: Line): void => {
  writeSync(1, `${JSON.stringify(line)}\n`);
};

const { house, close } = await openHouseIn(folder);
const server = httpServer({
  answer: house.answer,
  health: { ready: () => true },
  bodyLimitBytes: 65_536,
  forwarding: undefined,
  tls: undefined,
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const agent = new Agent({ keepAlive: true });
const root = rootOf(folder);
let writes = 0;

say({ ready: true });
await Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index)));
say({ end: true });
agent.destroy();
server.close();
await close();

/** Makes users with keys, moves them to other paths, switches their keys off and on, deletes keys, then users. */
async function client(index: number): Promise<void> {
  const below = random(Number(seed) * CLIENTS + index);
  for (let made = 0; writes < Number(writesMax); made++) {
    const user = `w${seed}c${index}n${made}`;
    await write({ [`user:${user}`]: '/v1/' }, 'CreateUser', { UserName: user, Path: '/v1/' });
    const keys = [await newKey(user), await newKey(user)];
    for (let version = 2; version <= 3; version++) {
      await write({ [`user:${user}`]: `/v${version}/` }, 'UpdateUser', { UserName: user, NewPath: `/v${version}/` });
    }
    for (const { object, id } of keys) {
      for (const Status of below(2) === 0 ? ['Inactive'] : ['Inactive', 'Active']) {
        await write({ [object]: Status }, 'UpdateAccessKey', { UserName: user, AccessKeyId: id, Status });
      }
    }
    for (const { object, id } of keys.slice(below(2))) {
      await write({ [object]: null }, 'DeleteAccessKey', { UserName: user, AccessKeyId: id });
    }
    if (below(2) === 0) {
      for (const { object, id } of keys) {
        if ((await call(root, 'ListAccessKeys', { UserName: user })).body.includes(id)) {
          await write({ [object]: null }, 'DeleteAccessKey', { UserName: user, AccessKeyId: id });
        }
      }
      await write({ [`user:${user}`]: null }, 'DeleteUser', { UserName: user });
    }
  }
}

/** A key's id and secret are known only with its 200, so it is said to be tried and done then. */
async function newKey(user: string): Promise<{ object: string; id: string }> {
  const { body } = await call(root, 'CreateAccessKey', { UserName: user });
  const id = /<AccessKeyId>([^<]*)</.exec(body)![1]!;
  const object = `key:${user}:${id}:${/<SecretAccessKey>([^<]*)</.exec(body)![1]!}`;
  const number = writes++;
  say({ try: number, set: { [object]: 'Active' } });
  say({ done: number });
  return { object, id };
}

async function write(
  set: Record<string, string | null>,
  action: string,
  parameters: Record<string, string>,
): Promise<void> {
  const number = writes++;
  say({ try: number, set });
  const { status, body } = await call(root, action, parameters);
  if (status === 200) say({ done: number });
  else say({ failed: number, reason: body });
}

function call(
  credentials: Credentials,
  action: string,
  parameters: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const service = serviceOf(action);
  const { rawHeaders, body } = signedPost(credentials, form(action, parameters, service), service, Date.now());
  return new Promise((resolve, reject) => {
    const headers = [...rawHeaders, 'content-length', String(body.length)];
    const sent = httpRequest({ host: '127.0.0.1', port, method: 'POST', path: '/', headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode!, body: text }));
    });
    sent.on('error', reject).end(body);
  });
}
