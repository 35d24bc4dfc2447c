import { compile, readPolicy } from '../../policy/index.ts';
import type { CompiledPolicy } from '../../policy/types.ts';
import type { Caller } from '../../principal/caller.ts';
import type { PasswordPolicy } from '../../store/account-records.ts';

/**
 * What a password policy with AllowUsersToChangePassword gives every user of the account, without a policy of their own:
 * to change their own password, and to read what it has to be. Roles and root are not meant.
 */
export const grantsOf = (
  policy: PasswordPolicy | undefined,
  { user }: Pick<Caller, 'user'>,
): CompiledPolicy | undefined => (policy?.allowChange && user !== undefined ? OWN_PASSWORD : undefined);

/** ChangePassword is asked about the caller's own user and no other, so that this need not name one. */
const OWN_PASSWORD = compiled({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['iam:ChangePassword', 'iam:GetAccountPasswordPolicy'], Resource: '*' }],
});

function compiled(document: object): CompiledPolicy {
  const read = readPolicy(JSON.stringify(document), 'identity');
  if (!read.ok) throw new Error('the policy of AllowUsersToChangePassword does not read');
  return compile(read.policy, { source: 'AllowUsersToChangePassword' });
}
