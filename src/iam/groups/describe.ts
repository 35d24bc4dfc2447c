import { groupArn } from '../../base/arn.ts';
import type { Group } from '../../model/generated/iam.ts';
import type { GroupRecord } from '../../store/records.ts';

/** A group as every operation answers it. */
export const describedGroup = ({ account, path, name, id, createdAt }: GroupRecord): Group => ({
  Path: path,
  GroupName: name,
  GroupId: id,
  Arn: groupArn(account, path, name),
  CreateDate: createdAt,
});
