import { rootArn, sessionArn } from '../base/arn.ts';
import { asciiLower } from '../base/ascii.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { Context, ContextValue } from '../policy/types.ts';
import type { SessionClaims } from '../token/claims.ts';
import type { Caller } from './caller.ts';
import type { Directory, KnownRole, KnownUser } from './directory.ts';

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
export function userCaller(accessKeyId: string, user: KnownUser): Caller {
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

/**
 * A session of a role. Its permissions are the role's of this moment, within the session policy that was frozen in
 * the token; managed session policies are resolved at each request (policy.md 6.2), and one that is gone allows nothing.
 */
export async function sessionCaller(
  accessKeyId: string,
  claims: SessionClaims,
  role: KnownRole,
  directory: Directory,
): Promise<Caller> {
  const { account, roleName, sessionName } = claims;
  const arn = sessionArn(account, roleName, sessionName);
  const userId = `${claims.roleId}:${sessionName}`;
  return {
    kind: 'role-session',
    account,
    arn,
    userId,
    accessKeyId,
    principal: { type: 'role-session', account, arn, entityId: claims.roleId, entityArn: role.arn },
    policies: { ...role.policies, session: await sessionPolicies(claims, directory) },
    context: sessionContext(claims, role, userId),
    user: undefined,
    session: claims,
  };
}

async function sessionPolicies(claims: SessionClaims, directory: Directory): Promise<Caller['policies']['session']> {
  if (claims.policy === undefined && claims.policyArns.length === 0) return undefined;
  const inline = claims.policy === undefined ? [] : [directory.sessionPolicy(claims.policy)];
  const managed = await Promise.all(claims.policyArns.map((arn) => directory.managedPolicy(arn)));
  return [...inline, ...managed].filter((policy) => policy !== undefined);
}

/** Role tags, overlaid by session tags; keys compare without regard to case and the session's win (sts.md 5.4). */
function sessionContext(claims: SessionClaims, role: KnownRole, userId: string): Context {
  const context = keys({ type: 'AssumedRole', account: claims.account, arn: role.arn, userId });
  for (const { key, value } of role.record.tags) context.set(`aws:principaltag/${asciiLower(key)}`, single(value));
  for (const { key, value } of claims.tags) context.set(`aws:principaltag/${asciiLower(key)}`, single(value));
  context.set('aws:tokenissuetime', single(isoSecond(claims.issuedAt * 1000)));
  // MFA given to AssumeRole counts for that call only; the session does not carry it (sts.md 5.2).
  context.set('aws:multifactorauthpresent', single('false'));
  if (claims.sourceIdentity !== undefined) context.set('aws:sourceidentity', single(claims.sourceIdentity));
  return context;
}

/** The keys that every signed request has. For a role session `aws:PrincipalArn` is the role's ARN with its path. */
function keys(of: { type: string; account: string; arn: string; userId: string }): Map<string, ContextValue> {
  return new Map([
    ['aws:principaltype', single(of.type)],
    ['aws:principalaccount', single(of.account)],
    ['aws:principalarn', single(of.arn)],
    ['aws:userid', single(of.userId)],
    ['aws:principalisawsservice', single('false')],
  ]);
}

const single = (value: string): ContextValue => ({ kind: 'single', value });
