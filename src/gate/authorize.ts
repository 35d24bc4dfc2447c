import type { Clock } from '../base/clock.ts';
import { common } from '../model/fault.ts';
import type { Operation, Question, RequestFacts } from '../operation/operation.ts';
import type { Seen } from '../operation/request-event.ts';
import { decide, explain, nobody } from '../policy/index.ts';
import type { Decision, Layers } from '../policy/types.ts';
import type { Caller } from '../principal/caller.ts';
import type { Directory } from '../principal/directory.ts';
import { isServiceLinked } from '../principal/in-organization.ts';
import type { KnownOrganization } from '../principal/organization.ts';
import type { DenialSeals } from '../token/denials.ts';
import { contextOf } from './context.ts';
import { encodedDenial } from './encoded-denial.ts';

/**
 * Room 6. Puts each question to the policy engine, with the caller's own layers, those that the organisation of the
 * resource's account puts around it, and the closed context of this request. The first refusal is thrown, in AWS's words;
 * passing needs every answer to be yes.
 */
export async function authorize(asked: {
  readonly operation: Operation;
  readonly questions: readonly Question[];
  readonly caller: Caller;
  readonly request: RequestFacts;
  readonly directory: Directory;
  readonly denials: DenialSeals;
  readonly clock: Clock;
  /** Told of the refusal, for the event of the request. */
  readonly seen?: Seen | undefined;
  readonly encodeDenials?: boolean | undefined;
}): Promise<void> {
  const { operation, questions, caller, request, directory, clock, seen, encodeDenials } = asked;
  for (const question of questions) {
    const organization = directory.organization(question.resourceAccount ?? caller.account);
    const owner = organization instanceof Promise ? await organization : organization;
    const layers = layersAround(question, caller, owner);
    const context = contextOf(caller, request, question, { owner, clock });
    const { action, resource } = question;
    const decision = decide(layers, { action, resource, principal: caller.principal, context });
    const isEnough = decision.allowed || (question.needs === 'no-deny' && decision.because !== 'explicit-deny');
    if (isEnough) continue;
    const denial = { question, decision, layers, context };
    if (seen !== undefined) seen.denial = denial;
    const text = sentence(caller, question, decision, operation.refusal);
    throw common.AccessDenied(encodeDenials ? text + encodedDenial(denial, caller, operation.refusal, asked) : text);
  }
}

function layersAround(
  { action, resourceAccount, trust, granted }: Question,
  caller: Caller,
  owner: KnownOrganization,
): Layers {
  const { identity } = caller.policies;
  return {
    ...caller.policies,
    identity: granted === undefined ? identity : [...identity, granted],
    resource: trust && { policy: trust === 'nobody' ? nobody : trust, kind: 'trust' },
    resourceAccount: resourceAccount ?? caller.account,
    rcp: isUnderResourceControl(action, caller) ? owner.rcp : undefined,
  };
}

/**
 * Whether resource control policies have a say: AWS has them for STS and not for IAM, and lets them not stand in the way of
 * service-linked roles (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html).
 */
const isUnderResourceControl = (action: string, caller: Caller): boolean =>
  action.startsWith('sts:') && !isServiceLinked(caller);

/** AWS's sentence (policy.md 7.1, 7.3). AssumeRole's carries no reason, so that nobody learns which roles exist (7.3). */
function sentence(caller: Caller, question: Question, decision: Decision, refusal: Operation['refusal']): string {
  if (refusal === 'bare') return `Not authorized to perform ${question.action}`;
  const plain = `User: ${caller.arn} is not authorized to perform: ${question.action} on resource: ${question.resource}`;
  const reason = refusal === 'reasoned' ? explain(decision, question.action) : undefined;
  return reason === undefined ? plain : `${plain} ${reason}`;
}
