import { secondsOf } from '../../base/clock.ts';
import { uuid } from '../../base/identifiers.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import type { RoleRecord } from '../../store/records.ts';
import { iamFaults } from '../faults.ts';
import { changing, loadRole, type Noun, resourceOf, roles } from '../noun.ts';
import { ask } from '../question.ts';
import { isServiceLinked } from '../roles/protected.ts';

/** The kind of job that a deletion is kept as, under the id that the caller asks with. */
const KIND = 'role-deletion';

/** What such a job keeps. */
interface Deletion {
  readonly status: 'SUCCEEDED';
}

/**
 * Deletes the role of a service. AWS asks the service whether it still needs the role, and answers later; here no
 * service uses one, so it is gone at once and the job only tells so.
 */
export const DeleteServiceLinkedRole = operation(model.DeleteServiceLinkedRole, {
  load: loadRole,
  access: (given) => ask(model.DeleteServiceLinkedRole, resourceOf(roles, given), roles.tagsOf(given.found)),
  handle: (given) =>
    changing(deletable, given, async (tx, { account, id, path, name }) => {
      const taskId = `task${path}${name}/${uuid(given.entropy)}`;
      await tx.remove.role(account, id);
      const body = JSON.stringify({ status: 'SUCCEEDED' } satisfies Deletion);
      await tx.put.job({ id: taskId, account, kind: KIND, createdAt: secondsOf(given.clock), body });
      return { DeletionTaskId: taskId };
    }),
});

/** Every other operation refuses a role of a service; this one refuses all others. */
const deletable: Noun<RoleRecord> = {
  ...roles,
  guard(role) {
    if (!isServiceLinked(role)) {
      throw iamFaults.NoSuchEntity(`The role with name ${role.name} is not a service-linked role.`);
    }
  },
};

/** Tells what became of a deletion; asked about the role that was to be deleted, whose path and name the id holds. */
export const GetServiceLinkedRoleDeletionStatus = operation(model.GetServiceLinkedRoleDeletionStatus, {
  check({ input: { DeletionTaskId: id } }) {
    const [, role] = TASK.exec(id) ?? [];
    if (role === undefined) throw iamFaults.InvalidInput(`Deletion task id ${id} is not valid.`);
    return role;
  },
  load: ({ store, caller, input }) => store.jobs.byId(caller.account, input.DeletionTaskId),
  access: ({ caller, checked: role }) =>
    ask(model.GetServiceLinkedRoleDeletionStatus, `arn:aws:iam::${caller.account}:role${role}`),
  async handle({ input, found }) {
    if (found?.kind !== KIND) {
      throw iamFaults.NoSuchEntity(`Deletion task id ${input.DeletionTaskId} cannot be found.`);
    }
    const { status } = JSON.parse(found.body) as Deletion;
    return { Status: status };
  },
});

/** `task`, path and name of the role, a UUID. */
const TASK = /^task(\/aws-service-role\/[\w.-]+\/[\w+=,.@-]+)\/[0-9a-f-]{36}$/;
