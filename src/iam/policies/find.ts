import { policyArn } from '../../base/arn.ts';
import {
  AWS,
  type AwsManagedPolicies,
  isAwsManaged,
  isForServiceLinkedRoles,
} from '../../principal/aws-managed-policies.ts';
import type { PolicyRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { iamFaults } from '../faults.ts';
import { parsePolicyArn } from './arn.ts';

/** Where managed policies are: an account's own in the store, or in a change of it; AWS's in the catalogue. */
export interface Shelves {
  readonly store: Reads;
  readonly awsPolicies: AwsManagedPolicies;
}

/** The managed policy under exactly this ARN that this account can use: one of its own, or one that AWS manages. */
export async function findPolicy(shelves: Shelves, account: string, arn: string): Promise<PolicyRecord | undefined> {
  return isAwsManaged(arn) ? shelves.awsPolicies.byArn(arn) : findOwnPolicy(shelves.store, account, arn);
}

/**
 * The managed policy of this account under exactly this ARN, which is what an account can change. Another account's is
 * not found: one answer for all that are not its own tells nothing of others (security.md C08).
 */
export async function findOwnPolicy(reads: Reads, account: string, arn: string): Promise<PolicyRecord | undefined> {
  const parts = parsePolicyArn(arn);
  if (parts?.account !== account) return undefined;
  const policy = await reads.policies.byName(account, parts.name);
  // The name is looked up without regard to case; an ARN has one spelling.
  return policy !== undefined && arnOf(policy) === arn ? policy : undefined;
}

/** Where the versions of a policy are. */
export const shelfOf = ({ store, awsPolicies }: Shelves, policy: PolicyRecord) =>
  policy.account === AWS ? awsPolicies : store.policies;

export const arnOf = ({ account, path, name }: PolicyRecord): string => policyArn(account, path, name);

/** The policy that is to be attached, or AWS's refusal. */
export async function requireAttachable(shelves: Shelves, account: string, arn: string): Promise<PolicyRecord> {
  const policy = await findPolicy(shelves, account, arn);
  if (policy === undefined) throw iamFaults.NoSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  if (isForServiceLinkedRoles(policy)) {
    throw iamFaults.PolicyNotAttachable('Cannot attach a Service Role Policy to a Customer Role.');
  }
  return policy;
}

/** Sees to it that the policy that is to be a permissions boundary exists, and may be one. */
export async function requireBoundary(shelves: Shelves, account: string, arn: string): Promise<void> {
  const policy = await findPolicy(shelves, account, arn);
  if (policy === undefined || isForServiceLinkedRoles(policy)) {
    throw iamFaults.NoSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);
  }
}
