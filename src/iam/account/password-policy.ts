import * as model from '../../model/generated/iam.ts';
import { type Operation, operation } from '../../operation/operation.ts';
import type { PasswordPolicy } from '../../store/account-records.ts';
import { iamFaults } from '../faults.ts';
import { grantsOf } from '../passwords/granted.ts';
import { ask } from '../question.ts';
import { changeSettings, settingsOf } from './settings.ts';

/** Tells the account's password policy. Users who may change their password may read what it has to be. */
const GetAccountPasswordPolicy = operation(model.GetAccountPasswordPolicy, {
  load: ({ store, caller }) => settingsOf(store, caller.account),
  access: ({ caller, found }) =>
    ask(model.GetAccountPasswordPolicy, '*').map((question) => ({
      ...question,
      granted: grantsOf(found.passwordPolicy, caller),
    })),
  async handle({ caller, found: { passwordPolicy } }) {
    if (passwordPolicy === undefined) throw noPolicy(caller.account);
    return { PasswordPolicy: describePolicy(passwordPolicy) };
  },
});

/**
 * Sets the whole policy: what is not said goes back to AWS's default.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html
 */
const UpdateAccountPasswordPolicy = operation(model.UpdateAccountPasswordPolicy, {
  access: () => ask(model.UpdateAccountPasswordPolicy, '*'),
  handle: (given) =>
    changeSettings(given, () => {
      const { input } = given;
      return {
        passwordPolicy: {
          minimumLength: input.MinimumPasswordLength ?? 6,
          requireSymbols: input.RequireSymbols ?? false,
          requireNumbers: input.RequireNumbers ?? false,
          requireUppercase: input.RequireUppercaseCharacters ?? false,
          requireLowercase: input.RequireLowercaseCharacters ?? false,
          allowChange: input.AllowUsersToChangePassword ?? false,
          maxAgeDays: input.MaxPasswordAge,
          reusePrevention: input.PasswordReusePrevention,
          hardExpiry: input.HardExpiry,
        },
      };
    }),
});

const DeleteAccountPasswordPolicy = operation(model.DeleteAccountPasswordPolicy, {
  access: () => ask(model.DeleteAccountPasswordPolicy, '*'),
  handle: (given) =>
    changeSettings(given, ({ account, passwordPolicy }) => {
      if (passwordPolicy === undefined) throw noPolicy(account);
      return { passwordPolicy: undefined };
    }),
});

export const passwordPolicyOperations: readonly Operation[] = [
  GetAccountPasswordPolicy,
  UpdateAccountPasswordPolicy,
  DeleteAccountPasswordPolicy,
];

const noPolicy = (account: string) =>
  iamFaults.NoSuchEntity(`The Password Policy with domain name ${account} cannot be found.`);

/** What was never set is left out, as recorded of AWS. */
const describePolicy = (policy: PasswordPolicy): model.PasswordPolicy => ({
  MinimumPasswordLength: policy.minimumLength,
  RequireSymbols: policy.requireSymbols,
  RequireNumbers: policy.requireNumbers,
  RequireUppercaseCharacters: policy.requireUppercase,
  RequireLowercaseCharacters: policy.requireLowercase,
  AllowUsersToChangePassword: policy.allowChange,
  ExpirePasswords: policy.maxAgeDays !== undefined,
  MaxPasswordAge: policy.maxAgeDays,
  PasswordReusePrevention: policy.reusePrevention,
  HardExpiry: policy.hardExpiry,
});
