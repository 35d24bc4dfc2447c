import { parseArn } from '../../base/arn.ts';
import type { Context, ContextValue, Principal } from '../../policy/types.ts';
import { iamFaults } from '../faults.ts';

/** Whom a simulation takes the request to come from: how policies can name them, and the keys that the caller brings. */
export interface SimulatedCaller {
  readonly principal: Principal;
  readonly context: Context;
}

/** The user id that AWS gives a caller whom nobody has named (policy.md 9.4). */
const STUB = 'STUB_PRINCIPAL_FOR_POLICY_SIMULATOR';

/** The caller of a custom simulation without CallerArn: nobody in particular, of the account that asks. */
export const stubCaller = (account: string): SimulatedCaller => ({
  principal: { type: 'user', account, arn: '' },
  context: new Map([['aws:userid', single(STUB)]]),
});

/** The caller that CallerArn names. The store is not asked: what the ARN says is all that is known. */
export function namedCaller(arn: string): SimulatedCaller {
  const parsed = parseArn(arn);
  const [, kind, name] = /^(user|role)\/(?:.*\/)?([^/]+)$/.exec(parsed?.resource ?? '') ?? [];
  if (parsed?.service !== 'iam' || !/^[0-9]{12}$/.test(parsed.account) || name === undefined) {
    throw iamFaults.InvalidInput(`CallerArn ${arn} is not the ARN of an IAM user or role.`);
  }
  const { account } = parsed;
  const isUser = kind === 'user';
  return {
    principal: { type: isUser ? 'user' : 'role-session', account, arn, entityArn: arn },
    context: new Map([
      ['aws:principalarn', single(arn)],
      ['aws:principalaccount', single(account)],
      ['aws:principaltype', single(isUser ? 'User' : 'AssumedRole')],
      ...(isUser ? [['aws:username', single(name)] as const] : []),
    ]),
  };
}

const single = (value: string): ContextValue => ({ kind: 'single', value });
