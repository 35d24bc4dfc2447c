import { assumedRootArn, federatedUserArn, sessionArn } from '../base/arn.ts';
import { asciiLower } from '../base/ascii.ts';
import type { Clock } from '../base/clock.ts';
import { isoSecond } from '../base/iso-second.ts';
import { compile, readPolicy } from '../policy/index.ts';
import type { Context, ContextValue } from '../policy/types.ts';
import type { FederatedSession, RoleSession, RootSession, SessionClaims, UserSession } from '../token/claims.ts';
import type { Caller } from './caller.ts';
import { keys, rootCaller, single, userCaller } from './callers.ts';
import type { Directory, KnownRole, KnownUser } from './directory.ts';

/** What the caller of a session is made of, beside the claims. */
export interface About {
  readonly accessKeyId: string;
  readonly directory: Directory;
  readonly clock: Clock;
}

/**
 * A session of a role. Its permissions are the role's of this moment, within the session policy that was frozen in
 * the token; managed session policies are resolved at each request (policy.md 6.2), and one that is gone allows nothing.
 */
export async function roleSessionCaller(claims: RoleSession, role: KnownRole, about: About): Promise<Caller> {
  const { account, roleName, sessionName } = claims;
  const arn = sessionArn(account, roleName, sessionName);
  const userId = `${claims.roleId}:${sessionName}`;
  return {
    kind: 'role-session',
    account,
    arn,
    userId,
    accessKeyId: about.accessKeyId,
    principal: { type: 'role-session', account, arn, entityId: claims.roleId, entityArn: role.arn },
    policies: { ...role.policies, session: await sessionPolicies(claims, about.directory) },
    context: roleContext(claims, role, userId),
    user: undefined,
    session: claims,
  };
}

/** The user, or root where there is none, with credentials of GetSessionToken: the same principal, with MFA keys (sts.md 5.2). */
export function userSessionCaller(claims: UserSession, user: KnownUser | undefined, about: About): Caller {
  const caller =
    user === undefined ? rootCaller(about.accessKeyId, claims.account) : userCaller(about.accessKeyId, user);
  const context = new Map(caller.context);
  setSessionKeys(context, claims);
  context.set('aws:multifactorauthpresent', single(String(claims.mfaAt !== undefined)));
  if (claims.mfaAt !== undefined) {
    const age = Math.max(0, Math.floor(about.clock.now() / 1000) - claims.mfaAt);
    context.set('aws:multifactorauthage', single(String(age)));
  }
  return { ...caller, context, session: claims };
}

/**
 * Somebody for whom a user or root vouches: what they may, within the session policies, and nothing where none was
 * passed (policy.md 6.4). Tags of the session override those of the user (sts.md 3.8).
 */
export async function federatedCaller(
  claims: FederatedSession,
  user: KnownUser | undefined,
  about: About,
): Promise<Caller> {
  const { account, sessionName } = claims;
  const arn = federatedUserArn(account, sessionName);
  const userId = `${account}:${sessionName}`;
  const context = keys({ type: 'FederatedUser', account, arn, userId });
  for (const { key, value } of user?.record.tags ?? []) context.set(tagKey(key), single(value));
  for (const { key, value } of claims.tags) context.set(tagKey(key), single(value));
  setSessionKeys(context, claims);
  return {
    kind: 'federated-user',
    account,
    arn,
    userId,
    accessKeyId: about.accessKeyId,
    principal: {
      type: 'federated-user',
      account,
      arn,
      ...(user !== undefined && { entityId: user.record.id, entityArn: user.arn }),
    },
    policies: {
      ...(user?.policies ?? { identity: [EVERYTHING] }),
      session: (await sessionPolicies(claims, about.directory)) ?? [],
    },
    context,
    user: undefined,
    session: claims,
  };
}

/** The root of a member account within one task policy (sts.md 3.4). Unlike root itself it is limited by it, and by control policies. */
export async function rootSessionCaller(claims: RootSession, about: About): Promise<Caller> {
  const { account } = claims;
  const arn = assumedRootArn(account);
  const context = keys({ type: 'Account', account, arn, userId: account });
  setSessionKeys(context, claims);
  context.set('aws:assumedroot', single('true'));
  context.set('aws:multifactorauthpresent', single('false'));
  return {
    kind: 'root-session',
    account,
    arn,
    userId: account,
    accessKeyId: about.accessKeyId,
    // To the engine a session without a role behind it: what names the account reaches it, and its policies limit it.
    principal: { type: 'role-session', account, arn },
    policies: { identity: await taskPolicies(claims, about.directory) },
    context,
    user: undefined,
    session: claims,
  };
}

/** AWS's task policies deny all but the task, and allow nothing themselves. One that is not found leaves nothing. */
async function taskPolicies(
  { policyArns }: RootSession,
  directory: Directory,
): Promise<Caller['policies']['identity']> {
  const tasks = await Promise.all(policyArns.map((arn) => directory.managedPolicy(arn)));
  const found = tasks.filter((task) => task !== undefined);
  return found.length > 0 && found.length === tasks.length ? [EVERYTHING, ...found] : [];
}

async function sessionPolicies(claims: SessionClaims, directory: Directory): Promise<Caller['policies']['session']> {
  if (claims.policy === undefined && claims.policyArns.length === 0) return undefined;
  const inline = claims.policy === undefined ? [] : [directory.sessionPolicy(claims.policy)];
  const managed = await Promise.all(claims.policyArns.map((arn) => directory.managedPolicy(arn)));
  return [...inline, ...managed].filter((policy) => policy !== undefined);
}

/** Role tags, overlaid by session tags; keys compare without regard to case and the session's win (sts.md 5.4). */
function roleContext(claims: RoleSession, role: KnownRole, userId: string): Context {
  const context = keys({ type: 'AssumedRole', account: claims.account, arn: role.arn, userId });
  for (const { key, value } of role.record.tags) context.set(tagKey(key), single(value));
  for (const { key, value } of claims.tags) context.set(tagKey(key), single(value));
  setSessionKeys(context, claims);
  // MFA given to AssumeRole counts for that call only; the session does not carry it (sts.md 5.2).
  context.set('aws:multifactorauthpresent', single('false'));
  if (claims.provider !== undefined) context.set('aws:federatedprovider', single(claims.provider));
  for (const { key, value } of claims.providerKeys) setProviderKey(context, asciiLower(key), value);
  return context;
}

/** How somebody was authenticated (`amr`) is a list by its type, whether of one or of more (policy.md 4.3). */
function setProviderKey(context: Map<string, ContextValue>, key: string, value: string): void {
  const before = context.get(key);
  const values = before?.kind === 'multi' ? before.values : [];
  context.set(key, key.endsWith(':amr') ? { kind: 'multi', values: [...values, value] } : single(value));
}

function setSessionKeys(context: Map<string, ContextValue>, claims: SessionClaims): void {
  context.set('aws:tokenissuetime', single(isoSecond(claims.issuedAt * 1000)));
  if (claims.sourceIdentity !== undefined) context.set('aws:sourceidentity', single(claims.sourceIdentity));
}

const tagKey = (key: string): string => `aws:principaltag/${asciiLower(key)}`;

/** What root may, as a policy: for sessions that are root's and yet limited. */
const EVERYTHING = everything();

function everything() {
  const read = readPolicy(
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    'identity',
  );
  if (!read.ok) throw new Error(read.problem.message);
  return compile(read.policy, { source: 'root' });
}
