import { parseArn } from '../base/arn.ts';
import { common } from '../model/fault.ts';
import { iamFaults } from './faults.ts';

/** How the resource part of a provider's ARN begins. A provider has no path, so its name is all the rest. */
type Prefix = 'oidc-provider/' | 'saml-provider/';

/**
 * The name in the ARN of a provider of this account. Another account's gives `undefined`, as one does that is not there
 * (security.md C08).
 */
export function providerName(prefix: Prefix, account: string, arn: string): string | undefined {
  const parsed = parseArn(arn);
  return parsed?.account === account && isOf(prefix, arn) ? parsed.resource.slice(prefix.length) : undefined;
}

/** Refuses what is no ARN, and what is one of something else (policy.md 8.5). */
export function assertProviderArn(prefix: Prefix, arn: string): void {
  if (parseArn(arn) === undefined) throw common.ValidationError('Invalid ARN:  Could not be parsed!');
  if (!isOf(prefix, arn)) throw iamFaults.InvalidInput(`ARN ${arn} is not valid.`);
}

function isOf(prefix: Prefix, text: string): boolean {
  const arn = parseArn(text);
  return (
    arn?.partition === 'aws' &&
    arn.service === 'iam' &&
    arn.region === '' &&
    /^[0-9]{12}$/.test(arn.account) &&
    arn.resource.startsWith(prefix) &&
    arn.resource.length > prefix.length
  );
}
