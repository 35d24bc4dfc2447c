import type { GeneratedKey } from '../seed/index.ts';
import type { Credentials, UserKey } from './rolecall.ts';
import { RolecallError } from './rolecall-error.ts';

/** A generated key as it is given. */
export const userKey = ({ account, userName, accessKeyId, secretAccessKey }: GeneratedKey): UserKey => ({
  accountId: account,
  userName,
  accessKeyId,
  secretAccessKey,
});

/** The key that a seed generated for a user. Refuses a name that has none, or that users of two accounts bear. */
export function keyOf(keys: readonly UserKey[], userName: string, accountId: string | undefined): Credentials {
  const found = keys.filter((key) => key.userName === userName && (accountId ?? key.accountId) === key.accountId);
  const [key, another] = found;
  const where = accountId === undefined ? '' : ` of account ${accountId}`;
  if (key === undefined) {
    const sentence = `no access key of user \`${userName}\`${where} is known: its seed says \`access-keys: generate\``;
    throw new RolecallError('NoSuchKey', sentence);
  }
  if (another !== undefined)
    throw new RolecallError('NoSuchKey', `there is a user \`${userName}\` in several accounts: name the account too`);
  return { accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey };
}
