import { roleArn } from '../../base/arn.ts';
import { secondsOf } from '../../base/clock.ts';
import { uniqueId } from '../../base/identifiers.ts';
import { common } from '../../model/fault.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import type { RoleRecord } from '../../store/records.ts';
import { iamFaults } from '../faults.ts';
import { ask, type Keys } from '../question.ts';
import { createdRole } from '../roles/describe.ts';
import { SERVICE_ROLE_PATH } from '../roles/protected.ts';
import { unlessTaken } from '../taken.ts';
import { templates } from './templates.ts';

/** AWS gives these roles an hour, and lets nobody change it. */
const SESSION_SECONDS = 3600;

/** As long as the name of a role may be. */
const NAME_MAX = 64;

/**
 * Makes the role of a service: its name, its path, whom it trusts and what it may do are the service's affair. AWS
 * counts no quota here. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html
 */
export const CreateServiceLinkedRole = operation(model.CreateServiceLinkedRole, {
  access: ({ input, caller }) =>
    ask(
      model.CreateServiceLinkedRole,
      roleArn(caller.account, pathOf(input), nameOf(input)),
      serviceNameKey(input.AWSServiceName),
    ),
  async handle({ store, awsPolicies, caller: { account }, input, entropy, clock }) {
    const { AWSServiceName: service, CustomSuffix: suffix, Description: description } = input;
    const template = templates.get(service);
    // Recorded with this very code, although the caller may do it.
    if (template === undefined) {
      throw common.AccessDenied(`Cannot find Service Linked Role template for ${service}`);
    }
    if (suffix !== undefined && !template.takesSuffix) {
      throw iamFaults.InvalidInput(`Custom suffix is not allowed for ${service}`);
    }
    const name = nameOf(input);
    if (name.length > NAME_MAX) throw common.ValidationError(tooLong);
    if ((await awsPolicies.byArn(template.policyArn)) === undefined) {
      throw new Error(`the policy of ${service} is not among those that AWS manages: ${template.policyArn}`);
    }
    const role: RoleRecord = {
      id: uniqueId('AROA', entropy),
      account,
      name,
      path: pathOf(input),
      createdAt: secondsOf(clock),
      tags: [],
      description,
      maxSessionSeconds: SESSION_SECONDS,
      trust: { text: trusting(service), bindings: {} },
      boundaryArn: undefined,
    };
    const saved = store.change(async (tx) => {
      if ((await tx.roles.byName(account, name)) !== undefined) throw taken(name);
      await tx.put.role(role);
      await tx.put.attachment(account, { ownerId: role.id, policyArn: template.policyArn });
      return { Role: await createdRole(tx, role) };
    });
    return unlessTaken(saved, () => taken(name));
  },
});

type Input = model.CreateServiceLinkedRoleRequest;

const pathOf = ({ AWSServiceName: service }: Input): string => `${SERVICE_ROLE_PATH}${service}/`;

/** For a service that has none, what all their names begin with: the question is asked all the same. */
const nameOf = ({ AWSServiceName: service, CustomSuffix: suffix }: Input): string => {
  const name = templates.get(service)?.roleName ?? 'AWSServiceRoleFor';
  return suffix === undefined ? name : `${name}_${suffix}`;
};

const serviceNameKey = (service: string): Keys => [['iam:awsservicename', { kind: 'single', value: service }]];

const trusting = (service: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });

const taken = (name: string) =>
  iamFaults.InvalidInput(`Service role name ${name} has been taken in this account, please try a different suffix.`);

const tooLong = `1 validation error detected: Value at 'roleName' failed to satisfy constraint: Member must have length less than or equal to ${NAME_MAX}`;
