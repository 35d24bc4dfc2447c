import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/base/clock.ts';
import { pooledEntropy } from '../../src/base/entropy.ts';
import { found } from '../../src/main/found.ts';
import { furnish } from '../../src/main/house.ts';
import { openWhere } from '../../src/main/open-where.ts';
import { awsQuotas } from '../../src/operation/quotas.ts';
import type { WireAnswer, WireRequest } from '../../src/query/wire.ts';
import { type Credentials, form, serviceOf, signedPost } from '../house/requests.ts';
import { storeWorkload } from './store-workload.ts';
import type { Workload } from './workload.ts';

/** The whole server over HTTP: what a client was answered with 200 is held against what the next start serves. */
export const serverWorkload: Workload = {
  async found(folder) {
    const [root] = await found(where(folder), ['111122223333'], { clock: systemClock, entropy: pooledEntropy() });
    writeFileSync(join(folder, 'test-root.json'), JSON.stringify(root), { mode: 0o600 });
  },

  writer: (folder, seed, { writesMax }) => [
    fileURLToPath(new URL('server-writer.ts', import.meta.url)),
    folder,
    String(seed),
    String(writesMax),
  ],

  async survey(folder, objects) {
    const { house, close } = await openHouseIn(folder);
    try {
      const states = new Map<string, string | null>();
      for (const object of objects) states.set(object, await stateOf(object, house.answer, rootOf(folder)));
      return states;
    } finally {
      await close();
    }
  },

  integrity: storeWorkload.integrity,
};

const where = (folder: string) => ({ data: folder, 'key-file': undefined });

export const rootOf = (folder: string): Credentials => JSON.parse(readFileSync(join(folder, 'test-root.json'), 'utf8'));

/** Opens a folder as `serve` does, without a port. */
export async function openHouseIn(folder: string) {
  const { store, rootKey, release } = await openWhere(where(folder));
  const house = furnish({
    store,
    rootKey,
    clock: systemClock,
    entropy: pooledEntropy(),
    quotas: { ...awsQuotas, usersPerAccount: 1_000_000 },
    publicUrl: () => 'http://127.0.0.1',
    regions: undefined,
    remember: () => {},
  });
  const close = async () => {
    await store.close();
    release();
  };
  return { house, close };
}

/** `user:NAME` is the user's path; `key:USER:ID:SECRET` is whether the credentials work, and if not, whether the key is there. */
async function stateOf(object: string, answer: Answerer, root: Credentials): Promise<string | null> {
  const [kind, user, id, secret] = object.split(':') as [string, string, string, string];
  if (kind === 'user') {
    const { status, body } = await ask(answer, root, 'GetUser', { UserName: user });
    return status === 200 ? /<Path>([^<]*)<\/Path>/.exec(body)![1]! : null;
  }
  const works = await ask(answer, { accessKeyId: id, secretAccessKey: secret }, 'GetCallerIdentity', {});
  if (works.status === 200) return 'Active';
  const listed = await ask(answer, root, 'ListAccessKeys', { UserName: user });
  return listed.body.includes(id) ? 'Inactive' : null;
}

type Answerer = (request: WireRequest) => Promise<WireAnswer>;

const ask = (answer: Answerer, credentials: Credentials, action: string, parameters: Record<string, string>) => {
  const service = serviceOf(action);
  const signed = signedPost(credentials, form(action, parameters, service), service, Date.now());
  return answer({ ...signed, remoteAddress: '127.0.0.1', secure: false });
};
