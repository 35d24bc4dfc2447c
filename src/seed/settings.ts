import { secondsOf } from '../base/clock.ts';
import { uuid } from '../base/identifiers.ts';
import * as model from '../model/generated/iam.ts';
import { bringAccessKeys } from './access-keys.ts';
import { bringMfaDevices } from './mfa-devices.ts';
import { hasPasswordPolicy } from './password-policy.ts';
import type { AccountSeed } from './schema.ts';
import type { Work } from './work.ts';
import type { Path } from './yaml.ts';

/** Makes an account be there, with its alias, its password policy, and what its root holds. */
export async function bringAccount(work: Work, account: string, at: Path, wanted: AccountSeed): Promise<void> {
  const { tx, tools, changes } = work;
  if ((await tx.accounts.byId(account)) === undefined) {
    await tx.put.account({ id: account, uuid: uuid(tools.entropy), createdAt: secondsOf(tools.clock) });
    changes.push({ sign: '+', account, what: `account ${account}` });
  }
  await bringAlias(work, account, [...at, 'alias'], wanted.alias);
  await bringPasswordPolicy(work, account, [...at, 'password-policy'], wanted['password-policy']);
  const root = { account, userId: undefined, userName: undefined };
  await bringAccessKeys(work, root, [...at, 'root', 'access-keys'], wanted.root?.['access-keys']);
  await bringMfaDevices(work, root, [...at, 'root', 'mfa-devices'], wanted.root?.['mfa-devices']);
}

async function bringAlias(work: Work, account: string, at: Path, wanted: AccountSeed['alias']): Promise<void> {
  const found = (await work.tx.accountSettings.of(account))?.alias;
  if (wanted === undefined || wanted === (found ?? null)) return;
  if (wanted === null) {
    await work.do(account, at, model.DeleteAccountAlias, { AccountAlias: found! });
    work.changes.push({ sign: '-', account, what: `alias ${found}` });
  } else {
    await work.do(account, at, model.CreateAccountAlias, { AccountAlias: wanted });
    work.changes.push({ sign: found === undefined ? '+' : '~', account, what: `alias ${wanted}` });
  }
}

/** As UpdateAccountPasswordPolicy: the policy is set whole. */
async function bringPasswordPolicy(
  work: Work,
  account: string,
  at: Path,
  wanted: AccountSeed['password-policy'],
): Promise<void> {
  if (wanted === undefined) return;
  const found = (await work.tx.accountSettings.of(account))?.passwordPolicy;
  if (wanted === null) {
    if (found === undefined) return;
    await work.do(account, at, model.DeleteAccountPasswordPolicy, {});
    work.changes.push({ sign: '-', account, what: 'password policy' });
    return;
  }
  if (hasPasswordPolicy(found, wanted)) return;
  await work.do(account, at, model.UpdateAccountPasswordPolicy, {
    MinimumPasswordLength: wanted['minimum-length'],
    RequireSymbols: wanted['require-symbols'],
    RequireNumbers: wanted['require-numbers'],
    RequireUppercaseCharacters: wanted['require-uppercase'],
    RequireLowercaseCharacters: wanted['require-lowercase'],
    AllowUsersToChangePassword: wanted['allow-change'],
    MaxPasswordAge: wanted['max-age-days'],
    PasswordReusePrevention: wanted['reuse-prevention'],
    HardExpiry: wanted['hard-expiry'],
  });
  work.changes.push({ sign: found === undefined ? '+' : '~', account, what: 'password policy' });
}
