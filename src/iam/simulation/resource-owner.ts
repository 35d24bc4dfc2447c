import { parseArn } from '../../base/arn.ts';
import { iamFaults } from '../faults.ts';

/** The account that ResourceOwner names: the ARN of its root, or its number. */
export function ownerAccount(owner: string | undefined): string | undefined {
  if (owner === undefined) return undefined;
  const arn = parseArn(owner);
  const account = arn?.service === 'iam' && arn.resource === 'root' ? arn.account : owner;
  if (!/^[0-9]{12}$/.test(account))
    throw iamFaults.InvalidInput(`ResourceOwner ${owner} is not the ARN of an account.`);
  return account;
}

/** The account in a resource's own ARN; buckets and their like have none. */
export function accountIn(resource: string): string | undefined {
  const account = parseArn(resource)?.account ?? '';
  return /^[0-9]{12}$/.test(account) ? account : undefined;
}
