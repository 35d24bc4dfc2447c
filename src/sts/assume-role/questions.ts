import { parseArn } from '../../base/arn.ts';
import { asciiLower } from '../../base/ascii.ts';
import type { AssumeRoleRequest } from '../../model/generated/sts.ts';
import type { Informed, Question } from '../../operation/operation.ts';
import type { ContextValue } from '../../policy/types.ts';
import type { TrustedRole } from '../../principal/directory.ts';
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
    context: trustContext(given),
  };
  const asked: Question[] = [{ action: 'sts:AssumeRole', ...about }];
  if (checked.sourceIdentity !== undefined) asked.push({ action: 'sts:SetSourceIdentity', ...about });
  if (checked.tags.length > 0) asked.push({ action: 'sts:TagSession', ...about });
  return asked;
}

type Asked = Informed<AssumeRoleRequest, TrustedRole | undefined, Checked>;

/** The keys that trust policies and callers' policies see of this call (policy.md 6.7, sts.md 5.5). */
function trustContext({ input, caller, found: role, checked, factor }: Asked): Map<string, ContextValue> {
  const { tags, sourceIdentity } = checked;
  const context = new Map<string, ContextValue>();
  const inherited = (caller.session?.tags ?? []).filter((tag) => tag.transitive);
  const set = (key: string, value: string | undefined) => {
    if (value !== undefined) context.set(key, { kind: 'single', value });
  };
  set('sts:rolesessionname', input.RoleSessionName);
  set('sts:externalid', input.ExternalId);
  set('sts:sourceidentity', sourceIdentity);
  if (factor !== undefined) {
    set('aws:multifactorauthpresent', 'true');
    set('aws:multifactorauthage', String(factor.ageSeconds));
  }

  for (const { key, value } of role?.record.tags ?? []) setResourceTag(set, key, value);
  // Inherited transitive tags override the matching tags of the role being assumed (sts.md 5.4).
  for (const { key, value } of inherited)
    if (context.has(`aws:resourcetag/${asciiLower(key)}`)) setResourceTag(set, key, value);
  for (const { key, value } of tags) set(`aws:requesttag/${asciiLower(key)}`, value);
  if (tags.length > 0) context.set('aws:tagkeys', { kind: 'multi', values: tags.map(({ key }) => key) });
  const transitive = tags.filter((tag) => tag.transitive).map(({ key }) => key);
  if (transitive.length > 0) context.set('sts:transitivetagkeys', { kind: 'multi', values: transitive });
  return context;
}

function setResourceTag(set: (key: string, value: string) => void, key: string, value: string): void {
  set(`aws:resourcetag/${asciiLower(key)}`, value);
  set(`iam:resourcetag/${asciiLower(key)}`, value);
}
