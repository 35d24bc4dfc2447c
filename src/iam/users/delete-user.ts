import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { requireNothing } from '../holdings.ts';
import { changing, loadUser, resourceOf, users } from '../noun.ts';
import { ask, entityTags } from '../question.ts';

/** Deletes a user that nothing hangs on any more (policy.md 8.5). */
export const DeleteUser = operation(model.DeleteUser, {
  load: loadUser,
  access: (given) => ask(model.DeleteUser, resourceOf(users, given), entityTags(given.found?.tags)),
  handle: (given) =>
    changing(users, given, async (tx, { account, id }) => {
      const profile = await tx.loginProfiles.of(account, id);
      requireNothing([
        [await tx.groups.list(account, { member: id, limit: 1 }), 'remove users from group'],
        [await tx.attachments.of(id), 'detach all policies'],
        [await tx.inline.of(id), 'delete policies'],
        [await tx.keys.of(account, id), 'delete access keys'],
        [await tx.mfa.of(account, id), 'remove tokens from principal'],
        [profile === undefined ? [] : [profile], 'delete login profile'],
        [await tx.signingCertificates.of(account, id), 'delete certificates'],
        // For these AWS has one sentence, and it does not say which objects it means.
        [await tx.sshKeys.of(account, id), 'remove referenced objects'],
        [await tx.serviceCredentials.of(account, id), 'remove referenced objects'],
      ]);
      await tx.remove.user(account, id);
    }),
});
