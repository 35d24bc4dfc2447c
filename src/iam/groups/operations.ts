import type { Operation } from '../../operation/operation.ts';
import { CreateGroup } from './create-group.ts';
import { DeleteGroup } from './delete-group.ts';
import { GetGroup, ListGroups, ListGroupsForUser } from './list-groups.ts';
import { AddUserToGroup, RemoveUserFromGroup } from './membership.ts';
import { UpdateGroup } from './update-group.ts';

export const groupOperations: readonly Operation[] = [
  CreateGroup,
  GetGroup,
  ListGroups,
  UpdateGroup,
  DeleteGroup,
  AddUserToGroup,
  RemoveUserFromGroup,
  ListGroupsForUser,
];
