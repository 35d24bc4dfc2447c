import { asciiLower } from '../base/ascii.ts';
import type { Tag as WireTag } from '../model/generated/iam.ts';
import type { Tag } from '../store/records.ts';

/** Tags of a seed as an operation takes them. */
export const wireTagsOf = (tags: ReadonlyMap<string, string> | undefined): readonly WireTag[] | undefined =>
  tags === undefined || tags.size === 0 ? undefined : [...tags].map(([Key, Value]) => ({ Key, Value }));

/** The tags that have to be set, and with `prune` the keys that have to go. */
export function changedTags(
  found: readonly Tag[],
  wanted: ReadonlyMap<string, string> | undefined,
  prune: boolean,
): { readonly set: readonly WireTag[]; readonly unset: readonly string[] } {
  if (wanted === undefined) return { set: [], unset: [] };
  const now = new Map(found.map(({ key, value }) => [key, value]));
  const set = [...wanted].filter(([key, value]) => now.get(key) !== value).map(([Key, Value]) => ({ Key, Value }));
  // Keys that differ in case alone are one key to users and roles: setting the new spelling has replaced the old one.
  const kept = new Set([...wanted.keys()].flatMap((key) => [key, asciiLower(key)]));
  const unset = prune ? found.map(({ key }) => key).filter((key) => !kept.has(key) && !kept.has(asciiLower(key))) : [];
  return { set, unset };
}

/** The tags of a record that the seed writes itself. */
export function storedTags(
  found: readonly Tag[],
  wanted: ReadonlyMap<string, string> | undefined,
  prune: boolean,
): readonly Tag[] {
  if (wanted === undefined) return found;
  const merged = new Map(prune ? [] : found.map(({ key, value }) => [key, value]));
  for (const [key, value] of wanted) merged.set(key, value);
  return [...merged].map(([key, value]) => ({ key, value }));
}
