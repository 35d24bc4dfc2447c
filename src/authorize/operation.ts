import type { Answer } from '../authorizer/question.ts';
import type { Gate } from '../gate/gate.ts';
import { Fault } from '../model/fault.ts';
import { type AnyOperation, operation, type Question } from '../operation/operation.ts';
import type { CompiledPolicy, ContextValue } from '../policy/types.ts';
import type { Caller } from '../principal/caller.ts';
import { explained } from './explained.ts';
import { Authorize } from './facts.ts';
import { wrong } from './faults.ts';
import { forwardedRequest } from './forwarded-request.ts';
import { answeredPrincipal } from './principal.ts';
import type { ReadQuestion } from './read-question.ts';
import { resourcePolicies } from './resource-policies.ts';
import { assertOwnKeys, serviceContext } from './service-context.ts';
import { signingOf } from './services.ts';

/**
 * Authorize: a service asks whether whoever signed a request that it received may do what they ask of it. It is an operation
 * like any other, behind the gate with a permission of its own; and what it is about goes through the same gate again.
 */
export function authorizeOperation(gate: Pick<Gate, 'authenticate' | 'judge' | 'refusal'>): AnyOperation {
  const compiled = resourcePolicies();
  return operation(Authorize, {
    check: ({ input: { question }, caller }): Checked => ({
      resourceAccount: resourceAccountOf(question, caller),
      context: serviceContext(question),
      resourcePolicy: question.resourcePolicy === undefined ? undefined : compiled(question.resourcePolicy),
    }),
    access: ({ input: { question }, caller, checked }) => [
      permission('rolecall:Authorize', question, caller, checked),
      ...(question.explain === true ? [permission('rolecall:ExplainDecision', question, caller, checked)] : []),
    ],
    async handle({ input, caller: asking, checked, request: { id } }): Promise<Answer> {
      const { question } = input;
      const answered = { requestId: id, cacheFor: 0 } as const;
      const proven = await senderOf(question);
      const { service } = question;
      if (proven instanceof Fault) {
        input.note({ caller: undefined, service, region: undefined, decided: undefined, fault: proven });
        return { ...answered, decision: 'deny', authenticated: false, error: errorOf(proven) };
      }

      const { caller, region } = proven;
      assertOwnKeys(checked.context, caller);
      const { action, resource } = question;
      const asked: Question = { action, resource, ...checked };
      const decided = await gate.judge(asked, caller, circumstances(question, region));
      input.note({ caller, service, region, decided, fault: undefined });
      const { allowed } = decided.decision;
      const isOwn = caller.account === asking.account && checked.resourceAccount === asking.account;
      return {
        ...answered,
        decision: allowed ? 'allow' : 'deny',
        authenticated: true,
        principal: answeredPrincipal(caller, asking),
        ...(!allowed && gate.refusal(decided, caller)),
        ...(question.explain === true && isOwn && explained(decided, caller)),
      };
    },
  });

  /** Who signed it, or AWS's refusal. What hinders us, such as a store that cannot be read, is thrown: it proves nothing. */
  async function senderOf({ request, service, regions }: ReadQuestion) {
    try {
      const differing = { signing: signingOf(service), ...(regions !== undefined && { regions }) };
      return await gate.authenticate(forwardedRequest(request), service, differing);
    } catch (thrown) {
      if (thrown instanceof Fault) return thrown;
      throw thrown;
    }
  }
}

interface Checked {
  readonly resourceAccount: string;
  readonly context: ReadonlyMap<string, ContextValue>;
  readonly resourcePolicy: CompiledPolicy | undefined;
}

/**
 * Whose the resource is. Where its ARN names an account it has to be that one: if a service forgot to say it, the rule of one
 * account would be used where two have to allow.
 */
function resourceAccountOf({ resource, resourceAccount }: ReadQuestion, { account }: Caller): string {
  const owner = resourceAccount ?? account;
  const named = resource.split(':', 5)[4] ?? '';
  if (named !== '' && named !== owner) {
    throw wrong(`\`resource\` is of account ${named}, and \`resourceAccount\` ${saidOf(resourceAccount, account)}`);
  }
  return owner;
}

const saidOf = (said: string | undefined, own: string): string =>
  said === undefined ? `is the service's own, ${own}, where nothing is said` : `says ${said}`;

/** What a service has to be allowed: to ask for the name that its clients sign for; conditions may narrow it further. */
const permission = (
  action: string,
  { service, ...asked }: ReadQuestion,
  caller: Caller,
  checked: Checked,
): Question => ({
  action,
  resource: `arn:aws:rolecall::${caller.account}:service/${service}`,
  context: new Map<string, ContextValue>([
    ['rolecall:action', { kind: 'single', value: asked.action }],
    ['rolecall:resourceaccount', { kind: 'single', value: checked.resourceAccount }],
  ]),
});

/** The facts of the request that become condition keys. Headers are what its sender said, as always with these two. */
function circumstances({ request }: ReadQuestion, region: string) {
  const header = (name: string) => request.headers.find(([each]) => each.toLowerCase() === name)?.[1];
  return {
    region,
    remoteAddress: request.remoteAddress,
    secure: request.secure === true,
    userAgent: header('user-agent'),
    referer: header('referer'),
  };
}

const errorOf = ({ code, status, text }: Fault) => ({ code, status, ...(text !== undefined && { message: text }) });
