import { existsSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { secondsOf } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import { accessKeyId, accountId, isAccountId, secretAccessKey, uuid } from '../base/identifiers.ts';
import type { AccountKeys, Where } from '../cli/house.ts';
import { Refusal } from '../cli/refusal.ts';
import { dataFolder, makeFolder } from '../store/folder.ts';
import type { Transaction } from '../store/store.ts';
import { secretBox } from '../token/box.ts';
import { type Keyring, keyring } from '../token/keyring.ts';
import { createRootKey } from '../token/root-key.ts';
import { rowMac } from '../token/row-mac.ts';
import type { SecretBox } from '../token/secret-box.ts';
import { createWhere, keyFile } from './open-where.ts';
import { inOneSentence } from './sentences.ts';

/**
 * Founds a store: folder, root key, database, accounts with their root keys. All of it or nothing: whatever is
 * refused or fails leaves the folder as it was.
 */
export async function found(
  where: Where,
  wanted: readonly string[],
  { clock, entropy }: { clock: Clock; entropy: Entropy },
): Promise<readonly AccountKeys[]> {
  const ids = wanted.length > 0 ? wanted : [accountId(entropy)];
  for (const id of ids)
    if (!isAccountId(id)) throw new Refusal(`not an account id: \`${id}\`: twelve digits are expected`);
  if (new Set(ids).size < ids.length) throw new Refusal('an account id is named twice');
  const taken = [dataFolder(where.data).database, keyFile(where)].find((file) => existsSync(file));
  if (taken !== undefined) throw new Refusal(`there is a store already: \`${taken}\``);

  const madeFolder = await inOneSentence(async () => makeFolder(where.data));
  // Only what this process made is taken away again: another one may have founded its store here since the look above.
  const undo: (() => unknown)[] = [];
  if (madeFolder !== undefined) undo.push(() => removeEmpty(where.data, madeFolder));
  try {
    return await inOneSentence(() => furnishAccounts(where, ids, undo, { clock, entropy }));
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

/** Removes a folder and its parents up to the first that was new, as far as they are empty. */
function removeEmpty(folder: string, first: string): void {
  try {
    for (let at = resolve(folder); at.startsWith(resolve(first)); at = dirname(at)) rmdirSync(at);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
  }
}

async function furnishAccounts(
  where: Where,
  ids: readonly string[],
  undo: (() => unknown)[],
  { clock, entropy }: { clock: Clock; entropy: Entropy },
): Promise<AccountKeys[]> {
  const keys: Keyring = keyring(createRootKey(keyFile(where), entropy));
  undo.push(() => rmSync(keyFile(where), { force: true }));
  const { store, takeAway } = await createWhere(where, rowMac(keys.active.rowMac));
  undo.push(takeAway);
  try {
    return await store.change(async (tx) => {
      const made: AccountKeys[] = [];
      for (const id of ids) {
        await tx.put.account({ id, uuid: uuid(entropy), createdAt: secondsOf(clock) });
        made.push(await putRootKey(tx, id, secretBox({ keyring: keys, entropy }), { clock, entropy }));
      }
      return made;
    });
  } finally {
    await store.close();
  }
}

/** Makes a root access key for an account; the secret is given this once. */
export async function putRootKey(
  tx: Transaction,
  account: string,
  secrets: SecretBox,
  { clock, entropy }: { clock: Clock; entropy: Entropy },
): Promise<AccountKeys> {
  const id = accessKeyId('AKIA', account, entropy);
  const secret = secretAccessKey(entropy);
  await tx.put.key({
    id,
    account,
    userId: undefined,
    active: true,
    createdAt: secondsOf(clock),
    sealedSecret: secrets.seal(Buffer.from(secret, 'latin1'), { table: 'access_keys', column: 'secret', id, account }),
  });
  return { accountId: account, accessKeyId: id, secretAccessKey: secret };
}
