import { asciiLower } from '../base/ascii.ts';
import type { Tag as WireTag } from '../model/generated/iam.ts';
import type { Quotas } from '../operation/quotas.ts';
import type { Tag } from '../store/records.ts';
import { iamFaults } from './faults.ts';

/**
 * How a kind of resource compares its tag keys, and what AWS says of a repeated one. Users and roles ignore case,
 * managed policies and MFA devices do not (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html).
 */
export interface TagRule {
  readonly same: (key: string) => string;
  readonly duplicate: string;
}

export const entityTagRule: TagRule = {
  same: asciiLower,
  duplicate: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
};

export const resourceTagRule: TagRule = { same: (key) => key, duplicate: 'Duplicate tag keys found.' };

/**
 * The tags of a resource once `wanted` are put on it; a key that is there already takes the new spelling and value.
 * Refuses repeated keys, AWS's own prefix, and more tags than the quota.
 */
export function tagged(
  existing: readonly Tag[],
  wanted: readonly WireTag[] | undefined,
  rule: TagRule,
  quotas: Quotas,
): Tag[] {
  const merged = new Map(existing.map((tag) => [rule.same(tag.key), tag]));
  const seen = new Set<string>();
  for (const { Key: key, Value: value } of wanted ?? []) {
    const same = rule.same(key);
    if (seen.has(same)) throw iamFaults.InvalidInput(rule.duplicate);
    seen.add(same);
    refuseReserved(key);
    merged.set(same, { key, value });
  }
  if (merged.size > quotas.tagsPerEntity)
    throw iamFaults.LimitExceeded('The number of tags has reached the maximum limit.');
  return [...merged.values()];
}

/** The tags that remain. Keys that are not there are no error. */
export function untagged(existing: readonly Tag[], keys: readonly string[], rule: TagRule): Tag[] {
  const gone = new Set(keys.map(rule.same));
  return existing.filter(({ key }) => !gone.has(rule.same(key)));
}

/** Tags as the wire spells them; `undefined` for none, because AWS leaves the list out. */
export const wireTags = (tags: readonly Tag[]): WireTag[] | undefined =>
  tags.length === 0 ? undefined : tags.map(wireTag);

/** As most Get... operations answer them: by key, and an empty list for none. */
export const sortedTags = (tags: readonly Tag[]): WireTag[] => [...tags].sort(byKey).map(wireTag);

export const byKey = (a: Tag, b: Tag): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

export const wireTag = ({ key, value }: Tag): WireTag => ({ Key: key, Value: value });

/** `aws:` in any spelling is AWS's own: condition keys compare without case, so `AWS:x` would pass for `aws:x`. */
function refuseReserved(key: string): void {
  if (asciiLower(key).startsWith('aws:')) {
    throw iamFaults.InvalidInput('aws: prefixed tag key names are not allowed for external use.');
  }
}
