import type { Clock } from '../base/clock.ts';
import { common } from '../model/fault.ts';
import type { Operation, Question, RequestFacts } from '../operation/operation.ts';
import { decide, explain, nobody } from '../policy/index.ts';
import type { Decision } from '../policy/types.ts';
import type { Caller } from '../principal/caller.ts';
import type { Directory } from '../principal/directory.ts';
import { isServiceLinked } from '../principal/in-organization.ts';
import type { KnownOrganization } from '../principal/organization.ts';
import { contextOf } from './context.ts';

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
  readonly clock: Clock;
}): Promise<void> {
  const { operation, questions, caller, request, directory, clock } = asked;
  for (const question of questions) {
    const organization = directory.organization(question.resourceAccount ?? caller.account);
    const owner = organization instanceof Promise ? await organization : organization;
    const decision = answer(question, caller, request, { owner, clock });
    const isEnough = decision.allowed || (question.needs === 'no-deny' && decision.because !== 'explicit-deny');
    if (!isEnough) throw common.AccessDenied(denial(caller, question, decision, operation.refusal));
  }
}

function answer(
  question: Question,
  caller: Caller,
  request: RequestFacts,
  facts: { readonly owner: KnownOrganization; readonly clock: Clock },
): Decision {
  const { action, resource, trust, granted } = question;
  const { identity } = caller.policies;
  return decide(
    {
      ...caller.policies,
      identity: granted === undefined ? identity : [...identity, granted],
      resource: trust && { policy: trust === 'nobody' ? nobody : trust, kind: 'trust' },
      resourceAccount: question.resourceAccount ?? caller.account,
      rcp: isUnderResourceControl(action, caller) ? facts.owner.rcp : undefined,
    },
    { action, resource, principal: caller.principal, context: contextOf(caller, request, question, facts) },
  );
}

/**
 * Whether resource control policies have a say: AWS has them for STS and not for IAM, and lets them not stand in the way of
 * service-linked roles (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html).
 */
const isUnderResourceControl = (action: string, caller: Caller): boolean =>
  action.startsWith('sts:') && !isServiceLinked(caller);

/** AWS's sentence (policy.md 7.1, 7.3). AssumeRole's carries no reason, so that nobody learns which roles exist (7.3). */
function denial(caller: Caller, question: Question, decision: Decision, refusal: Operation['refusal']): string {
  if (refusal === 'bare') return `Not authorized to perform ${question.action}`;
  const sentence = `User: ${caller.arn} is not authorized to perform: ${question.action} on resource: ${question.resource}`;
  const reason = refusal === 'reasoned' ? explain(decision, question.action) : undefined;
  return reason === undefined ? sentence : `${sentence} ${reason}`;
}
