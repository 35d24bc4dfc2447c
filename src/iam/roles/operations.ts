import type { Operation } from '../../operation/operation.ts';
import { CreateRole } from './create-role.ts';
import { DeleteRole } from './delete-role.ts';
import { GetRole } from './get-role.ts';
import { ListRoles } from './list-roles.ts';
import { UpdateAssumeRolePolicy } from './update-assume-role-policy.ts';
import { UpdateRole, UpdateRoleDescription } from './update-role.ts';

export const roleOperations: readonly Operation[] = [
  CreateRole,
  GetRole,
  ListRoles,
  UpdateRole,
  UpdateRoleDescription,
  UpdateAssumeRolePolicy,
  DeleteRole,
];
