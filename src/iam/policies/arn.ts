import { parseArn } from '../../base/arn.ts';
import { common } from '../../model/fault.ts';
import { iamFaults } from '../faults.ts';

/** The parts of the ARN of a managed policy. */
export interface PolicyArn {
  /** A twelve-digit account, or `aws` for a policy that AWS manages. */
  readonly account: string;
  readonly path: string;
  readonly name: string;
}

/** Reads the ARN of a managed policy; `undefined` for any other text. */
export function parsePolicyArn(text: string): PolicyArn | undefined {
  const arn = parseArn(text);
  if (arn?.service !== 'iam' || arn.region !== '' || !/^([0-9]{12}|aws)$/.test(arn.account)) return undefined;
  const { resource } = arn;
  const nameAt = resource.lastIndexOf('/') + 1;
  if (!resource.startsWith('policy/') || nameAt === resource.length) return undefined;
  return { account: arn.account, path: resource.slice('policy'.length, nameAt), name: resource.slice(nameAt) };
}

/** `check` of a request that names a managed policy: refuses what is no ARN, and what is one of something else (policy.md 8.5). */
export function assertPolicyArn(text: string): void {
  if (parseArn(text) === undefined) throw common.ValidationError('Invalid ARN:  Could not be parsed!');
  if (parsePolicyArn(text) === undefined) throw iamFaults.InvalidInput(`ARN ${text} is not valid.`);
}
