import type { Given } from '../operation/operation.ts';
import type { IssuedSession, SessionClaims } from '../token/claims.ts';
import { stsFaults } from './faults.ts';

/** Seals a session into credentials, or says what makes it too large: the policy, else the tags (sts.md 3.1). */
export function issue(
  { tokens, input }: Pick<Given<{ readonly MinimumSessionTokenSize?: number | undefined }>, 'tokens' | 'input'>,
  claims: SessionClaims,
): IssuedSession {
  const issued = tokens.issue(claims, { minimumSize: input.MinimumSessionTokenSize });
  if ('tooLarge' in issued) throw stsFaults.PackedPolicyTooLarge(tooLarge(claims, issued.utilization));
  return issued;
}

/** What every operation that issues a session answers about it. */
export const issuedAnswer = (issued: IssuedSession) => ({
  Credentials: {
    AccessKeyId: issued.accessKeyId,
    SecretAccessKey: issued.secretAccessKey,
    SessionToken: issued.sessionToken,
    Expiration: issued.expiresAt,
  },
  SessionTokenUtilization: issued.utilization,
  SessionTokenSize: issued.size,
});

/** `PackedPolicySize`: the same number as the utilisation, where there was anything to pack (decisions: SessionTokenSize). */
export const packedSize = (claims: SessionClaims, issued: IssuedSession): number | undefined =>
  hasPolicies(claims) || claims.tags.length > 0 ? issued.utilization : undefined;

function tooLarge(claims: SessionClaims, percent: number): string {
  if (hasPolicies(claims)) return `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`;
  return claims.tags.length > 0
    ? `Packed size of session tags consumes ${percent}% of allotted space.`
    : 'Serialized token too large for session';
}

const hasPolicies = ({ policy, policyArns }: SessionClaims): boolean => policy !== undefined || policyArns.length > 0;
