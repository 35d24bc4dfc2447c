import { asciiLower } from '../base/ascii.ts';
import type { ContextValue } from '../policy/types.ts';
import type { TrustedRole } from '../principal/directory.ts';
import type { SessionTag } from '../token/claims.ts';

/** The keys that a trust policy sees of the session that is asked for, and of the role (policy.md 6.7, sts.md 5.5). */
export function trustContext(asked: {
  readonly sessionName: string;
  readonly sourceIdentity: string | undefined;
  readonly tags: readonly SessionTag[];
  readonly role: TrustedRole | undefined;
}): Map<string, ContextValue> {
  const { sessionName, sourceIdentity, tags, role } = asked;
  const context = new Map<string, ContextValue>();
  setText(context, 'sts:rolesessionname', sessionName);
  if (sourceIdentity !== undefined) setText(context, 'sts:sourceidentity', sourceIdentity);
  for (const { key, value } of role?.record.tags ?? []) setResourceTag(context, key, value);
  for (const { key, value } of tags) setText(context, `aws:requesttag/${asciiLower(key)}`, value);
  if (tags.length > 0) context.set('aws:tagkeys', { kind: 'multi', values: tags.map(({ key }) => key) });
  const transitive = tags.filter((tag) => tag.transitive).map(({ key }) => key);
  if (transitive.length > 0) context.set('sts:transitivetagkeys', { kind: 'multi', values: transitive });
  return context;
}

export function setText(context: Map<string, ContextValue>, key: string, value: string): void {
  context.set(key, { kind: 'single', value });
}

export function setResourceTag(context: Map<string, ContextValue>, key: string, value: string): void {
  setText(context, `aws:resourcetag/${asciiLower(key)}`, value);
  setText(context, `iam:resourcetag/${asciiLower(key)}`, value);
}
