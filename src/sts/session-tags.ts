import { asciiLower } from '../base/ascii.ts';
import type { Given } from '../operation/operation.ts';
import type { SessionTag } from '../token/claims.ts';
import { stsFaults } from './faults.ts';

/** The parameters by which a session is given tags. */
export interface TagInput {
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] | undefined;
  readonly TransitiveTagKeys?: readonly string[] | undefined;
}

/**
 * The tags that are passed for a session. Throws where they contradict each other or AWS's rules (sts.md 3.1). Keys
 * compare without regard to case and keep the case they came in.
 */
export function passedTags(
  { input, quotas }: Pick<Given<TagInput>, 'input' | 'quotas'>,
  inherited: readonly SessionTag[] = [],
): readonly SessionTag[] {
  const passed = input.Tags ?? [];
  const transitiveKeys = new Set((input.TransitiveTagKeys ?? []).map(asciiLower));
  const passedKeys = new Set(passed.map(({ Key }) => asciiLower(Key)));
  if (passedKeys.size < passed.length) throw refuse(DUPLICATE);
  for (const key of transitiveKeys) if (!passedKeys.has(key)) throw refuse(NOT_PASSED);
  for (const { key } of inherited) if (passedKeys.has(asciiLower(key))) throw refuse(CONFLICT);
  for (const key of passedKeys) if (key.startsWith('aws:')) throw refuse(RESERVED);
  if (passed.length + inherited.length > quotas.sessionTags) throw refuse(tooMany(quotas.sessionTags));
  return passed.map(({ Key, Value }) => ({ key: Key, value: Value, transitive: transitiveKeys.has(asciiLower(Key)) }));
}

const DUPLICATE = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
const NOT_PASSED = 'The specified transitive tag key must be included in the requested tags.';
const CONFLICT =
  "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.";
/** AWS reserves the prefix; its sentence for STS is not recorded, so these two are ours (docs/deviations.md). */
const RESERVED = 'Tag keys must not start with the reserved prefix aws:.';
const tooMany = (limit: number): string => `A session can have at most ${limit} tags, inherited ones included.`;

const refuse = (text: string): Error => stsFaults.InvalidParameterValue(text);
