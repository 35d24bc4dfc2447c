import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { requireNothing } from '../holdings.ts';
import { changing, groups, loadGroup, resourceOf } from '../noun.ts';
import { ask } from '../question.ts';

/** Deletes a group that has neither members nor policies any more (policy.md 8.5). */
export const DeleteGroup = operation(model.DeleteGroup, {
  load: loadGroup,
  access: (given) => ask(model.DeleteGroup, resourceOf(groups, given)),
  handle: (given) =>
    changing(groups, given, async (tx, { account, id }) => {
      requireNothing([
        [await tx.users.list(account, { group: id, limit: 1 }), 'remove users from group'],
        [await tx.inline.of(id), 'delete policies'],
        [await tx.attachments.of(id), 'detach all policies'],
      ]);
      await tx.remove.group(account, id);
    }),
});
