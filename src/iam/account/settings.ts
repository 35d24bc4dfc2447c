import type { Caller } from '../../principal/caller.ts';
import type { AccountSettingsRecord } from '../../store/account-records.ts';
import type { Reads, Store, Transaction } from '../../store/store.ts';

/** The settings of an account: those that somebody made, or else AWS's defaults. */
export const settingsOf = async (reads: Reads, account: string): Promise<AccountSettingsRecord> =>
  (await reads.accountSettings.of(account)) ?? {
    account,
    alias: undefined,
    passwordPolicy: undefined,
    globalEndpointToken: 'v1Token',
    outboundFederation: false,
  };

/** Changes the settings of the caller's account, in one transaction. `work` sees them as they are, and may refuse. */
export const changeSettings = (
  { store, caller }: { readonly store: Store; readonly caller: Pick<Caller, 'account'> },
  work: (
    settings: AccountSettingsRecord,
    tx: Transaction,
  ) => Partial<AccountSettingsRecord> | Promise<Partial<AccountSettingsRecord>>,
): Promise<void> =>
  store.change(async (tx) => {
    const settings = await settingsOf(tx, caller.account);
    await tx.put.accountSettings({ ...settings, ...(await work(settings, tx)) });
  });
