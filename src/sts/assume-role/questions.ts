import { parseArn } from '../../base/arn.ts';
import { asciiLower } from '../../base/ascii.ts';
import type { AssumeRoleRequest } from '../../model/generated/sts.ts';
import type { Informed, Question } from '../../operation/operation.ts';
import type { ContextValue } from '../../policy/types.ts';
import type { TrustedRole } from '../../principal/directory.ts';
import { setResourceTag, setText, trustContext } from '../trust-context.ts';
import type { Checked } from './checked.ts';

/**
 * What a caller must be allowed to do to assume a role: always sts:AssumeRole; sts:SetSourceIdentity and
 * sts:TagSession too when a source identity or tags are passed or inherited (sts.md 6, item 7). Each is asked of the
 * role's trust policy and, where policy.md 6.7 says so, of the caller's own.
 */
export function questions(given: Asked): readonly Question[] {
  const { input, found: role, checked } = given;

  const about = {
    resource: role?.arn ?? input.RoleArn,
    resourceAccount: role?.record.account ?? parseArn(input.RoleArn)?.account,
    trust: role?.trust ?? ('nobody' as const),
    context: contextOf(given),
  };
  const asked: Question[] = [{ action: 'sts:AssumeRole', ...about }];
  if (checked.sourceIdentity !== undefined) asked.push({ action: 'sts:SetSourceIdentity', ...about });
  if (checked.tags.length > 0) asked.push({ action: 'sts:TagSession', ...about });
  return asked;
}

type Asked = Informed<AssumeRoleRequest, TrustedRole | undefined, Checked>;

/** The keys that trust policies and callers' policies see of this call (policy.md 6.7, sts.md 5.5). */
function contextOf({ input, caller, found: role, checked, factor }: Asked): Map<string, ContextValue> {
  const context = trustContext({ ...checked, sessionName: input.RoleSessionName, role });
  if (input.ExternalId !== undefined) setText(context, 'sts:externalid', input.ExternalId);
  if (factor !== undefined) {
    setText(context, 'aws:multifactorauthpresent', 'true');
    setText(context, 'aws:multifactorauthage', String(factor.ageSeconds));
  }
  // Inherited transitive tags override the matching tags of the role being assumed (sts.md 5.4).
  const inherited = (caller.session?.tags ?? []).filter((tag) => tag.transitive);
  for (const { key, value } of inherited)
    if (context.has(`aws:resourcetag/${asciiLower(key)}`)) setResourceTag(context, key, value);
  return context;
}
