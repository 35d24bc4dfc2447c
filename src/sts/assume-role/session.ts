import { sessionArn } from '../../base/arn.ts';
import { secondsOf } from '../../base/clock.ts';
import type { AssumeRoleRequest } from '../../model/generated/sts.ts';
import type { Informed } from '../../operation/operation.ts';
import type { TrustedRole } from '../../principal/directory.ts';
import type { IssuedSession, RoleSession } from '../../token/claims.ts';
import { stsFaults } from '../faults.ts';
import { readSessionPolicies } from '../session-policies.ts';
import type { Checked } from './checked.ts';

/** Seals the session of a role into credentials. Throws what is wrong with its session policies or its size. */
export async function issueSession(
  given: Informed<AssumeRoleRequest, unknown, Checked>,
  role: TrustedRole,
  seconds: number,
): Promise<{ claims: RoleSession; issued: IssuedSession & { arn: string } }> {
  const { input, caller, checked, clock, tokens, request, directory } = given;
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
  const issued = tokens.issue(claims, { minimumSize: input.MinimumSessionTokenSize });
  if ('tooLarge' in issued) throw stsFaults.PackedPolicyTooLarge(tooLarge(claims, issued.utilization));
  return { claims, issued: { ...issued, arn: sessionArn(claims.account, claims.roleName, claims.sessionName) } };
}

/** AWS names what takes the room: the policy, else the tags. */
function tooLarge({ policy, policyArns, tags }: RoleSession, percent: number): string {
  if (policy !== undefined || policyArns.length > 0) {
    return `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`;
  }
  return tags.length > 0
    ? `Packed size of session tags consumes ${percent}% of allotted space.`
    : 'Serialized token too large for session';
}
