import { userArn } from '../../base/arn.ts';
import { common } from '../../model/fault.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { settingsOf } from '../account/settings.ts';
import { iamFaults } from '../faults.ts';
import { noSuch, users } from '../noun.ts';
import { ask, entityTags } from '../question.ts';
import { grantsOf } from './granted.ts';
import { noProfile, unchanged, unlessBusy, withPassword } from './new-password.ts';
import { assertFollows } from './rules.ts';

/**
 * Changes the password of the user who calls; no other user's, and not root's. It needs `iam:ChangePassword`, from a
 * policy or from the account's password policy. An expired password can be changed by it too.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ChangePassword.html
 */
export const ChangePassword = operation(model.ChangePassword, {
  async load({ store, caller }) {
    if (caller.user === undefined) throw iamFaults.InvalidUserType('Only IAM Users can change their own password.');
    const { account, id, name } = caller.user;
    const user = await store.users.byId(account, id);
    if (user === undefined) throw noSuch(users, name);
    return { user, policy: (await settingsOf(store, account)).passwordPolicy };
  },
  access: ({ caller, found: { user, policy } }) =>
    ask(model.ChangePassword, userArn(user.account, user.path, user.name), entityTags(user.tags)).map((question) => ({
      ...question,
      granted: grantsOf(policy, caller),
    })),
  async handle(given) {
    const { store, input, passwords } = given;
    const { user, policy } = given.found;
    const seen = await store.loginProfiles.of(user.account, user.id);
    if (seen === undefined) throw noProfile(user.name);
    assertFollows(policy, input.NewPassword);
    const isOld = await unlessBusy(passwords.verify(user.id, input.OldPassword, seen.passwordHash));
    if (!isOld) throw common.AccessDenied('The old password was incorrect.');
    // Whoever has to have another password is not done with the one that somebody else knows.
    if (seen.resetRequired && input.NewPassword === input.OldPassword)
      throw iamFaults.PasswordPolicyViolation('Password should not be the same as the old password');
    const changed = await withPassword(given, seen, input.NewPassword, policy);
    await store.change(async (tx) => {
      await unchanged(tx, seen, user.name);
      await tx.put.loginProfile({ ...changed, resetRequired: false });
    });
  },
});
