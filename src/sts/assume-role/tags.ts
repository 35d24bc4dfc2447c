import type { AssumeRoleRequest } from '../../model/generated/sts.ts';
import type { Given } from '../../operation/operation.ts';
import type { SessionTag } from '../../token/claims.ts';
import { passedTags } from '../session-tags.ts';

/**
 * The tags that the new session will have: those passed, and the transitive ones of the calling session, which stay
 * transitive (sts.md 5.4).
 */
export function effectiveTags(given: Given<AssumeRoleRequest>): readonly SessionTag[] {
  const { input, caller } = given;
  if (input.Tags === undefined && input.TransitiveTagKeys === undefined && caller.session === undefined) return NONE;
  const inherited = (caller.session?.tags ?? []).filter((tag) => tag.transitive);
  return [...inherited, ...passedTags(given, inherited)];
}

const NONE: readonly SessionTag[] = [];
