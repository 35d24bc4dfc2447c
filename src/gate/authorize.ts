import type { Clock } from '../base/clock.ts';
import { common } from '../model/fault.ts';
import type { AnyOperation, Question, RequestFacts } from '../operation/operation.ts';
import type { Denial, Seen } from '../operation/request-event.ts';
import { explain } from '../policy/index.ts';
import type { Caller } from '../principal/caller.ts';
import type { Directory } from '../principal/directory.ts';
import type { DenialSeals } from '../token/denials.ts';
import { encodedDenial } from './encoded-denial.ts';
import { judge } from './judge.ts';

/**
 * Room 6. Has each question judged. The first refusal is thrown, in AWS's words; passing needs every answer to be yes.
 */
export async function authorize(asked: {
  readonly operation: AnyOperation;
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
  const { operation, questions, caller, request, seen, encodeDenials } = asked;
  for (const question of questions) {
    const decided = await judge(question, caller, request, asked);
    const { allowed, because } = decided.decision;
    if (allowed || (question.needs === 'no-deny' && because !== 'explicit-deny')) continue;
    if (seen !== undefined) seen.denial = decided;
    const text = sentence(decided, caller, operation.refusal);
    throw common.AccessDenied(encodeDenials ? text + encodedDenial(decided, caller, operation.refusal, asked) : text);
  }
}

/** AWS's sentence (policy.md 7.1, 7.3). AssumeRole's carries no reason, so that nobody learns which roles exist (7.3). */
export function sentence({ question, decision }: Denial, caller: Caller, refusal: AnyOperation['refusal']): string {
  if (refusal === 'bare') return `Not authorized to perform ${question.action}`;
  const plain = `User: ${caller.arn} is not authorized to perform: ${question.action} on resource: ${question.resource}`;
  const reason = refusal === 'reasoned' ? explain(decision, question.action) : undefined;
  return reason === undefined ? plain : `${plain} ${reason}`;
}
