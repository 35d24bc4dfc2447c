import type { Operation } from '../../operation/operation.ts';
import { CreateServiceLinkedRole } from './create.ts';
import { DeleteServiceLinkedRole, GetServiceLinkedRoleDeletionStatus } from './delete.ts';

export const serviceLinkedRoleOperations: readonly Operation[] = [
  CreateServiceLinkedRole,
  DeleteServiceLinkedRole,
  GetServiceLinkedRoleDeletionStatus,
];
