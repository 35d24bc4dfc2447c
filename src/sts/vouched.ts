import { asciiLower } from '../base/ascii.ts';
import type { StructureShape } from '../model/facts.ts';
import * as model from '../model/generated/sts.ts';
import { validationMessage } from '../model/validate.ts';
import type { Given } from '../operation/operation.ts';
import type { SessionTag } from '../token/claims.ts';
import { stsFaults } from './faults.ts';
import { passedTags } from './session-tags.ts';

/** Session tags as a provider states them in a token or an assertion. */
export interface VouchedTags {
  readonly tags: ReadonlyMap<string, string>;
  readonly transitiveKeys: readonly string[];
}

const { Tags, TransitiveTagKeys } = model.AssumeRole.input.members;
const limits: StructureShape = {
  type: 'structure',
  members: { Tags: Tags!, TransitiveTagKeys: TransitiveTagKeys! },
  required: [],
};

/** The session tags that a provider vouches for: within the very limits that tags in a request are held to. */
export function vouchedTags({ quotas }: Pick<Given<unknown>, 'quotas'>, stated: VouchedTags): readonly SessionTag[] {
  if (stated.tags.size === 0 && stated.transitiveKeys.length === 0) return [];
  const input = {
    Tags: [...stated.tags].map(([Key, Value]) => ({ Key, Value })),
    TransitiveTagKeys: stated.transitiveKeys,
  };
  const problem = validationMessage(input, limits);
  if (problem !== undefined) throw stsFaults.InvalidIdentityToken(problem);
  return passedTags({ input, quotas });
}

/** A source identity that a provider vouches for (sts.md 3.2). */
export function vouchedSourceIdentity(stated: string | undefined): string | undefined {
  if (stated === undefined) return undefined;
  if (!SOURCE_IDENTITY.test(stated) || asciiLower(stated).startsWith('aws:')) {
    throw stsFaults.InvalidIdentityToken(WRONG_SOURCE_IDENTITY);
  }
  return stated;
}

const SOURCE_IDENTITY = /^[a-zA-Z_0-9+=,.@-]{2,64}$/;
const WRONG_SOURCE_IDENTITY = 'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"';
