import { roleArn } from '../../base/arn.ts';
import { secondsOf } from '../../base/clock.ts';
import { uniqueId } from '../../base/identifiers.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import type { RoleRecord } from '../../store/records.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { assertPolicyArn } from '../policies/arn.ts';
import { requireBoundary } from '../policies/find.ts';
import { ask, boundaryKey, requestTags } from '../question.ts';
import { entityTagRule, tagged } from '../tags.ts';
import { unlessTaken } from '../taken.ts';
import { createdRole } from './describe.ts';
import { isServiceLinked, SERVICE_ROLE_PATH } from './protected.ts';
import { boundTrust, readTrust } from './trust.ts';

/** The maximum session of a role that names none. */
const DEFAULT_SESSION_SECONDS = 3600;

/** Makes a role. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const CreateRole = operation(model.CreateRole, {
  // For a boundary that does not exist; the service model forgets it here and has it for CreateUser.
  faults: [iamFaults.NoSuchEntity],
  check: ({ input }) => {
    if (input.PermissionsBoundary !== undefined) assertPolicyArn(input.PermissionsBoundary);
  },
  access: ({ input, caller }) =>
    ask(
      model.CreateRole,
      roleArn(caller.account, input.Path ?? '/', input.RoleName),
      requestTags(input.Tags),
      boundaryKey(input.PermissionsBoundary),
    ),
  async handle({ store, awsPolicies, caller: { account }, input, entropy, clock, quotas }) {
    const { RoleName: name, Path: path = '/', PermissionsBoundary: boundaryArn } = input;
    // Control policies of an organisation do not reach a role under this path, so nobody may put one there.
    if (isServiceLinked({ path })) {
      throw iamFaults.InvalidInput(`Path prefix '${SERVICE_ROLE_PATH}' can only be used for AWS Service linked Roles`);
    }
    const tags = tagged([], input.Tags, entityTagRule, quotas);
    const document = readTrust(input.AssumeRolePolicyDocument, quotas);

    const saved = store.change(async (tx) => {
      if ((await tx.roles.byName(account, name)) !== undefined) throw roleExists(name);
      if (boundaryArn !== undefined) await requireBoundary({ store: tx, awsPolicies }, account, boundaryArn);
      if ((await tx.roles.count(account)) >= quotas.rolesPerAccount)
        throw quotaExceeded('RolesPerAccount', quotas.rolesPerAccount);
      const role: RoleRecord = {
        id: uniqueId('AROA', entropy),
        account,
        name,
        path,
        createdAt: secondsOf(clock),
        tags,
        boundaryArn,
        description: input.Description,
        maxSessionSeconds: input.MaxSessionDuration ?? DEFAULT_SESSION_SECONDS,
        trust: await boundTrust(tx, document),
      };
      await tx.put.role(role);
      return { Role: await createdRole(tx, role) };
    });
    return unlessTaken(saved, () => roleExists(name));
  },
});

const roleExists = (name: string) => iamFaults.EntityAlreadyExists(`Role with name ${name} already exists.`);
