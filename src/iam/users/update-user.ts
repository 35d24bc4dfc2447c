import { userArn } from '../../base/arn.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import type { UserRecord } from '../../store/records.ts';
import { changing, loadUser, resourceOf, users } from '../noun.ts';
import { entityTags, question } from '../question.ts';
import { unlessTaken } from '../taken.ts';
import { userExists } from './create-user.ts';

/**
 * Renames or moves a user. Keys, policies and the trust of roles follow it, being bound to its unique id (policy.md 2.2).
 *
 * The caller needs permission on the user as it is and on the one it becomes: a policy that covers `/interns/*` must
 * not be a way to make an intern an admin.
 */
export const UpdateUser = operation(model.UpdateUser, {
  load: loadUser,
  access(given) {
    const { caller, found, input } = given;
    const before = resourceOf(users, given);
    const { path, name } = renamed(found ?? { path: '/', name: input.UserName }, input);
    const after = userArn(caller.account, path, name);
    const resources = before === after ? [before] : [before, after];
    return resources.map((resource) => question(model.UpdateUser, resource, entityTags(found?.tags)));
  },
  handle: (given) => {
    const saved = changing(users, given, async (tx, user) => {
      const after = { ...user, ...renamed(user, given.input) };
      const holder = await tx.users.byName(user.account, after.name);
      if (holder !== undefined && holder.id !== user.id) throw userExists(after.name);
      await tx.put.user(after);
    });
    return unlessTaken(saved, () => userExists(given.input.NewUserName ?? given.input.UserName));
  },
});

const renamed = (
  { path, name }: Pick<UserRecord, 'path' | 'name'>,
  { NewPath, NewUserName }: model.UpdateUserRequest,
) => ({
  path: NewPath ?? path,
  name: NewUserName ?? name,
});
