import { userArn } from '../../base/arn.ts';
import type { AttachedPermissionsBoundary, User } from '../../model/generated/iam.ts';
import type { UserRecord } from '../../store/records.ts';
import { wireTags } from '../tags.ts';

/** A user as lists show it. AWS leaves tags and boundary to GetUser. */
export const listedUser = ({ account, path, name, id, createdAt }: UserRecord): User => ({
  Path: path,
  UserName: name,
  UserId: id,
  Arn: userArn(account, path, name),
  CreateDate: createdAt,
});

/** A user with all that is known of it. */
export const describedUser = (user: UserRecord): User => ({
  ...listedUser(user),
  PermissionsBoundary: describedBoundary(user.boundaryArn),
  Tags: wireTags(user.tags),
});

/** The service model has `PermissionsBoundaryPolicy` for the type; what AWS answers is `Policy`. */
export const describedBoundary = (arn: string | undefined): AttachedPermissionsBoundary | undefined =>
  arn === undefined
    ? undefined
    : { PermissionsBoundaryType: 'Policy' as 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: arn };
