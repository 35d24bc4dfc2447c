import { groupArn } from '../../base/arn.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import type { GroupRecord } from '../../store/records.ts';
import { changing, groups, loadGroup, resourceOf } from '../noun.ts';
import { question } from '../question.ts';
import { unlessTaken } from '../taken.ts';
import { groupExists } from './create-group.ts';

/**
 * Renames or moves a group. Members and policies follow it, being bound to its unique id. The caller needs permission
 * on the group as it is and on the one it becomes, as AWS says of this operation.
 */
export const UpdateGroup = operation(model.UpdateGroup, {
  load: loadGroup,
  access(given) {
    const { caller, found, input } = given;
    const before = resourceOf(groups, given);
    const { path, name } = renamed(found ?? { path: '/', name: input.GroupName }, input);
    const after = groupArn(caller.account, path, name);
    const resources = before === after ? [before] : [before, after];
    return resources.map((resource) => question(model.UpdateGroup, resource));
  },
  handle: (given) => {
    const saved = changing(groups, given, async (tx, group) => {
      const after = { ...group, ...renamed(group, given.input) };
      const holder = await tx.groups.byName(group.account, after.name);
      if (holder !== undefined && holder.id !== group.id) throw groupExists(after.name);
      await tx.put.group(after);
    });
    return unlessTaken(saved, () => groupExists(given.input.NewGroupName ?? given.input.GroupName));
  },
});

const renamed = (
  { path, name }: Pick<GroupRecord, 'path' | 'name'>,
  { NewPath, NewGroupName }: model.UpdateGroupRequest,
) => ({
  path: NewPath ?? path,
  name: NewGroupName ?? name,
});
