import { policyArn } from '../../base/arn.ts';
import type { PolicyRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { iamFaults } from '../faults.ts';
import { parsePolicyArn } from './arn.ts';

/**
 * The managed policy of this account under exactly this ARN. Another account's is not found, and neither is one that
 * AWS manages: this store holds none of those. One answer for all of them tells nothing of other accounts (security.md C08).
 */
export async function findPolicy(reads: Reads, account: string, arn: string): Promise<PolicyRecord | undefined> {
  const parts = parsePolicyArn(arn);
  if (parts?.account !== account) return undefined;
  const policy = await reads.policies.byName(account, parts.name);
  // The name is looked up without regard to case; an ARN has one spelling.
  return policy !== undefined && arnOf(policy) === arn ? policy : undefined;
}

export const arnOf = ({ account, path, name }: PolicyRecord): string => policyArn(account, path, name);

/** The policy that is to be attached, or AWS's refusal. */
export async function requireAttachable(reads: Reads, account: string, arn: string): Promise<PolicyRecord> {
  const policy = await findPolicy(reads, account, arn);
  if (policy === undefined) throw iamFaults.NoSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  return policy;
}

/** Sees to it that the policy that is to be a permissions boundary exists. */
export async function requireBoundary(reads: Reads, account: string, arn: string): Promise<void> {
  const policy = await findPolicy(reads, account, arn);
  if (policy === undefined) throw iamFaults.NoSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);
}
