import { sessionArn } from '../base/arn.ts';
import { secondsOf } from '../base/clock.ts';
import type { Given } from '../operation/operation.ts';
import type { TrustedRole } from '../principal/directory.ts';
import type { IssuedSession, RoleSession } from '../token/claims.ts';
import { chainOf } from './chain.ts';
import { issue, issuedAnswer, packedSize } from './issue.ts';
import { readSessionPolicies, type SessionPolicyInput } from './session-policies.ts';

/** The parameters that every operation has that issues a session of a role. */
export interface RoleSessionInput extends SessionPolicyInput {
  readonly RoleSessionName: string;
  readonly MinimumSessionTokenSize?: number | undefined;
}

/** What is of one session alone: how it comes about, and what it carries. */
export type Carried = Pick<RoleSession, 'tags' | 'sourceIdentity' | 'provider' | 'providerKeys'> & {
  readonly seconds: number;
};

/** Seals the session of a role into credentials. Throws what is wrong with its session policies or its size. */
export async function issueSession(
  given: Given<RoleSessionInput>,
  role: TrustedRole,
  { seconds, ...carried }: Carried,
): Promise<{ claims: RoleSession; issued: IssuedSession }> {
  const { input, caller, clock, request, directory } = given;
  const { account, id, name, sessionEpoch } = role.record;
  const { policy, policyArns } = await readSessionPolicies(given, account);

  const issuedAt = secondsOf(clock);
  const claims: RoleSession = {
    kind: 'role',
    account,
    roleId: id,
    roleName: name,
    sessionName: input.RoleSessionName,
    issuedAt,
    expiresAt: issuedAt + seconds,
    sourceIdentity: carried.sourceIdentity,
    tags: carried.tags,
    policy,
    policyArns,
    region: request.region,
    assumedBy: chainOf(caller),
    provider: carried.provider,
    providerKeys: carried.providerKeys,
    chained: caller.session === undefined ? 0 : 1,
    epoch: sessionEpoch ?? 0,
    accountEpoch: await directory.accountEpoch(account),
  };
  return { claims, issued: issue(given, claims) };
}

/** What every operation answers that issues a session of a role. */
export const roleSessionAnswer = ({ claims, issued }: { claims: RoleSession; issued: IssuedSession }) => ({
  ...issuedAnswer(issued),
  AssumedRoleUser: {
    AssumedRoleId: `${claims.roleId}:${claims.sessionName}`,
    Arn: sessionArn(claims.account, claims.roleName, claims.sessionName),
  },
  PackedPolicySize: packedSize(claims, issued),
  SourceIdentity: claims.sourceIdentity,
});
