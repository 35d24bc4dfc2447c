import { common } from '../model/fault.ts';
import type { Given, SecondFactor } from '../operation/operation.ts';

/**
 * Verifies SerialNumber and TokenCode, where they are passed (sts.md 3.1, 3.9). The device must be the calling IAM
 * user's, or root's own; a role session has none. A code that verifies is consumed, whatever becomes of the call (decisions: MFA in AssumeRole).
 */
export async function secondFactor(given: Given<MfaInput>): Promise<SecondFactor | undefined> {
  const { input, caller, mfa } = given;
  const { SerialNumber: serial, TokenCode: code } = input;
  if (serial === undefined && code === undefined) return undefined;
  if (serial === undefined || code === undefined) throw common.AccessDenied(BOTH);
  const userId = caller.user?.id ?? (caller.kind === 'root' ? caller.account : undefined);
  if (userId === undefined) throw common.AccessDenied(UNKNOWN_DEVICE);

  const verdict = await mfa.verify({ account: caller.account, userId, serial, code });
  if (verdict === 'unknown-device') throw common.AccessDenied(UNKNOWN_DEVICE);
  if (verdict === 'refused') throw common.AccessDenied(INVALID_CODE);
  return { ageSeconds: 0 };
}

interface MfaInput {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

const BOTH = 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.';
const INVALID_CODE = 'MultiFactorAuthentication failed with invalid MFA one time pass code. ';
const UNKNOWN_DEVICE =
  'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.';
