import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { iamFaults } from '../faults.ts';
import { changing, loadUser, resourceOf, users } from '../noun.ts';
import { ask, entityTags } from '../question.ts';

/** Deletes a user that nothing hangs on any more (policy.md 8.5). */
export const DeleteUser = operation(model.DeleteUser, {
  load: loadUser,
  access: (given) => ask(model.DeleteUser, resourceOf(users, given), entityTags(given.found?.tags)),
  handle: (given) =>
    changing(users, given, async (tx, { account, id }) => {
      const holdings: readonly (readonly [what: readonly unknown[], rest: string])[] = [
        [await tx.attachments.of(id), 'detach all policies'],
        [await tx.inline.of(id), 'delete policies'],
        [await tx.keys.of(account, id), 'delete access keys'],
        [await tx.mfa.of(account, id), 'delete MFA device'],
      ];
      for (const [what, rest] of holdings) {
        if (what.length > 0) throw iamFaults.DeleteConflict(`Cannot delete entity, must ${rest} first.`);
      }
      await tx.remove.user(account, id);
    }),
});
