import type { RoleRecord } from '../../store/records.ts';
import { iamFaults } from '../faults.ts';

/** Under this path stand the roles that belong to a service of AWS. CreateRole makes none there. */
export const SERVICE_ROLE_PATH = '/aws-service-role/';

/** Whether a role is linked to a service: what it may do is the service's affair, and no customer's policy limits it. */
export const isServiceLinked = ({ path }: Pick<RoleRecord, 'path'>): boolean => path.startsWith(SERVICE_ROLE_PATH);

/** Refuses to change a role that belongs to a service. */
export function assertModifiable(role: Pick<RoleRecord, 'path' | 'name'>): void {
  if (isServiceLinked(role)) {
    throw iamFaults.UnmodifiableEntity(
      `Cannot perform the operation on the protected role '${role.name}' - this role is only modifiable by AWS`,
    );
  }
}
