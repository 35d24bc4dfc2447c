import { type Clock, secondsOf } from '../base/clock.ts';
import type { AccountCache } from '../store/account-cache.ts';
import type { Store } from '../store/store.ts';
import type { SecretBox } from '../token/secret-box.ts';
import { keyRecords, newKeyPairs, openKey, type SigningKey } from './signing-keys.ts';
import { DOCUMENT_SECONDS, publishedKeys } from './times.ts';

/** The accounts as issuers of web identity tokens (sts.md 3.10): their keys, and which of them count when. */
export interface Issuers {
  /** An account as issuer, known by heart until it changes. */
  of(account: string): Promise<Issuer>;
  /** Gives an account its first keys, where it has none. */
  prepare(account: string): Promise<void>;
  /**
   * Gives an account new keys. They are published at once and sign as soon as no verifier can hold a document without them;
   * the keys before stay published until their tokens have expired. With `atOnce` the new ones sign now, and those before are
   * withdrawn: for a key that leaked. The change is made through `store`, which may record who asked for it.
   */
  rotate(account: string, asked: { readonly atOnce: boolean; readonly store: Pick<Store, 'change'> }): Promise<Rotated>;
}

export interface Issuer {
  readonly uuid: string;
  /** Whether the account's principals may ask for tokens. */
  readonly isEnabled: boolean;
  /** All that are kept, in the order of their numbers. */
  readonly keys: readonly SigningKey[];
}

export interface Rotated {
  readonly account: string;
  readonly kids: readonly string[];
  readonly signsFrom: number;
}

interface House {
  readonly store: Store;
  readonly secrets: SecretBox;
  readonly cache: AccountCache;
  readonly clock: Clock;
}

export function issuers({ store, secrets, cache, clock }: House): Issuers {
  return {
    async of(account) {
      return cache.get(account, 'issuer', () => load(account));
    },

    async prepare(account) {
      if ((await store.issuerKeys.of(account)).length > 0) return;
      const pairs = await newKeyPairs();
      await store.change(async (tx) => {
        // Somebody may have been faster.
        if ((await tx.issuerKeys.of(account)).length > 0) return;
        const now = secondsOf(clock);
        const of = { account, number: 0, createdAt: now, signsFrom: now };
        for (const record of keyRecords(pairs, of, secrets)) await tx.put.issuerKey(record);
      });
    },

    async rotate(account, { atOnce, store: through }) {
      const pairs = await newKeyPairs();
      return through.change(async (tx) => {
        const before = await tx.issuerKeys.of(account);
        const now = secondsOf(clock);
        const signsFrom = atOnce ? now : now + DOCUMENT_SECONDS;
        const number = Math.max(-1, ...before.map((key) => key.number)) + 1;
        const records = keyRecords(pairs, { account, number, createdAt: now, signsFrom }, secrets);
        for (const record of records) await tx.put.issuerKey(record);

        const kept = atOnce
          ? []
          : publishedKeys(
              before.map((record) => openKey(record, secrets)),
              now,
            );
        for (const { kid } of before) {
          if (!kept.some((key) => key.kid === kid)) await tx.remove.issuerKey(account, kid);
        }
        return { account, kids: records.map(({ kid }) => kid), signsFrom };
      });
    },
  };

  async function load(account: string): Promise<Issuer> {
    const [record, settings, keys] = await Promise.all([
      store.accounts.byId(account),
      store.accountSettings.of(account),
      store.issuerKeys.of(account),
    ]);
    return {
      uuid: record?.uuid ?? '',
      isEnabled: record !== undefined && settings?.outboundFederation === true,
      keys: keys.map((key) => openKey(key, secrets)),
    };
  }
}
