import { secondsOf } from '../../base/clock.ts';
import type { AssumeRoleRequest } from '../../model/generated/sts.ts';
import type { Informed } from '../../operation/operation.ts';
import type { TrustedRole } from '../../principal/directory.ts';
import type { IssuedSession, RoleSession } from '../../token/claims.ts';
import { issue } from '../issue.ts';
import { readSessionPolicies } from '../session-policies.ts';
import type { Checked } from './checked.ts';

/** Seals the session of a role into credentials. Throws what is wrong with its session policies or its size. */
export async function issueSession(
  given: Informed<AssumeRoleRequest, unknown, Checked>,
  role: TrustedRole,
  seconds: number,
): Promise<{ claims: RoleSession; issued: IssuedSession }> {
  const { input, caller, checked, clock, request, directory } = given;
  const { policy, policyArns } = await readSessionPolicies(given, role.record.account);

  const issuedAt = secondsOf(clock);
  const claims: RoleSession = {
    kind: 'role',
    account: role.record.account,
    roleId: role.record.id,
    roleName: role.record.name,
    sessionName: input.RoleSessionName,
    issuedAt,
    expiresAt: issuedAt + seconds,
    sourceIdentity: checked.sourceIdentity,
    tags: checked.tags,
    policy,
    policyArns,
    region: request.region,
    assumedBy: caller.arn,
    provider: undefined,
    providerKeys: [],
    epoch: role.record.sessionEpoch ?? 0,
    accountEpoch: await directory.accountEpoch(role.record.account),
  };
  return { claims, issued: issue(given, claims) };
}
