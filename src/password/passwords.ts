import { scrypt, timingSafeEqual } from 'node:crypto';
import type { Entropy } from '../base/entropy.ts';
import { type Cost, type Phc, phcText, readPhc } from './phc.ts';
import { turnstile } from './turnstile.ts';

/**
 * Hashes passwords and holds them against their hashes. `who` is whoever the work is for: each has one piece of it at a
 * time, and `TooBusy` is thrown beyond that. Permission and every cheap check come before (security.md I08).
 */
export interface Passwords {
  /** A PHC string. With `like`, a hash of the same user's: under its salt, so that one derivation compares with both. */
  hash(who: string, password: string, like?: string): Promise<string>;
  /** Whether it is the password. Without a hash, for a user who has none, the same work is done for nothing (security.md G07). */
  verify(who: string, password: string, hash: string | undefined): Promise<boolean>;
  /** Whether the password that `fresh` was just made of is behind one of the `older` hashes. */
  isAmong(who: string, password: string, fresh: string, older: readonly string[]): Promise<boolean>;
}

/** 128 MiB and half a second of one core: OWASP's first choice for scrypt. */
const COST: Cost = { logN: 17, r: 8, p: 1 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** Two of Node's four threads and 256 MiB; those who wait have their answer within some ten seconds. */
const AT_ONCE = 2;
const WAITING_MAX = 32;

export function passwords({ entropy, cost = COST }: { entropy: Entropy; cost?: Cost }): Passwords {
  const inTurn = turnstile({ atOnce: AT_ONCE, waitingMax: WAITING_MAX });
  /** No password leads to it: its key was never derived from one. */
  const nobodys = (): Phc => ({ cost, salt: entropy.bytes(SALT_BYTES), key: entropy.bytes(KEY_BYTES) });

  /** Each hash that has another salt, or cost, asks for a derivation of its own. */
  async function matchesOne(password: string, hashes: readonly Phc[]): Promise<boolean> {
    const derived = new Map<string, Buffer>();
    let matches = false;
    for (const phc of hashes) {
      const how = howOf(phc);
      const key = derived.get(how) ?? (await derive(password, phc));
      derived.set(how, key);
      matches = timingSafeEqual(key, phc.key) || matches;
    }
    return matches;
  }

  return {
    hash: (who, password, like) =>
      inTurn(who, async () => {
        const before = like === undefined ? undefined : readPhc(like);
        const salt = before !== undefined && isSame(before.cost, cost) ? before.salt : entropy.bytes(SALT_BYTES);
        return phcText({ cost, salt, key: await derive(password, { cost, salt }) });
      }),
    verify: (who, password, hash) =>
      inTurn(who, async () => {
        const matches = await matchesOne(password, [hash === undefined ? nobodys() : readPhc(hash)]);
        return matches && hash !== undefined;
      }),
    async isAmong(who, password, fresh, older) {
      const { key, ...made } = readPhc(fresh);
      const hashes = older.map(readPhc);
      const alike = hashes.filter((phc) => howOf(phc) === howOf(made));
      const isThere = alike.some((phc) => timingSafeEqual(key, phc.key));
      const others = hashes.filter((phc) => !alike.includes(phc));
      if (isThere || others.length === 0) return isThere;
      return inTurn(who, () => matchesOne(password, others));
    },
  };
}

/** What the work depends on beside the password. */
const howOf = ({ cost: { logN, r, p }, salt }: Omit<Phc, 'key'>): string => `${logN} ${r} ${p} ${salt.toString('hex')}`;

const isSame = (a: Cost, b: Cost): boolean => a.logN === b.logN && a.r === b.r && a.p === b.p;

/** Off the main thread: the server goes on answering meanwhile. */
function derive(password: string, { cost: { logN, r, p }, salt }: Omit<Phc, 'key'>): Promise<Buffer> {
  const N = 2 ** logN;
  const bytes = Buffer.from(password, 'utf8');
  return new Promise((resolve, reject) => {
    scrypt(bytes, salt, KEY_BYTES, { N, r, p, maxmem: 128 * N * r + 128 * r * p + 1_048_576 }, (error, key) => {
      bytes.fill(0);
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
