import type { Clock } from '../base/clock.ts';
import { common } from '../model/fault.ts';
import type { Operation, Question, RequestFacts } from '../operation/operation.ts';
import { decide, explain, nobody } from '../policy/index.ts';
import type { Decision } from '../policy/types.ts';
import type { Caller } from '../principal/caller.ts';
import { contextOf } from './context.ts';

/**
 * Room 6. Puts each question to the policy engine, with the caller's own layers and the closed context of this
 * request. The first refusal is thrown, in AWS's words; passing needs every answer to be yes.
 */
export function authorize(asked: {
  readonly operation: Operation;
  readonly questions: readonly Question[];
  readonly caller: Caller;
  readonly request: RequestFacts;
  readonly clock: Clock;
}): void {
  const { operation, questions, caller, request, clock } = asked;
  for (const question of questions) {
    const decision = answer(question, caller, request, clock);
    if (!decision.allowed) throw common.AccessDenied(denial(caller, question, decision, operation.refusal));
  }
}

function answer(question: Question, caller: Caller, request: RequestFacts, clock: Clock): Decision {
  const { action, resource, trust } = question;
  return decide(
    {
      ...caller.policies,
      resource: trust && { policy: trust === 'nobody' ? nobody : trust, kind: 'trust' },
      resourceAccount: question.resourceAccount ?? caller.account,
    },
    { action, resource, principal: caller.principal, context: contextOf(caller, request, question, clock) },
  );
}

/** AWS's sentence (policy.md 7.1). AssumeRole's carries no reason, so that nobody learns which roles exist (7.3). */
function denial(caller: Caller, question: Question, decision: Decision, refusal: Operation['refusal']): string {
  const sentence = `User: ${caller.arn} is not authorized to perform: ${question.action} on resource: ${question.resource}`;
  const reason = refusal === 'reasoned' ? explain(decision, question.action) : undefined;
  return reason === undefined ? sentence : `${sentence} ${reason}`;
}
