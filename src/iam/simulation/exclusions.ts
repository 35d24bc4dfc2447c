import { parseArn } from '../../base/arn.ts';
import { asciiLower } from '../../base/ascii.ts';
import type { PolicyIdentifier } from '../../model/generated/iam.ts';
import { matches, patternOf } from '../../policy/pattern.ts';
import { iamFaults } from '../faults.ts';

/** A policy that the simulated user, role or group has, as an exclusion can name it. */
export type Attached =
  | {
      readonly type: 'inline';
      readonly name: string;
      readonly ownerKind: 'user' | 'role' | 'group';
      readonly ownerName: string;
    }
  | { readonly type: 'user-managed' | 'aws-managed'; readonly arn: string }
  | { readonly type: 'permission-boundary' };

/** Reads PolicyExclusionList: gives the test of whether a policy is left out. What is valid and matches nothing is ignored, as AWS says. */
export function exclusions(list: readonly PolicyIdentifier[] = []): (policy: Attached) => boolean {
  const tests = list.map(exclusion);
  return (policy) => tests.some((test) => test(policy));
}

function exclusion(identifier: PolicyIdentifier): (policy: Attached) => boolean {
  const { PolicyType, PolicyArn, InlinePolicyIdentifier: inline } = identifier;
  if ([PolicyType, PolicyArn, inline].filter((said) => said !== undefined).length !== 1) {
    throw iamFaults.InvalidInput(
      'A policy identifier has exactly one of PolicyType, PolicyArn and InlinePolicyIdentifier.',
    );
  }
  if (PolicyType !== undefined) return (policy) => policy.type === PolicyType;
  if (PolicyArn !== undefined) {
    const named = arnPattern(PolicyArn);
    return (policy) => 'arn' in policy && matches(named, policy.arn);
  }
  const { PolicyName, AttachmentType, AttachmentName } = inline!;
  // AWS's text promises wildcards in the owner's name; the pattern in its model lets none through.
  const owner = asciiLower(AttachmentName);
  return (policy) =>
    policy.type === 'inline' &&
    policy.name === PolicyName &&
    policy.ownerKind === AttachmentType &&
    asciiLower(policy.ownerName) === owner;
}

/** Wildcards may stand in the name of the policy and nowhere before it. */
function arnPattern(text: string) {
  const arn = parseArn(text);
  const isPolicy = arn?.service === 'iam' && arn.resource.startsWith('policy/');
  if (!isPolicy || /[*?]/.test(text.slice(0, text.indexOf(':policy/')))) {
    throw iamFaults.InvalidInput(`PolicyArn ${text} is not valid.`);
  }
  return patternOf(atMostOneStar(text));
}

function atMostOneStar(text: string): string {
  if (text.split('*').length > 2) throw iamFaults.InvalidInput(`${text} has more than one *.`);
  return text;
}
