import { systemClock } from '../base/clock.ts';
import { pooledEntropy } from '../base/entropy.ts';
import { urlOf } from '../main/listening.ts';
import type { Sayings } from '../main/sayings.ts';
import { accountBook } from './account-book.ts';
import type { Furnishing, Home } from './home.ts';
import { inMemory } from './in-memory.ts';
import { inProcessDoor } from './in-process.ts';
import { keyOf, userKey } from './keys.ts';
import { openPort } from './open-port.ts';
import type { DataOptions, MemoryOptions, RolecallOptions } from './options.ts';
import { readOptions, type Wanted } from './read-options.ts';
import { requestSummary } from './request-summary.ts';
import type { Credentials, Rolecall, UserKey } from './rolecall.ts';
import { RolecallError, refusing } from './rolecall-error.ts';
import type { SeedInput } from './seed-object.ts';

/**
 * Starts a server in this process: the one that `rolecall serve` runs, over a store in memory or in a folder. It prints
 * nothing, listens to no signals and leaves nothing behind when it is stopped. Throws RolecallError.
 */
export async function startRolecall(options: MemoryOptions): Promise<Rolecall<Credentials>>;
export async function startRolecall(options: DataOptions): Promise<Rolecall>;
export async function startRolecall(options: RolecallOptions): Promise<Rolecall>;
export async function startRolecall(options: RolecallOptions): Promise<Rolecall> {
  const wanted = readOptions(options);
  let url = NOWHERE;
  const furnishing = furnishingOf(wanted, () => wanted.publicUrl ?? url);
  const home = await refusing('StoreRefused', () => homeOf(wanted, furnishing));
  try {
    const keys: UserKey[] = [];
    const book = accountBook(home, wanted, keys);
    const apply = async (seed: SeedInput) => {
      const made = await applySeed(home, seed);
      keys.push(...made);
      await book.review();
      return made;
    };
    await refusing('StoreRefused', () => book.open());
    if (wanted.seed !== undefined) await apply(wanted.seed);
    else await book.review();

    let isReady = false;
    const health = { ready: () => isReady };
    const { clock, log } = furnishing;
    const date = () => new Date(clock.now()).toUTCString();
    const { answer, routes } = home.house;
    const door = { answer, routes, health, bodyLimitBytes: wanted.bodyLimit };
    const here = inProcessDoor({ ...door, date });
    const port = wanted.listen
      ? await refusing('CannotListen', () =>
          openPort(wanted, { ...door, date: clock === systemClock ? undefined : date }),
        )
      : undefined;
    if (port !== undefined) url = urlOf(wanted.secured.tls === undefined ? 'http' : 'https', wanted.host, port.number);
    await home.begin();
    isReady = true;

    let stopping: Promise<void> | undefined;
    const running = <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
      async function whileRunning(...args: Args): Promise<Result> {
        if (stopping !== undefined) throw new RolecallError('Stopped', 'this server was stopped');
        return work(...args);
      };
    const stop = () => {
      isReady = false;
      stopping ??= (port?.close() ?? Promise.resolve()).then(home.close).then(() => log.info({ url }, 'stopped'));
      return stopping;
    };
    return {
      url,
      region: wanted.regions?.[0] ?? 'us-east-1',
      get accounts() {
        return book.accounts();
      },
      get credentials() {
        return book.accounts()[0]?.credentials;
      },
      get keys() {
        return [...keys];
      },
      credentialsOf: (userName, accountId) => keyOf(keys, userName, accountId),
      addAccount: running((accountId?: string) => refusing('BadOption', () => book.add(accountId))),
      apply: running(apply),
      answer: running(here),
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await home.close();
    throw error;
  }
}

/** Where a server is that does not listen (RFC 6761 6.4): a client that opens a socket all the same finds nobody. */
const NOWHERE = 'http://rolecall.invalid';

const SILENT: Sayings = { info() {}, warn() {}, error() {} };

function furnishingOf(wanted: Wanted, publicUrl: () => string): Furnishing {
  const { clock = systemClock, log = SILENT, onRequest } = wanted;
  const entropy = pooledEntropy();
  return {
    clock,
    entropy,
    log,
    choices: {
      clock,
      entropy,
      publicUrl,
      quotas: wanted.allQuotas,
      regions: wanted.regions,
      encodeDenials: wanted.encodeDenials,
      throttle: wanted.throttle,
      oidc: {
        fetch: wanted.fetch,
        skewSeconds: wanted.oidc?.clockSkewSeconds,
        onFailure: (issuer, why) => log.warn({ issuer, why }, 'an OIDC issuer gave no keys'),
      },
      remember(event) {
        if (event.cause !== undefined) log.error({ requestId: event.id, err: event.cause }, 'request failed');
        onRequest?.(requestSummary(event));
      },
    },
  };
}

/** What only a folder needs is loaded only for one: it would double what a store in memory takes to start. */
async function homeOf(wanted: Wanted, furnishing: Furnishing): Promise<Home> {
  if (wanted.data === undefined) return inMemory(wanted, furnishing);
  return (await import('./on-disk.ts')).onDisk(wanted, wanted.data, furnishing);
}

async function applySeed(home: Home, seed: SeedInput): Promise<readonly UserKey[]> {
  const [{ withSeed }, { applySeed }] = await Promise.all([import('./seed-input.ts'), import('../main/seeds.ts')]);
  const tools = home.toolsFor('seed-apply', { name: 'seed', prune: false });
  return (await withSeed(seed, (asked) => applySeed(asked, tools))).map(userKey);
}
