import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { iamFaults } from '../faults.ts';
import { rolesFirst } from '../instance-profiles/find.ts';
import { changing, loadRole, resourceOf, roles } from '../noun.ts';
import { ask, boundaryKey, entityTags } from '../question.ts';

/** Deletes a role that nothing hangs on any more; its sessions die with it, being bound to its unique id. */
export const DeleteRole = operation(model.DeleteRole, {
  load: loadRole,
  access: (given) =>
    ask(
      model.DeleteRole,
      resourceOf(roles, given),
      entityTags(given.found?.tags),
      boundaryKey(given.found?.boundaryArn),
    ),
  handle: (given) =>
    changing(roles, given, async (tx, { account, id }) => {
      if ((await tx.instanceProfiles.list(account, { role: id, limit: 1 })).length > 0) throw rolesFirst();
      if ((await tx.attachments.of(id)).length > 0) {
        throw iamFaults.DeleteConflict('Cannot delete entity, must detach all policies first.');
      }
      if ((await tx.inline.of(id)).length > 0) {
        throw iamFaults.DeleteConflict('Cannot delete entity, must delete policies first.');
      }
      await tx.remove.role(account, id);
    }),
});
