import { asciiLower } from '../../base/ascii.ts';
import type { AssumeRoleRequest } from '../../model/generated/sts.ts';
import type { Given } from '../../operation/operation.ts';
import type { SessionTag } from '../../token/claims.ts';
import { stsFaults } from '../faults.ts';

/**
 * The tags that the new session will have: those passed, and the transitive ones of the calling session, which stay
 * transitive (sts.md 5.4). Throws where the tags passed contradict each other or the chain (sts.md 3.1). Keys compare
 * without regard to case and keep the case they came in.
 */
export function effectiveTags({ input, caller, quotas }: Given<AssumeRoleRequest>): readonly SessionTag[] {
  if (input.Tags === undefined && input.TransitiveTagKeys === undefined && caller.session === undefined) return NONE;
  const passed = input.Tags ?? [];
  const transitiveKeys = new Set((input.TransitiveTagKeys ?? []).map(fold));
  const inherited = (caller.session?.tags ?? []).filter((tag) => tag.transitive);

  const passedKeys = new Set(passed.map(({ Key }) => fold(Key)));
  if (passedKeys.size < passed.length) throw refuse(DUPLICATE);
  for (const key of transitiveKeys) if (!passedKeys.has(key)) throw refuse(NOT_PASSED);
  for (const { key } of inherited) if (passedKeys.has(fold(key))) throw refuse(CONFLICT);
  for (const key of passedKeys) if (key.startsWith('aws:')) throw refuse(RESERVED);
  if (passed.length + inherited.length > quotas.sessionTags) throw refuse(tooMany(quotas.sessionTags));

  return [
    ...inherited,
    ...passed.map(({ Key, Value }) => ({ key: Key, value: Value, transitive: transitiveKeys.has(fold(Key)) })),
  ];
}

const NONE: readonly SessionTag[] = [];

const DUPLICATE = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
const NOT_PASSED = 'The specified transitive tag key must be included in the requested tags.';
const CONFLICT =
  "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.";
/** AWS reserves the prefix; its sentence for STS is not recorded, so these two are ours (docs/deviations.md). */
const RESERVED = 'Tag keys must not start with the reserved prefix aws:.';
const tooMany = (limit: number): string => `A session can have at most ${limit} tags, inherited ones included.`;

const refuse = (text: string): Error => stsFaults.InvalidParameterValue(text);

const fold = asciiLower;
