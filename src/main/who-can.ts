import { createSecretKey } from 'node:crypto';
import { systemClock } from '../base/clock.ts';
import { pooledEntropy } from '../base/entropy.ts';
import type { AskedWhoCan } from '../cli/house.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Tools } from '../operation/operation.ts';
import { awsQuotas } from '../operation/quotas.ts';
import { compile, readPolicy } from '../policy/index.ts';
import type { CompiledPolicy } from '../policy/types.ts';
import { loadDirectory } from '../principal/load-directory.ts';
import { NoSuchRole, reported, type Tell, type WhoCan, whoCan } from '../reach/index.ts';
import { apply, readSeed, SeedRefusal, withoutCredentials } from '../seed/index.ts';
import { accountCache } from '../store/account-cache.ts';
import { openStore } from '../store/open.ts';
import { keyring } from '../token/keyring.ts';
import { rowMac } from '../token/row-mac.ts';
import { furnish } from './house.ts';

/** Questions to the policy engine in one answer; a store of 100,000 users and roles takes some 100,000 for each role on the way. */
const QUESTIONS_MAX = 2_000_000;
/** Users and roles that are kept compiled while one question is answered. */
const CACHE_MAX = 20_000;

/** Who can do it, of those who are in the store now. What a server knows by heart stays as it is: this looks at everybody once. */
export async function whoCanHere(asked: AskedWhoCan, tools: Tools, tell: Tell = () => {}): Promise<WhoCan> {
  const { store, secrets, awsPolicies, clock } = tools;
  const cache = accountCache({ limit: CACHE_MAX });
  const directory = loadDirectory({ store, secrets, cache, awsPolicies });
  const question = {
    ...{ action: asked.action, resource: asked.resource, account: asked.account, maxDepth: asked.maxDepth },
    resourcePolicy: asked.resourcePolicy === undefined ? undefined : compiled(asked.resourcePolicy),
    maxQuestions: QUESTIONS_MAX,
  };
  try {
    return reported(await whoCan({ reads: store, directory, clock }, question, tell), question);
  } catch (error) {
    throw error instanceof NoSuchRole ? new Refusal(`no such role: \`${error.arn}\``) : error;
  }
}

function compiled(text: string): CompiledPolicy {
  const read = readPolicy(text, 'resource');
  if (read.ok) return compile(read.policy, { source: 'resource policy' });
  const { line, column, message } = read.problem;
  throw new Refusal(`the policy of the resource, ${line}:${column}: ${message}`);
}

/** The same of the store that a seed would make, which is in memory and gone afterwards. Credentials are left out: nobody has to have the secrets. */
export async function whoCanInSeed(
  seed: { readonly name: string; readonly text: string },
  asked: AskedWhoCan,
): Promise<WhoCan> {
  const read = readSeed(seed.text);
  if (!read.ok) {
    const [{ line, column, message }] = read.problems as [(typeof read.problems)[number]];
    throw new Refusal(`${seed.name}:${line}:${column}: ${message}`);
  }
  const entropy = pooledEntropy();
  const keys = keyring(createSecretKey(entropy.bytes(32)));
  const store = await openStore({ file: ':memory:', mac: rowMac(keys.active.rowMac) });
  try {
    const { tools } = furnish({
      ...{ store, rootKey: keys, clock: systemClock, entropy, quotas: awsQuotas },
      ...{ publicUrl: () => '', regions: undefined, remember: () => {} },
    });
    await apply({ read: { ...read, seed: withoutCredentials(read.seed) }, prune: false, secrets: new Map() }, tools);
    return await whoCanHere(asked, tools);
  } catch (error) {
    if (!(error instanceof SeedRefusal)) throw error;
    const { line, column } = read.placeOf(error.path);
    throw new Refusal(`${seed.name}:${line}:${column}: ${error.message}`);
  } finally {
    await store.close();
  }
}
