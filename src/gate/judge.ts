import type { Clock } from '../base/clock.ts';
import type { Question } from '../operation/operation.ts';
import type { Decided } from '../operation/request-event.ts';
import { decide, nobody } from '../policy/index.ts';
import type { Layers } from '../policy/types.ts';
import type { Caller } from '../principal/caller.ts';
import type { Directory } from '../principal/directory.ts';
import { isServiceLinked } from '../principal/in-organization.ts';
import type { KnownOrganization } from '../principal/organization.ts';
import { type Circumstances, contextOf } from './context.ts';

/**
 * Puts one question to the policy engine, with the caller's own layers, those that the organisation of the resource's
 * account puts around it, and the closed context of the request. Whether the question is about one of our operations or
 * about somebody else's, there is no other way to an answer.
 */
export async function judge(
  question: Question,
  caller: Caller,
  request: Circumstances,
  { directory, clock }: { readonly directory: Directory; readonly clock: Clock },
): Promise<Decided> {
  const organization = directory.organization(question.resourceAccount ?? caller.account);
  const owner = organization instanceof Promise ? await organization : organization;
  const layers = layersAround(question, caller, owner);
  const context = contextOf(caller, request, question, { owner, clock });
  const { action, resource } = question;
  const decision = decide(layers, { action, resource, principal: caller.principal, context });
  return { question, decision, layers, context };
}

function layersAround(question: Question, caller: Caller, owner: KnownOrganization): Layers {
  const { action, resourceAccount, granted } = question;
  const { identity } = caller.policies;
  return {
    ...caller.policies,
    identity: granted === undefined ? identity : [...identity, granted],
    resource: guardOf(question),
    resourceAccount: resourceAccount ?? caller.account,
    rcp: isUnderResourceControl(action, caller) ? owner.rcp : undefined,
  };
}

function guardOf({ trust, resourcePolicy }: Question): Layers['resource'] {
  if (trust !== undefined) return { policy: trust === 'nobody' ? nobody : trust, kind: 'trust' };
  return resourcePolicy && { policy: resourcePolicy, kind: 'resource' };
}

/**
 * Whether resource control policies have a say: AWS has them for STS and not for IAM, and lets them not stand in the way of
 * service-linked roles (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html). For
 * services that ask us they hold, as there is nobody else who could hold them.
 */
const isUnderResourceControl = (action: string, caller: Caller): boolean =>
  !/^(?:iam|rolecall):/.test(action) && !isServiceLinked(caller);
