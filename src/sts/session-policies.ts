import { parseArn } from '../base/arn.ts';
import { common } from '../model/fault.ts';
import type { Given } from '../operation/operation.ts';
import { isAwsManaged } from '../principal/aws-managed-policies.ts';
import { stsFaults } from './faults.ts';

/** The parameters that every operation with session policies has. */
export interface SessionPolicyInput {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
}

export interface SessionPolicies {
  /** The inline policy, as passed. */
  readonly policy: string | undefined;
  /** Managed policies of the session's account, or of AWS; each exists now, and is read again at each request. */
  readonly policyArns: readonly string[];
}

/**
 * Reads Policy and PolicyArns: their common length, the policy's grammar, that each managed policy exists in the
 * account of the session or is AWS's (sts.md 3.1; decisions: length of session policies).
 */
export async function readSessionPolicies(given: Given<SessionPolicyInput>, account: string): Promise<SessionPolicies> {
  const { input, quotas, directory } = given;
  const policy = input.Policy;
  const policyArns = (input.PolicyArns ?? []).map(({ arn }) => arn ?? '');

  const length = [policy ?? '', ...policyArns].reduce((sum, text) => sum + codePoints(text), 0);
  if (length > quotas.sessionPolicySize) throw tooLong(Math.ceil((100 * length) / quotas.sessionPolicySize));
  if (policy !== undefined) {
    const problem = directory.sessionPolicyProblem(policy);
    if (problem !== undefined) throw stsFaults.MalformedPolicyDocument(problem);
  }
  for (const arn of policyArns) {
    const isNear = isAwsManaged(arn) || parseArn(arn)?.account === account;
    const isThere = isNear && (await directory.managedPolicy(arn)) !== undefined;
    if (!isThere) throw common.ValidationError(`Policy ${arn} does not exist or is not attachable.`);
  }
  return { policy, policyArns };
}

const tooLong = (percent: number): Error =>
  stsFaults.PackedPolicyTooLarge(`Packed policy consumes ${percent}% of allotted space, please use smaller policy.`);

function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) count--;
  return count;
}
