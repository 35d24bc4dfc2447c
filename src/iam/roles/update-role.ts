import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import type { RoleRecord } from '../../store/records.ts';
import { iamFaults } from '../faults.ts';
import { changing, loadRole, type Noun, resourceOf, roles } from '../noun.ts';
import { ask, boundaryKey, entityTags } from '../question.ts';
import { describedRole } from './describe.ts';
import { isServiceLinked } from './protected.ts';

/** A role of a service may be described anew, and in nothing else be changed. */
const describable: Noun<RoleRecord> = { ...roles, guard: () => undefined };

const sessionOfService = ({ name }: RoleRecord) =>
  iamFaults.UnmodifiableEntity(`${name} is an AWS service linked role, max session duration cannot be changed.`);

/** Changes the description or the maximum session of a role. What the request leaves out stays as it is. */
export const UpdateRole = operation(model.UpdateRole, {
  load: loadRole,
  access: (given) =>
    ask(
      model.UpdateRole,
      resourceOf(roles, given),
      entityTags(given.found?.tags),
      boundaryKey(given.found?.boundaryArn),
    ),
  handle: (given) =>
    changing(describable, given, async (tx, role) => {
      if (given.input.MaxSessionDuration !== undefined && isServiceLinked(role)) throw sessionOfService(role);
      const {
        Description: description = role.description,
        MaxSessionDuration: maxSessionSeconds = role.maxSessionSeconds,
      } = given.input;
      await tx.put.role({ ...role, description, maxSessionSeconds });
      return {};
    }),
});

/** Changes the description of a role; UpdateRole's elder sister. */
export const UpdateRoleDescription = operation(model.UpdateRoleDescription, {
  load: loadRole,
  access: (given) =>
    ask(
      model.UpdateRoleDescription,
      resourceOf(roles, given),
      entityTags(given.found?.tags),
      boundaryKey(given.found?.boundaryArn),
    ),
  handle: (given) =>
    changing(describable, given, async (tx, role) => {
      const updated = { ...role, description: given.input.Description };
      await tx.put.role(updated);
      return { Role: await describedRole(tx, updated) };
    }),
});
