import type { Caller } from './caller.ts';
import { ALONE, type KnownOrganization } from './organization.ts';

/** The caller within its organisation: under the service control policies of its account, with the keys that name it. */
export function inOrganization(caller: Caller, organization: KnownOrganization): Caller {
  if (organization === ALONE) return caller;
  const { scp, principalKeys } = organization;
  return {
    ...caller,
    policies: isServiceLinked(caller) ? caller.policies : { ...caller.policies, scp },
    context: new Map([...caller.context, ...principalKeys]),
  };
}

/** Whether the caller is a session of a service-linked role, which no control policy limits (policy.md 6.2). */
export const isServiceLinked = ({ kind, account, principal }: Caller): boolean =>
  kind === 'role-session' && isServiceLinkedRole(account, principal.entityArn);

/**
 * Only AWS's own calls make roles under this path. The ARN is compared from its beginning: a path may hold any of its
 * parts further on.
 */
export const isServiceLinkedRole = (account: string, roleArn: string | undefined): boolean =>
  roleArn?.startsWith(`arn:aws:iam::${account}:role/aws-service-role/`) === true;
