import type { RotatedIssuer } from '../cli/house.ts';
import { Refusal } from '../cli/refusal.ts';
import type { AdminTools } from './admin-commands.ts';

/** Gives new keys to the issuer of one account, or of every account that has one. */
export async function rotateIssuers(
  { account, now }: { readonly account: string | undefined; readonly now: boolean },
  { store, issuers }: Pick<AdminTools, 'store' | 'issuers'>,
): Promise<readonly RotatedIssuer[]> {
  const accounts = account === undefined ? (await store.accounts.list()).map(({ id }) => id) : [account];
  const rotated: RotatedIssuer[] = [];
  for (const id of accounts) {
    if ((await store.issuerKeys.of(id)).length === 0) continue;
    const { kids, signsFrom } = await issuers.rotate(id, { atOnce: now, store });
    rotated.push({ accountId: id, keys: kids, signFrom: new Date(signsFrom * 1000).toISOString() });
  }
  if (rotated.length === 0)
    throw new Refusal(account === undefined ? NOBODY : `account \`${account}\` issues no tokens`);
  return rotated;
}

const NOBODY = 'no account issues tokens: EnableOutboundWebIdentityFederation makes one do so';
