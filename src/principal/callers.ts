import { rootArn } from '../base/arn.ts';
import { asciiLower } from '../base/ascii.ts';
import type { ContextValue } from '../policy/types.ts';
import type { Caller } from './caller.ts';
import type { KnownUser } from './directory.ts';

/** The account's root user. No policy of its own account limits it (policy.md 6.2 row 5). */
export function rootCaller(accessKeyId: string, account: string): Caller {
  const arn = rootArn(account);
  return {
    kind: 'root',
    account,
    arn,
    userId: account,
    accessKeyId,
    principal: { type: 'root', account, arn },
    policies: { identity: [] },
    context: keys({ type: 'Account', account, arn, userId: account }),
    user: undefined,
    session: undefined,
  };
}

/** An IAM user with a long-term key. Its MFA keys are absent: there is no session they could belong to (policy.md 5.3). */
export function userCaller(accessKeyId: string, user: Omit<KnownUser, 'characters'>): Caller {
  const { record, arn, policies } = user;
  const context = keys({ type: 'User', account: record.account, arn, userId: record.id });
  context.set('aws:username', single(record.name));
  for (const { key, value } of record.tags) context.set(`aws:principaltag/${asciiLower(key)}`, single(value));
  return {
    kind: 'user',
    account: record.account,
    arn,
    userId: record.id,
    accessKeyId,
    principal: { type: 'user', account: record.account, arn, entityId: record.id, entityArn: arn },
    policies,
    context,
    user: record,
    session: undefined,
  };
}

/** The keys that every signed request has. For a role session `aws:PrincipalArn` is the role's ARN with its path. */
export function keys(of: { type: string; account: string; arn: string; userId: string }): Map<string, ContextValue> {
  return new Map([
    ['aws:principaltype', single(of.type)],
    ['aws:principalaccount', single(of.account)],
    ['aws:principalarn', single(of.arn)],
    ['aws:userid', single(of.userId)],
    ['aws:principalisawsservice', single('false')],
  ]);
}

export const single = (value: string): ContextValue => ({ kind: 'single', value });
